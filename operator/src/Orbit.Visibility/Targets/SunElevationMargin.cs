using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sun;
using Orbit.Astrodynamics.Time;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Targets;

/// <summary>Whether the Sun's centre is above an elevation at a place; by how much, rad. Geometric, without refraction.</summary>
internal readonly struct SunElevationMargin(TopocentricFrame place, double minimumDegrees) : IMargin
{
    // The Earth turns by 7.2921e-5 rad/s, the Sun moves by at most 2.1e-7 rad/s, and the place's own motion across 1 AU is
    // a hundredth of that.
    private const double MostTurn = 7.32e-5;

    private readonly double _minimum = double.DegreesToRadians(minimumDegrees);

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var instant = JulianDate.FromUtcTicks(point.Ticks);
        var sun = EarthFixed.FromTeme(SolarEphemeris.Position(instant), SiderealTime.Gmst82(instant)) - place.Origin;
        var up = Vector3.Dot(sun, place.Up);
        var level = sun - (up * place.Up);
        var value = Math.Atan2(up, level.Length) - _minimum;
        return new Margin(value, Math.Abs(value) / MostTurn);
    }
}
