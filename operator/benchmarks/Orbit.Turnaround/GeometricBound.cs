using Orbit.Visibility.Intervals;

namespace Orbit.Turnaround;

/// <summary>The shortest turnaround that the passes allow, by trying every pair of them; knows nothing of the planner.</summary>
public sealed class GeometricBound
{
    private readonly (Interval Window, int Station)[][] _windows;
    private readonly Assumptions _assumptions;

    /// <summary>The bound for the stations of some providers.</summary>
    public GeometricBound(Sky sky, Func<string, bool> provider, Assumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(sky);
        _windows = [.. Enumerable.Range(0, sky.Satellites).Select(s => sky.Windows(s, provider))];
        _assumptions = assumptions;
    }

    /// <summary>From a start to the answer on the ground; null when no passes of the span do.</summary>
    public TimeSpan? At(DateTimeOffset start)
    {
        var best = long.MaxValue;
        foreach (var windows in _windows)
        {
            best = Math.Min(best, OfSatellite(windows, start.UtcTicks, best));
        }

        return best == long.MaxValue ? null : new TimeSpan(best - start.UtcTicks);
    }

    private long OfSatellite((Interval Window, int Station)[] windows, long start, long best)
    {
        var rules = _assumptions.Rules;
        var earliest = start + rules.ReactionTime.Ticks + _assumptions.Turnaround.Ticks;
        foreach (var (up, upStation) in windows)
        {
            if (up.StartTicks >= best)
            {
                break;
            }

            // The prompt goes up as soon as the antenna is set up and the satellite has risen.
            var sendStart = Math.Max(up.StartTicks, earliest);
            var sendEnd = sendStart + _assumptions.Uplink.Ticks;
            var ready = sendEnd + _assumptions.Compute.Ticks + rules.ComputeMargin.Ticks;
            if (sendEnd > up.EndTicks)
            {
                continue;
            }

            // One contact for both...
            if (ready + _assumptions.Downlink.Ticks + rules.TransferMargin.Ticks <= up.EndTicks)
            {
                best = Math.Min(best, ready + _assumptions.Downlink.Ticks);
            }

            // ...or two, the second in any pass: the satellite talks to one station at a time, and an antenna needs its
            // turnaround between its contacts.
            var sent = sendEnd + rules.TransferMargin.Ticks;
            if (sent > up.EndTicks)
            {
                continue;
            }

            foreach (var (down, downStation) in windows)
            {
                if (down.StartTicks >= best)
                {
                    break;
                }

                var free = sent + (downStation == upStation ? _assumptions.Turnaround.Ticks : 0);
                var takeStart = Math.Max(Math.Max(down.StartTicks, ready), free);
                var takeEnd = takeStart + _assumptions.Downlink.Ticks;
                if (takeEnd + rules.TransferMargin.Ticks <= down.EndTicks)
                {
                    best = Math.Min(best, takeEnd);
                }
            }
        }

        return best;
    }
}
