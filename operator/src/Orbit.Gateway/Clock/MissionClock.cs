using System.Globalization;

namespace Orbit.Gateway.Clock;

/// <summary>
/// The clock of orbital time: mission = <see cref="Start"/> + (wall − <see cref="Anchor"/>) × <see cref="Rate"/>.
/// In production it is the wall clock; trials and tests let it start at a chosen instant and run at a chosen rate.
/// </summary>
/// <remarks>
/// Operator and simulator are separate processes that must agree on mission time; they do, because both compute it
/// from the machine's wall clock with the same three numbers. Timers and <see cref="TimeProvider.GetElapsedTime(long)"/>
/// take and give mission durations, so <c>Task.Delay(missionSpan, clock, token)</c> waits that long in mission time.
/// </remarks>
public sealed class MissionClock : TimeProvider
{
    /// <summary>Environment variable: the mission instant at the anchor, ISO 8601 with offset; unset means wall time.</summary>
    public const string StartVariable = "ORBIT_MISSION_START";

    /// <summary>Environment variable: mission seconds a wall second; 1 when unset.</summary>
    public const string RateVariable = "ORBIT_MISSION_RATE";

    /// <summary>Environment variable: the wall instant at which mission time is the start, ISO 8601 with offset.</summary>
    public const string AnchorVariable = "ORBIT_MISSION_ANCHOR";

    /// <summary>Greatest accepted rate: a year in half a minute. Beyond it, timers of a millisecond lose their meaning.</summary>
    public const double MaximumRate = 1e6;

    private readonly TimeProvider _wall;
    private readonly long _origin;

    /// <summary>A mission clock over a wall clock.</summary>
    /// <param name="wall">The wall clock that drives it.</param>
    /// <param name="start">Mission time at <paramref name="anchor"/>.</param>
    /// <param name="rate">Mission seconds a wall second, above 0 and at most <see cref="MaximumRate"/>.</param>
    /// <param name="anchor">The wall instant at which mission time is <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of its range.</exception>
    public MissionClock(TimeProvider wall, DateTimeOffset start, double rate, DateTimeOffset anchor)
    {
        ArgumentNullException.ThrowIfNull(wall);
        if (!(rate > 0 && rate <= MaximumRate))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A mission rate is above 0 and at most 1000000.");
        }

        _wall = wall;
        _origin = wall.GetTimestamp();
        Start = start.ToUniversalTime();
        Rate = rate;
        Anchor = anchor.ToUniversalTime();
    }

    /// <summary>A mission clock that is the wall clock.</summary>
    /// <param name="wall">The wall clock.</param>
    public MissionClock(TimeProvider wall)
        : this(wall, DateTimeOffset.UnixEpoch, 1, DateTimeOffset.UnixEpoch)
    {
    }

    /// <summary>Mission time at <see cref="Anchor"/>.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Mission seconds a wall second.</summary>
    public double Rate { get; }

    /// <summary>The wall instant at which mission time is <see cref="Start"/>.</summary>
    public DateTimeOffset Anchor { get; }

    /// <summary>The wall clock below, for what is not orbital: leases, back-off, HTTP time-outs.</summary>
    public TimeProvider Wall => _wall;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timestamps count mission time in ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The clock that <see cref="StartVariable"/>, <see cref="RateVariable"/> and <see cref="AnchorVariable"/> describe.</summary>
    /// <param name="variable">Looks up an environment variable; null or blank when unset.</param>
    /// <param name="wall">The wall clock; the anchor is its present instant when none is given.</param>
    /// <exception cref="FormatException">A variable is malformed; the message names it.</exception>
    public static MissionClock FromEnvironment(Func<string, string?> variable, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(wall);

        var start = ReadInstant(variable, StartVariable);
        var anchor = ReadInstant(variable, AnchorVariable);
        var rateText = variable(RateVariable);
        var rate = 1.0;
        if (!string.IsNullOrWhiteSpace(rateText)
            && !(double.TryParse(rateText, NumberStyles.Float, CultureInfo.InvariantCulture, out rate) && rate > 0 && rate <= MaximumRate))
        {
            throw new FormatException($"{RateVariable} is '{rateText}', not a number above 0 and at most 1000000.");
        }

        if (start is { } instant)
        {
            return new MissionClock(wall, instant, rate, anchor ?? wall.GetUtcNow());
        }

        if (rate is not 1.0 || anchor is not null)
        {
            throw new FormatException($"{RateVariable} and {AnchorVariable} have no meaning without {StartVariable}.");
        }

        return new MissionClock(wall);
    }

    /// <summary>The mission instant at a wall instant.</summary>
    public DateTimeOffset ToMission(DateTimeOffset wall) => Start + TimeSpan.FromTicks(Scale((wall - Anchor).Ticks, Rate));

    /// <summary>The wall instant at a mission instant.</summary>
    public DateTimeOffset ToWall(DateTimeOffset mission) => Anchor + TimeSpan.FromTicks(Scale((mission - Start).Ticks, 1 / Rate));

    /// <summary>Mission time now.</summary>
    public override DateTimeOffset GetUtcNow() => ToMission(_wall.GetUtcNow());

    /// <summary>Elapsed mission time since the clock was made; monotonic, unlike <see cref="GetUtcNow"/>.</summary>
    public override long GetTimestamp() => Scale(_wall.GetElapsedTime(_origin).Ticks, Rate);

    /// <summary>A timer whose due time and period are mission durations. It never fires early by the clock's own conversion.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, _wall.CreateTimer(callback, state, ToWallDelay(dueTime), ToWallDelay(period)));

    private static DateTimeOffset? ReadInstant(Func<string, string?> variable, string name)
    {
        var text = variable(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Without an offset an instant would silently be taken in the machine's time zone.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : throw new FormatException($"{name} is '{text}', not an instant as 2026-08-22T00:00:00Z.");
    }

    private static long Scale(long ticks, double rate) => rate is 1.0 ? ticks : checked((long)Math.Round(ticks * rate));

    // Rounded up to whole milliseconds: the system's timers cut a fraction off, and at rate 600 a millisecond that
    // fires early is 0.6 s of mission time, which makes a loop that waits for an instant spin.
    private TimeSpan ToWallDelay(TimeSpan mission) =>
        mission <= TimeSpan.Zero ? mission : TimeSpan.FromMilliseconds(Math.Ceiling(mission.Ticks / Rate / TimeSpan.TicksPerMillisecond));

    private sealed class ScaledTimer(MissionClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.ToWallDelay(dueTime), clock.ToWallDelay(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
