using Orbit.Astrodynamics.Frames;

namespace Orbit.Astrodynamics.Sun;

/// <summary>
/// One of the two cones that touch the Sun and a spherical Earth: the umbra's, which narrows away from the Sun, or the
/// penumbra's, which widens.
/// </summary>
/// <remarks>
/// With x the distance behind the Earth's centre along the axis, y the distance from the axis and D the Sun's distance:
/// the umbra is y cos α + x sin α &lt; R, sin α = (R_S - R)/D; the penumbra is y cos α - x sin α &lt; R, sin α = (R_S + R)/D.
/// Each holds beyond the circle where the cone touches the Earth. This is the same as comparing, from the satellite, the
/// angle between the two centres with the sum or the difference of the two radii's angles.
/// </remarks>
public readonly struct ShadowCone
{
    /// <summary>Radius of the Earth for its shadow, km.</summary>
    public const double EarthRadius = 6378.137;

    /// <summary>Radius of the Sun, km.</summary>
    public const double SunRadius = 696000;

    // Positive for the umbra, negative for the penumbra.
    private readonly double _sin;
    private readonly double _cos;

    private ShadowCone(Vector3 sun, double earthRadius)
    {
        var distance = sun.Length;
        Axis = -1 / distance * sun;
        _sin = (SunRadius - earthRadius) / distance;
        _cos = Math.Sqrt(1 - (_sin * _sin));
        if (earthRadius < 0)
        {
            _sin = -_sin;
        }
    }

    /// <summary>Unit vector from the Earth's centre away from the Sun.</summary>
    public Vector3 Axis { get; }

    /// <summary>The umbra behind the Earth, for the Sun at <paramref name="sun"/>, km from the Earth's centre.</summary>
    public static ShadowCone Umbra(Vector3 sun) => new(sun, EarthRadius);

    /// <summary>The penumbra with the umbra in it, for the Sun at <paramref name="sun"/>, km from the Earth's centre.</summary>
    public static ShadowCone Penumbra(Vector3 sun) => new(sun, -EarthRadius);

    /// <summary>How far inside the cone's surface a position in km is, in the frame of the Sun's; negative outside.</summary>
    public double Depth(Vector3 position)
    {
        var x = Vector3.Dot(position, Axis);
        var y = (position - (x * Axis)).Length;
        return EarthRadius - (y * _cos) - (x * _sin);
    }

    /// <summary>How far behind the circle where the cone touches the Earth a position in km is; negative on the day side.</summary>
    public double Behind(Vector3 position) => Vector3.Dot(position, Axis) - (EarthRadius * _sin);

    /// <summary>Whether a position in km is in this shadow.</summary>
    public bool Contains(Vector3 position) => Depth(position) >= 0 && Behind(position) >= 0;

    /// <summary>
    /// The rate of <see cref="Depth"/> for a velocity in km/s, in km/s, with the Sun at rest; on the axis, where the
    /// distance from it has no rate, that of leaving it.
    /// </summary>
    public double DepthRate(Vector3 position, Vector3 velocity)
    {
        var x = Vector3.Dot(position, Axis);
        var offAxis = position - (x * Axis);
        var y = offAxis.Length;
        var speedAlong = Vector3.Dot(velocity, Axis);
        var speedOff = y > 0 ? Vector3.Dot(velocity, offAxis) / y : (velocity - (speedAlong * Axis)).Length;
        return (-speedOff * _cos) - (speedAlong * _sin);
    }
}
