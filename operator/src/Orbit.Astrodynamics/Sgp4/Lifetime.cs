using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Sgp4.Batch;

namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// From when until when an element set describes an orbit: the instants that are reached from its epoch, forwards and backwards,
/// without one at which SGP4 fails.
/// </summary>
/// <remarks>
/// <para>
/// Beyond a decay SGP4 has states again: drag's polynomials bring the axis through zero and let its square grow. They mean nothing, and
/// no look at the instant alone tells. So the way there is looked at, at whole steps from the epoch, which belong to the satellite and
/// not to the question: whoever asks for whatever part of it sees the same end.
/// </para>
/// <para>
/// The step h is 1/64 of a revolution at perigee's pace. Between two of its instants a radius is at most A h²/8 below the lower of the two,
/// with A = μ/R² (r̈ = p μ/r³ - μ/r² is at most e μ/r²). Where that reaches down to the Earth's radius, every second is looked at. So
/// the end is the first instant of failure, save for dips of less than A/8 s² = 1.2 m.
/// </para>
/// <para>
/// Far most satellites need no look: near the Earth the elements bound the radius (<see cref="Sgp4Propagator.CannotDecayWithin"/>). What was
/// looked at for the others is kept. Safe on any number of threads: all find the same, and the last to write wins.
/// </para>
/// </remarks>
internal sealed class Lifetime
{
    private const int StepsPerRevolution = 64;
    private const int Chunk = Workspace.Capacity;
    private const double LongestPeriodMinutes = 30 * 1440.0;
    private const double Gravity = Wgs72.Mu / (Wgs72.EarthRadius * Wgs72.EarthRadius);
    private const long MostTicks = (long)Sgp4Propagator.MostMinutes * TimeSpan.TicksPerMinute;

    private static readonly Direction Unknown = new(0, null);

    private readonly Sgp4Propagator _satellite;
    private readonly long _step;
    private readonly double _reach;
    private Direction _forwards = Unknown;
    private Direction _backwards = Unknown;

    public Lifetime(Sgp4Propagator satellite)
    {
        _satellite = satellite;
        var e = satellite.Elements.Eccentricity;
        var seconds = Math.Min(satellite.PeriodMinutes, LongestPeriodMinutes) * 60 / StepsPerRevolution
            * (1 - e) * Math.Sqrt((1 - e) / (1 + e));

        // Written so that what is no number gives the shortest step.
        var whole = seconds >= 1 ? (long)seconds : 1;
        _step = whole * TimeSpan.TicksPerSecond;
        _reach = Wgs72.EarthRadius + (Gravity * whole * whole / 8);
    }

    /// <summary>The part of [<paramref name="start"/>, <paramref name="end"/>), in ticks from the epoch, that lies in the lifetime; may be empty.</summary>
    public (long Start, long End) Within(long start, long end)
    {
        start = Math.Max(start, -MostTicks);
        end = Math.Min(end, MostTicks + 1);
        if (end <= start)
        {
            return (start, start);
        }

        // The end itself may be the failure; an end at or before the epoch asks nothing of the time after it.
        if (end > 0 && FailureWithin(end - 1, ref _forwards, 1) is { } after)
        {
            end = Math.Min(end, after);
        }

        if (start < 0 && FailureWithin(-start, ref _backwards, -1) is { } before)
        {
            start = Math.Max(start, 1 - before);
        }

        return (start, Math.Max(start, end));
    }

    /// <summary>The first failure on the way from the epoch to an instant, both in ticks from the epoch; null when there is none up to it.</summary>
    public long? FailureTowards(long instant)
    {
        var (distance, sign) = instant < 0 ? (-instant, -1) : (instant, 1);
        var failure = FailureWithin(distance, ref instant < 0 ? ref _backwards : ref _forwards, sign);
        return failure <= distance ? sign * failure : null;
    }

    // The distance from the epoch, in ticks, of the first failure in a direction, if one is known to lie within the given distance.
    private long? FailureWithin(long distance, ref Direction known, int sign)
    {
        if (_satellite.CannotDecayWithin(distance / (double)TimeSpan.TicksPerMinute))
        {
            return null;
        }

        var direction = Volatile.Read(ref known);
        if (direction.Failure is null && direction.Good <= distance)
        {
            direction = Look(direction.Good, distance, sign);
            Volatile.Write(ref known, direction);
        }

        return direction.Failure;
    }

    // Looks at the whole steps from one that is good, or the epoch, until one after the given distance.
    [SkipLocalsInit]
    private Direction Look(long good, long distance, int sign)
    {
        Span<double> memory = stackalloc double[Staging.Size];
        Span<Sgp4Error> errors = stackalloc Sgp4Error[Chunk];
        var states = Staging.Create(memory, errors);
        var previous = good;
        var isLow = false;
        for (var from = good; ; from += Chunk * _step)
        {
            _satellite.PropagateTicks(_satellite.EpochTicks + (sign * from), sign * _step, states);
            for (var k = 0; k < Chunk; k++)
            {
                var at = from + (k * _step);
                var fails = Fails(at * sign, errors[k]);
                var wasLow = isLow;
                isLow = !fails && !(states[k].Position.Length > _reach);
                if ((fails || isLow || wasLow) && FirstFailure(previous, at, fails, sign) is { } failure)
                {
                    return new Direction(previous, failure);
                }

                previous = at;
                if (at > distance)
                {
                    return new Direction(at, null);
                }
            }
        }
    }

    // The first failure after one instant and up to another, looked for at every second and then to the tick.
    private long? FirstFailure(long good, long last, bool lastFails, int sign)
    {
        for (var at = good; at < last;)
        {
            var next = Math.Min(at + TimeSpan.TicksPerSecond, last);
            if (next == last ? lastFails : Fails(sign * next))
            {
                return Bisect(at, next, sign);
            }

            at = next;
        }

        // The epoch itself.
        return lastFails ? last : null;
    }

    private long Bisect(long good, long bad, int sign)
    {
        while (bad - good > 1)
        {
            var middle = good + ((bad - good) / 2);
            (good, bad) = Fails(sign * middle) ? (good, middle) : (middle, bad);
        }

        return bad;
    }

    private bool Fails(long fromEpoch) => Fails(fromEpoch, _satellite.PropagateTicks(_satellite.EpochTicks + fromEpoch, out _));

    private bool Fails(long fromEpoch, Sgp4Error error) =>
        error != Sgp4Error.None || !(_satellite.AxisFactor(fromEpoch / (double)TimeSpan.TicksPerMinute) > 0);

    /// <summary>What is known of the time on one side of the epoch; distances from it in ticks.</summary>
    /// <param name="Good">A whole step up to which there is no failure.</param>
    /// <param name="Failure">The first failure; null when none is known.</param>
    private sealed record Direction(long Good, long? Failure);
}
