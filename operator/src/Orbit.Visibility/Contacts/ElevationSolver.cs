using System.Runtime.Intrinsics;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>Finds the instants of crossings and peaks that are known to be alone in their brackets, eight at a time.</summary>
internal static class ElevationSolver
{
    private const int Lanes = 8;

    // Newton's last step in steps of the grid: squared, it is the error that is left.
    private const double SmallStep = 3e-7;
    private const int MostSteps = 60;

    // Within a millisecond of the top the elevation of no low orbit differs from it by more than 1e-8 degrees.
    private const double SmallTopStep = 1e-5;

    // An edge is taken from the model where the model's error moves it by no more than this, s.
    private const double EdgeTolerance = 1e-5;

    /// <summary>Finds when each crossing is; marks those that the model cannot place within 10 µs as unsure.</summary>
    public static void Solve(OrbitNodes nodes, SiteSet sites, Span<Crossing> crossings)
    {
        ElevationModel model = default;
        Span<int> segments = stackalloc int[Lanes];
        Span<int> siteIndices = stackalloc int[Lanes];
        Span<double> lanes = stackalloc double[4 * Lanes];
        for (var first = 0; first < crossings.Length; first += Lanes)
        {
            // Lanes past the end repeat the last crossing.
            var batch = crossings[first..Math.Min(first + Lanes, crossings.Length)];
            for (var k = 0; k < Lanes; k++)
            {
                ref readonly var crossing = ref batch[Math.Min(k, batch.Length - 1)];
                segments[k] = crossing.Segment;
                siteIndices[k] = crossing.Site;
                lanes[k] = crossing.Low;
                lanes[Lanes + k] = crossing.High;
                lanes[(2 * Lanes) + k] = crossing.AtLow;
                lanes[(3 * Lanes) + k] = crossing.AtHigh;
            }

            model.Fit(nodes, segments, sites, siteIndices);
            var low = Vector512.Create<double>(lanes);
            var high = Vector512.Create<double>(lanes[Lanes..]);
            var atLow = Vector512.Create<double>(lanes[(2 * Lanes)..]);
            var atHigh = Vector512.Create<double>(lanes[(3 * Lanes)..]);
            var (root, rate) = Root(ref model, low, high, atLow, atHigh);
            root.CopyTo(lanes);
            rate.CopyTo(lanes[Lanes..]);
            for (var k = 0; k < batch.Length; k++)
            {
                ref var crossing = ref batch[k];
                crossing.Ticks = nodes.TicksOf(crossing.Segment) + (long)Math.Ceiling((lanes[k] + 0.5) * nodes.StepTicks);

                // Written so that what is no number is unsure.
                var error = nodes.Blocks[crossing.Segment / OrbitNodes.BlockLength].Error * (1 + Math.Abs(sites.Planes[crossing.Site].SinMask));
                crossing.Unsure |= !(error * nodes.StepSeconds <= EdgeTolerance * Math.Abs(lanes[Lanes + k]));
            }
        }
    }

    /// <summary>Finds when each peak is, and how high.</summary>
    public static void Solve(OrbitNodes nodes, SiteSet sites, Span<Peak> peaks)
    {
        ElevationModel model = default;
        Span<int> segments = stackalloc int[Lanes];
        Span<int> siteIndices = stackalloc int[Lanes];
        Span<double> lanes = stackalloc double[3 * Lanes];
        for (var first = 0; first < peaks.Length; first += Lanes)
        {
            var batch = peaks[first..Math.Min(first + Lanes, peaks.Length)];
            for (var k = 0; k < Lanes; k++)
            {
                ref readonly var peak = ref batch[Math.Min(k, batch.Length - 1)];
                segments[k] = peak.Segment;
                siteIndices[k] = peak.Site;
                lanes[k] = peak.AtLow;
                lanes[Lanes + k] = peak.AtHigh;
            }

            model.Fit(nodes, segments, sites, siteIndices);
            var root = Top(ref model, Vector512.Create<double>(lanes), Vector512.Create<double>(lanes[Lanes..]));
            var (up, level) = model.Height(root);
            root.CopyTo(lanes);
            up.CopyTo(lanes[Lanes..]);
            level.CopyTo(lanes[(2 * Lanes)..]);
            for (var k = 0; k < batch.Length; k++)
            {
                ref var peak = ref batch[k];
                peak.Ticks = nodes.TicksOf(peak.Segment) + (long)Math.Round((lanes[k] + 0.5) * nodes.StepTicks);
                peak.ElevationDegrees = double.RadiansToDegrees(Math.Atan2(lanes[Lanes + k], lanes[(2 * Lanes) + k]));
            }
        }
    }

