using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Crosslinks;

/// <summary>
/// Whether the line between two satellites passes clear of a sphere around the Earth; by how much the point of it that is
/// nearest to the Earth's centre does, km.
/// </summary>
/// <remarks>
/// <para>
/// Each point of the line moves no faster than the faster of the satellites, so neither does the nearest one: that bounds the
/// margin by speed, wherever the nearest point is.
/// </para>
/// <para>
/// Where it is between the satellites, its distance is d = |c|/ρ with c = r₁ × r₂, and F = |c| - D ρ has the sign of d - D, for
/// a sphere of radius D. c̈ = a₁ × r₂ + 2 v₁ × v₂ + r₁ × a₂, and |c|¨ lies between -|c̈| and |c̈| + |ċ|²/|c|, ρ̈ as in
/// <see cref="RangeMargin"/>. These bounds are taken for radii up to 1.1 times, and |c| and ρ down to half, of what they are,
/// and hold as long as these cannot be reached. Where a satellite itself is nearest, its radius takes the place of F.
/// </para>
/// </remarks>
internal readonly struct LineOfSightMargin(Trajectory other, double clearanceKm) : IMargin
{
    private const double EarthRadius = 6378.137;
    private const double RadiusGrowth = 0.1;

    private readonly double _sphere = EarthRadius + clearanceKm;

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        if (!other.TryGet(point.Ticks, out var second))
        {
            // It cannot be propagated any more: from here on there is no link.
            return new Margin(-1, double.PositiveInfinity);
        }

        var pair = new Pair(point, second);
        var r1 = pair.First.Position;
        var r2 = pair.Second.Position;

        // The nearest point's share of the way from the first to the second.
        var share = pair.Range > 0 ? -Vector3.Dot(r1, pair.Line) / (pair.Range * pair.Range) : 0;
        var value = (r1 + (Math.Clamp(share, 0, 1) * pair.Line)).Length - _sphere;
        var bySpeed = Math.Abs(value) / Math.Max(pair.FirstSpeed, pair.SecondSpeed);
        var byAcceleration = share switch
        {
            <= 0 => HoldAtEnd(value, r1, pair.First.Velocity, point, pair, -share),
            >= 1 => HoldAtEnd(value, r2, pair.Second.Velocity, second, pair, share - 1),
            _ => HoldWhileBetween(pair, share),
        };
        return new Margin(value, Math.Min(Math.Max(bySpeed, byAcceleration), other.Horizon));
    }

    // The satellite at an end of the line is its nearest point, with the foot of the perpendicular beyond it.
    private static double HoldAtEnd(
        double value, Vector3 position, Vector3 velocity, in TrajectoryPoint end, in Pair pair, double beyond)
    {
        var radius = position.Length;
        var rate = Vector3.Dot(position, velocity) / radius;
        if (value < 0)
        {
            // As long as it is inside the sphere, nothing else matters: r̈ is at most A + V²/r.
            var limit = RadiusGrowth * radius / end.MaxSpeed;
            var bend = end.MaxAcceleration + (end.MaxSpeed * end.MaxSpeed / ((1 - RadiusGrowth) * radius));
            return Math.Min(limit, Margin.EarliestZero(-value, -rate - end.MaxVelocityError, bend));
        }

        var untilPassed = FootLimit(pair, beyond * pair.Range);
        return untilPassed > 0
            ? Math.Min(untilPassed, Margin.EarliestZero(value, rate - end.MaxVelocityError, end.MaxAcceleration))
            : 0;
    }

    // For how long the foot of the perpendicular from the Earth's centre cannot come as far along the line, against its ends:
    // no faster than the ends move and the line turns. For ranges down to half and radii up to 1.1 times what they are.
    private static double FootLimit(in Pair pair, double way)
    {
        var radius1 = pair.First.Position.Length;
        var radius2 = pair.Second.Position.Length;
        var speed = pair.MaxRelativeSpeed;
        var turning = 2 * speed * (1 + RadiusGrowth) * Math.Max(radius1, radius2) / pair.Range;
        return Math.Min(
            Math.Min(RadiusGrowth * radius1 / pair.FirstSpeed, RadiusGrowth * radius2 / pair.SecondSpeed),
            Math.Min(pair.Range / (2 * speed), way / (speed + turning)));
    }

    private double HoldWhileBetween(in Pair pair, double share)
    {
        var r1 = pair.First.Position;
        var r2 = pair.Second.Position;
        var v1 = pair.First.Velocity;
        var v2 = pair.Second.Velocity;
        var c = Cross(r1, r2);
        var cLength = c.Length;
        var radius1 = (1 + RadiusGrowth) * r1.Length;
        var radius2 = (1 + RadiusGrowth) * r2.Length;
        var cSpeed = (pair.FirstSpeed * radius2) + (pair.SecondSpeed * radius1);
        var speed = pair.MaxRelativeSpeed;

        var limit = Math.Min(cLength / (2 * cSpeed), FootLimit(pair, Math.Min(share, 1 - share) * pair.Range));
        if (!(limit > 0))
        {
            return 0;
        }

        var value = cLength - (_sphere * pair.Range);
        var cBend = (pair.FirstAcceleration * radius2) + (2 * pair.FirstSpeed * pair.SecondSpeed) + (radius1 * pair.SecondAcceleration);
        var curvature = cBend + (_sphere * pair.MaxRelativeAcceleration)
            + (value >= 0 ? _sphere * 2 * speed * speed / pair.Range : 2 * cSpeed * cSpeed / cLength);
        var rate = (Vector3.Dot(c, Cross(v1, r2) + Cross(r1, v2)) / cLength) - (_sphere * pair.RangeRate);
        var error = (pair.FirstVelocityError * radius2) + (pair.SecondVelocityError * radius1) + (_sphere * pair.RelativeVelocityError);
        return Math.Min(limit, Margin.EarliestZero(Math.Abs(value), (value >= 0 ? rate : -rate) - error, curvature));
    }

    private static Vector3 Cross(Vector3 a, Vector3 b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));
}
