using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Crosslinks;

/// <summary>Whether another satellite is within a range; by how much, km.</summary>
/// <remarks>
/// As for a site, ρ̈ = (v² - ρ̇²)/ρ + ρ·a/ρ lies between -A and v²/ρ + A, with v and A those of the one against the other; the
/// upper bound is taken for half the range, so it holds for as long as that cannot be reached.
/// </remarks>
internal readonly struct RangeMargin(Trajectory other, double maximumKm) : IMargin
{
    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        if (!other.TryGet(point.Ticks, out var second))
        {
            // It cannot be propagated any more: from here on there is no link.
            return new Margin(-1, double.PositiveInfinity);
        }

        var pair = new Pair(point, second);
        var value = maximumKm - pair.Range;
        var distance = Math.Abs(value);
        var speed = pair.MaxRelativeSpeed;
        var hold = distance / speed;
        var curvature = pair.MaxRelativeAcceleration;
        var limit = other.Horizon;
        if (value >= 0)
        {
            limit = Math.Min(limit, pair.Range / (2 * speed));
            curvature += 2 * speed * speed / pair.Range;
        }

        if (limit > hold)
        {
            var away = (value >= 0 ? -pair.RangeRate : pair.RangeRate) - pair.RelativeVelocityError;
            hold = Math.Max(hold, Math.Min(limit, Margin.EarliestZero(distance, away, curvature)));
        }

        return new Margin(value, Math.Min(hold, other.Horizon));
    }
}
