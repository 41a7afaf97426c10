using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Targets;

/// <summary>Whether a target is within an angle of the direction from the satellite to the Earth's centre; the angle that is left, rad.</summary>
/// <remarks>
/// The direction to the centre turns by at most V/r. That to the target turns by at most V/ρ, and as long as no more than half
/// of the range ρ can be lost, by -ln(1 - V s/ρ) ≤ 2 ln 2 · V s/ρ in s seconds.
/// </remarks>
internal readonly struct OffNadirMargin(Vector3 target, double maximumDegrees) : IMargin
{
    // 2 ln 2, rounded up.
    private const double HalfRange = 1.3863;

    private readonly double _maximum = double.DegreesToRadians(maximumDegrees);

    /// <summary>The angle at <paramref name="satellite"/> between <paramref name="target"/> and the Earth's centre, rad; all in ECEF, km.</summary>
    public static double Angle(Vector3 satellite, Vector3 target)
    {
        var toCentre = -1 / satellite.Length * satellite;
        var line = target - satellite;
        var toTarget = 1 / line.Length * line;

        // By half the chord, which is exact for small angles; past a right angle by its supplement.
        return Vector3.Dot(toCentre, toTarget) > 0
            ? 2 * Math.Asin((toTarget - toCentre).Length / 2)
            : Math.PI - (2 * Math.Asin((toTarget + toCentre).Length / 2));
    }

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var satellite = point.Ecef.Position;
        var range = (target - satellite).Length;
        var left = _maximum - Angle(satellite, target);
        var turn = point.MaxSpeed * ((HalfRange / range) + (1 / GroundSpeed.LeastRadius(point)));
        return new Margin(left, Math.Min(range / (2 * point.MaxSpeed), Math.Abs(left) / turn));
    }
}
