using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Whether a satellite is above a constant elevation m at a site. The margin is f = z - ρ sin m, in km, with z the height
/// over the site's horizontal plane and ρ the range: its sign is that of the elevation over m, and unlike the elevation it
/// is nearly as smooth as the orbit.
/// </summary>
/// <remarks>
/// z̈ is at most the acceleration A. ρ̈ = (v² - ρ̇²)/ρ + ρ·a/ρ lies between -A and v²/ρ + A. So with m ≥ 0, f̈ never exceeds
/// A (1 + sin m): from below, a pass cannot come earlier than a parabola says, however near the satellite. Downward there
/// is the term sin m v²/ρ; it is bounded by twice its value at the start as long as the satellite cannot have come to half
/// the range, ρ/(2v).
/// </remarks>
internal readonly struct ElevationMargin(TopocentricFrame site, double maskDegrees) : IMargin
{
    private readonly double _sinMask = Math.Sin(double.DegreesToRadians(maskDegrees));

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var line = point.Ecef.Position - site.Origin;
        var range = line.Length;
        var value = Vector3.Dot(line, site.Up) - (_sinMask * range);
        var rate = Vector3.Dot(point.Ecef.Velocity, site.Up)
            - (_sinMask * Vector3.Dot(line, point.Ecef.Velocity) / range);

        var scale = 1 + Math.Abs(_sinMask);
        var curvature = scale * point.MaxAcceleration;
        var limit = double.PositiveInfinity;
        var bending = value < 0 ? -_sinMask : _sinMask;
        if (bending > 0)
        {
            curvature += 2 * bending * point.MaxSpeed * point.MaxSpeed / range;
            limit = range / (2 * point.MaxSpeed);
        }

        var distance = Math.Abs(value);
        var awayRate = (value < 0 ? -rate : rate) - (scale * point.MaxVelocityError);
        var bySpeed = distance / (scale * point.MaxSpeed);
        var byAcceleration = Math.Min(limit, Margin.EarliestZero(distance, awayRate, curvature));
        return new Margin(value, Math.Max(bySpeed, byAcceleration));
    }
}
