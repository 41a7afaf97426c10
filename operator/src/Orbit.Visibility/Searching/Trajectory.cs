using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Searching;

/// <summary>
/// A satellite's exact states over one span. Those on a grid of instants are kept, so that searches for many sites share
/// them: a search that may skip ahead to any instant goes to the grid's.
/// </summary>
/// <remarks>Not safe for concurrent use: each search makes its own.</remarks>
internal sealed class Trajectory
{
    // Grid points a revolution: few enough to keep a day of them, dense enough that stopping at one costs little.
    private const int PointsPerRevolution = 64;
    private const int BlockLength = 64;

    // 64 revolutions, four days in low orbit. Of a longer span the last that were asked for are kept.
    private const int MostBlocks = 64;

    private readonly Sgp4Propagator _satellite;
    private readonly long _start;
    private readonly TrajectoryPoint[]?[] _blocks;

    public Trajectory(Sgp4Propagator satellite, Interval span)
    {
        _satellite = satellite;
        _start = span.StartTicks;

        // SGP4's mean motion can be absurd (the verification has a period of a million days): bound the grid's step.
        var period = Math.Min(satellite.PeriodMinutes, TimeSpan.MinutesPerDay * 30.0);
        Horizon = period * 60 / 4;
        GridStep = Math.Max(TimeSpan.TicksPerSecond, (long)(period * TimeSpan.TicksPerMinute / PointsPerRevolution));
        _blocks = new TrajectoryPoint[]?[Math.Min((span.Duration.Ticks / GridStep / BlockLength) + 1, MostBlocks)];
        var (start, end) = satellite.InOrbit(span.StartTicks, span.EndTicks);
        Span = new Interval(start, end);
    }

    /// <summary>How far ahead a point's bounds hold, s: a quarter of a revolution.</summary>
    public double Horizon { get; }

    /// <summary>Ticks between two instants of the grid.</summary>
    public long GridStep { get; }

    /// <summary>The part of the span in which the satellite is in orbit; see <see cref="Sgp4Propagator.InOrbit"/>.</summary>
    public Interval Span { get; }

    /// <summary>The state at an instant of the span, its end included; false if there is none.</summary>
    public bool TryGet(long ticks, out TrajectoryPoint point)
    {
        var (index, rest) = Math.DivRem(ticks - _start, GridStep);
        if (rest != 0)
        {
            return TryCompute(ticks, out point);
        }

        var block = _blocks[index / BlockLength % _blocks.Length] ??= new TrajectoryPoint[BlockLength];
        ref var kept = ref block[index % BlockLength];

        // A place that was never used looks like the state of tick 0, which is computed each time.
        if (kept.Ticks == ticks && ticks != 0)
        {
            point = kept;
            return true;
        }

        if (!TryCompute(ticks, out point))
        {
            return false;
        }

        kept = point;
        return true;
    }

    /// <summary>The last grid instant in (<paramref name="from"/>, <paramref name="to"/>], or <paramref name="to"/> if none is.</summary>
    public long Snap(long from, long to)
    {
        var grid = to - ((to - _start) % GridStep);
        return grid > from ? grid : to;
    }

    /// <summary>The first tick without a state, given one with and a later one without.</summary>
    public long FirstFailure(long good, long bad)
    {
        while (bad - good > 1)
        {
            var middle = good + ((bad - good) / 2);
            if (TryCompute(middle, out _))
            {
                good = middle;
            }
            else
            {
                bad = middle;
            }
        }

        return bad;
    }

    private bool TryCompute(long ticks, out TrajectoryPoint point)
    {
        if (_satellite.PropagateTicks(ticks, out StateVector state) != Sgp4Error.None)
        {
            point = default;
            return false;
        }

        point = new TrajectoryPoint(ticks, state);
        return true;
    }
}
