namespace Orbit.Kubernetes.Tests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Predicate<TimeSpan> Due, TaskCompletionSource Seen)> _expected = [];
    private DateTimeOffset _now = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _setBy;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Times until the timers that are running, in order.</summary>
    public IReadOnlyList<TimeSpan> RunningTimers
    {
        get
        {
            lock (_lock)
            {
                return [.. _timers.Where(t => t.At is not null).Select(t => t.At!.Value - _now).Order()];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now + _setBy;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now.UtcTicks;
        }
    }

    /// <summary>Sets the time of day forwards or back, as an administrator may; monotonic time and timers know nothing of it.</summary>
    public void SetClock(TimeSpan by)
    {
        lock (_lock)
        {
            _setBy += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes as soon as a timer runs that is due after exactly <paramref name="due"/>: somebody has begun to wait.</summary>
    public Task WaitForTimerAsync(TimeSpan due) => WaitForTimerAsync(d => d == due);

    /// <summary>Completes as soon as a timer runs of which <paramref name="due"/> holds.</summary>
    public Task WaitForTimerAsync(Predicate<TimeSpan> due)
    {
        lock (_lock)
        {
            if (_timers.Exists(t => t.At is { } at && due(at - _now)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add((due, seen));
            return seen.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Moves the clock and runs the timers that become due, each at its own instant.</summary>
    public void Advance(TimeSpan span)
    {
        var target = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + span;
        while (NextDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = target;
        }
    }

    private ManualTimer? NextDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.At <= target).MinBy(t => t.At);
            if (next is not null)
            {
                _now = next.At!.Value > _now ? next.At.Value : _now;
                next.At = next.Period > TimeSpan.Zero ? _now + next.Period : null;
            }

            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan due, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            timer.Period = period;
            timer.At = due == Timeout.InfiniteTimeSpan ? null : _now + due;
            if (timer.At is null)
            {
                return;
            }

            _timers.Add(timer);
            foreach (var expected in _expected.Where(e => e.Due(due)).ToList())
            {
                expected.Seen.TrySetResult();
                _expected.Remove(expected);
            }
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            timer.At = null;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action fire) : ITimer
    {
        public DateTimeOffset? At { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Schedule(this, dueTime, period);
            return true;
        }

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