    // Newton's iteration from the secant, kept inside the bracket by bisection.
    private static (Vector512<double> Root, Vector512<double> Rate) Root(
        ref ElevationModel model,
        Vector512<double> low,
        Vector512<double> high,
        Vector512<double> atLow,
        Vector512<double> atHigh)
    {
        var half = Vector512.Create(0.5);
        var falls = Vector512.GreaterThanOrEqual(atLow, Vector512<double>.Zero);
        var s = low + ((high - low) * atLow / (atLow - atHigh));
        var settled = Vector512<double>.Zero;
        Vector512<double> rate = default;
        for (var k = 0; k < MostSteps; k++)
        {
            var (value, newRate, _) = model.Margin(s);
            rate = Vector512.ConditionalSelect(settled, rate, newRate);
            var above = Vector512.GreaterThanOrEqual(value, Vector512<double>.Zero);
            var before = Vector512.Equals(above.AsInt64(), falls.AsInt64()).AsDouble();
            low = Vector512.ConditionalSelect(before, s, low);
            high = Vector512.ConditionalSelect(before, high, s);
            var next = s - (value / newRate);
            var inside = Vector512.GreaterThanOrEqual(next, low) & Vector512.LessThanOrEqual(next, high);
            next = Vector512.ConditionalSelect(inside, next, half * (low + high));
            var step = Vector512.Abs(next - s);

            // What has settled stays, so that no result depends on what shares its vector.
            s = Vector512.ConditionalSelect(settled, s, next);
            settled |= Vector512.LessThanOrEqual(step, Vector512.Create(SmallStep));
            if (Vector512.EqualsAll(settled.AsInt64(), Vector512<long>.AllBitsSet))
            {
                break;
            }
        }

        return (s, rate);
    }

    // The rate's zero by the Illinois variant of regula falsi: near the top the rate is nearly linear.
    private static Vector512<double> Top(ref ElevationModel model, Vector512<double> atLow, Vector512<double> atHigh)
    {
        var half = Vector512.Create(0.5);
        var low = -half;
        var high = half;
        var wasBefore = Vector512<double>.Zero;
        var settled = Vector512<double>.Zero;
        var s = low + (atLow / (atLow - atHigh));
        for (var k = 0; k < MostSteps; k++)
        {
            var value = model.Rise(s);
            var before = Vector512.GreaterThanOrEqual(value, Vector512<double>.Zero);

            // An end that stays a second time counts half, so that the next step overshoots to its side.
            var stays = k == 0 ? Vector512<double>.Zero : Vector512.Equals(before.AsInt64(), wasBefore.AsInt64()).AsDouble();
            atHigh = Vector512.ConditionalSelect(before, Vector512.ConditionalSelect(stays, half * atHigh, atHigh), value);
            atLow = Vector512.ConditionalSelect(before, value, Vector512.ConditionalSelect(stays, half * atLow, atLow));
            low = Vector512.ConditionalSelect(before, s, low);
            high = Vector512.ConditionalSelect(before, high, s);
            wasBefore = before;
            var next = low + ((high - low) * atLow / (atLow - atHigh));
            var inside = Vector512.GreaterThanOrEqual(next, low) & Vector512.LessThanOrEqual(next, high);
            next = Vector512.ConditionalSelect(inside, next, half * (low + high));
            var step = Vector512.Min(Vector512.Abs(next - s), high - low);

            // What has settled stays, so that no result depends on what shares its vector.
            s = Vector512.ConditionalSelect(settled, s, next);
            settled |= Vector512.LessThanOrEqual(step, Vector512.Create(SmallTopStep));
            if (Vector512.EqualsAll(settled.AsInt64(), Vector512<long>.AllBitsSet))
            {
                break;
            }
        }

        return s;
    }
}
