using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sun;
using Orbit.Astrodynamics.Time;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Eclipses;

/// <summary>
/// Whether a satellite is in a shadow cone: the lesser of its depth below the cone's surface and its distance behind the
/// circle where the cone touches the Earth, km.
/// </summary>
/// <remarks>
/// The distance y from the axis obeys ÿ = (v² - ẏ²)/y + a: never below -A. So into the cone the depth is bent by at most
/// A (cos α + sin α), out of it by v²/y more; the latter is bounded as long as y cannot have come to half its value, and
/// elsewhere by speed alone. Both are as for a pass, where the range takes the place of y.
/// </remarks>
internal readonly struct ShadowMargin(ShadowKind kind) : IMargin
{
    // cos α + sin α for the cones' half angle of 0.27 degrees, rounded up.
    private const double Scale = 1.01;

    // The axis follows the Sun by at most 2.1e-7 rad/s (at perihelion).
    private const double AxisRate = 2.1e-7;

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var position = point.Teme.Position;
        var velocity = point.Teme.Velocity;
        var sun = SolarEphemeris.Position(JulianDate.FromUtcTicks(point.Ticks));
        var cone = kind == ShadowKind.Umbra ? ShadowCone.Umbra(sun) : ShadowCone.Penumbra(sun);
        var depth = cone.Depth(position);
        var behind = cone.Behind(position);
        var depthHold = DepthHold(point, cone, depth);

        var speedBehind = Vector3.Dot(velocity, cone.Axis);
        var awayRate = (behind < 0 ? -speedBehind : speedBehind) - RateError(point);
        var behindHold = Math.Max(
            Math.Abs(behind) / (Scale * point.MaxSpeed),
            Margin.EarliestZero(Math.Abs(behind), awayRate, point.MaxAcceleration));

        // In shadow while both hold; out of it while either fails.
        var hold = (depth >= 0, behind >= 0) switch
        {
            (true, true) => Math.Min(depthHold, behindHold),
            (false, false) => Math.Max(depthHold, behindHold),
            (false, true) => depthHold,
            (true, false) => behindHold,
        };
        return new Margin(Math.Min(depth, behind), hold);
    }

    private static double DepthHold(in TrajectoryPoint point, ShadowCone cone, double depth)
    {
        var position = point.Teme.Position;
        var curvature = Scale * point.MaxAcceleration;
        var limit = double.PositiveInfinity;
        if (depth >= 0)
        {
            var y = (position - (Vector3.Dot(position, cone.Axis) * cone.Axis)).Length;
            limit = y / (2 * point.MaxSpeed);

            // On the axis itself the limit is zero, and the bound by speed takes over.
            curvature += y > 0 ? 2 * point.MaxSpeed * point.MaxSpeed / y : 0;
        }

        var rate = cone.DepthRate(position, point.Teme.Velocity);
        var awayRate = (depth < 0 ? -rate : rate) - (Scale * RateError(point));
        return Math.Max(
            Math.Abs(depth) / (Scale * point.MaxSpeed),
            Math.Min(limit, Margin.EarliestZero(Math.Abs(depth), awayRate, curvature)));
    }

    private static double RateError(in TrajectoryPoint point) =>
        point.MaxVelocityError + (AxisRate * point.Teme.Position.Length);
}
