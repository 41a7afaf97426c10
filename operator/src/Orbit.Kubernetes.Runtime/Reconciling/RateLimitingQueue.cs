using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orbit.Kubernetes.Runtime.Metrics;

namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>Keys waiting for work, after client-go's work queue: a key is in the queue at most once, is never worked on twice at the same time, and a key added while it is worked on is worked on again.</summary>
/// <typeparam name="TKey">What is queued; compared by its default equality.</typeparam>
public sealed class RateLimitingQueue<TKey> : IDisposable, IQueueStatus
    where TKey : notnull
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>();

    /// <summary>Keys that need work, with the instant they came; those that are not being worked on stand in <see cref="_ready"/>.</summary>
    private readonly Dictionary<TKey, long> _dirty = [];

    /// <summary>Keys being worked on, with the instant that began.</summary>
    private readonly Dictionary<TKey, long> _processing = [];
    private readonly Dictionary<TKey, int> _failures = [];

    /// <summary>Keys to be added later, with the instant. An entry of <see cref="_timetable"/> counts only if it says the same.</summary>
    private readonly Dictionary<TKey, long> _delayed = [];
    private readonly PriorityQueue<TKey, long> _timetable = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly QueueMetrics _metrics;
    private TaskCompletionSource? _drained;
    private bool _shutDown;

    /// <summary>An empty queue.</summary>
    /// <param name="name">Name in metrics.</param>
    /// <param name="time">Clock of the delays.</param>
    public RateLimitingQueue(string name, TimeProvider time)
    {
        _time = time;
        Name = name;
        _metrics = new QueueMetrics(name);
        _timer = time.CreateTimer(static state => ((RateLimitingQueue<TKey>)state!).AddDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        QueueStatus.Register(this);
    }

    /// <summary>Name in metrics.</summary>
    public string Name { get; }

    TimeSpan IQueueStatus.UnfinishedWork => Running().Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    TimeSpan IQueueStatus.LongestRunning => Running().DefaultIfEmpty().Max();

    /// <summary>Keys that need work and are not being worked on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _dirty.Keys.Count(key => !_processing.ContainsKey(key));
            }
        }
    }

    /// <summary>Keys that wait for their time.</summary>
    public int DelayedCount
    {
        get
        {
            lock (_lock)
            {
                return _delayed.Count;
            }
        }
    }

    /// <summary>Adds a key now.</summary>
    public void Add(TKey key)
    {
        lock (_lock)
        {
            AddLocked(key);
        }
    }

    /// <summary>Adds a key after <paramref name="delay"/>. If it waits already, the sooner of the two instants counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            if (_shutDown)
            {
                return;
            }

            if (delay <= TimeSpan.Zero)
            {
                AddLocked(key);
                return;
            }

            var at = _time.GetTimestamp() + (long)Math.Ceiling(delay.TotalSeconds * _time.TimestampFrequency);
            if (_delayed.TryGetValue(key, out var sooner) && sooner <= at)
            {
                return;
            }

            _delayed[key] = at;
            _timetable.Enqueue(key, at);
            SetTimerLocked();
        }
    }

    /// <summary>Adds a key after a delay of 5 ms that doubles each time, up to 5 minutes, until <see cref="Forget"/>.</summary>
    /// <param name="key">What to add.</param>
    /// <param name="atLeast">A longer delay that somebody asks for; above 5 minutes it is cut to that.</param>
    /// <returns>The delay.</returns>
    public TimeSpan AddRateLimited(TKey key, TimeSpan atLeast = default)
    {
        TimeSpan delay;
        lock (_lock)
        {
            var failures = _failures.GetValueOrDefault(key);
            _failures[key] = failures + 1;
            delay = failures < 30 && FirstDelay * (1L << failures) is var doubled && doubled < LongestDelay ? doubled : LongestDelay;
            if (delay < atLeast)
            {
                delay = atLeast < LongestDelay ? atLeast : LongestDelay;
            }
        }

        _metrics.Retries.Inc();
        AddAfter(key, delay);
        return delay;
    }

    /// <summary>Starts the delays of a key anew; it succeeded.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>How often a key failed since it was forgotten.</summary>
    public int Failures(TKey key)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault(key);
        }
    }

    /// <summary>Takes keys until the queue is shut down. Each must be given back by <see cref="Done"/>. Several workers may take at once.</summary>
    public async IAsyncEnumerable<TKey> TakeAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var key in _ready.Reader.ReadAllAsync(cancellationToken))
        {
            lock (_lock)
            {
                // What is still queued when the program stops is found again by the next start's list.
                if (_shutDown)
                {
                    yield break;
                }

                var now = _time.GetTimestamp();
                _dirty.Remove(key, out var added);
                _processing[key] = now;
                _metrics.Depth.Dec();
                _metrics.Waited.Observe(_time.GetElapsedTime(added, now).TotalSeconds);
            }

            yield return key;
        }
    }

    /// <summary>Gives back a key whose work is done, well or not. If it was added meanwhile, it is ready again.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            if (!_processing.Remove(key, out var began))
            {
                return;
            }

            _metrics.Worked.Observe(_time.GetElapsedTime(began).TotalSeconds);
            if (_dirty.ContainsKey(key) && !_shutDown)
            {
                MakeReadyLocked(key);
            }

            if (_processing.Count == 0)
            {
                _drained?.TrySetResult();
            }
        }
    }

    /// <summary>Takes no more keys and gives out none; what is being worked on goes on.</summary>
    public void ShutDown()
    {
        lock (_lock)
        {
            if (_shutDown)
            {
                return;
            }

            _shutDown = true;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ready.Writer.TryComplete();
            _metrics.Depth.Dec(_dirty.Keys.Count(key => !_processing.ContainsKey(key)));
        }
    }

    /// <summary>Shuts down and waits for the work under way.</summary>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        ShutDown();
        lock (_lock)
        {
            if (_processing.Count == 0)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ShutDown();
        _timer.Dispose();
        QueueStatus.Remove(this);
    }

    private List<TimeSpan> Running()
    {
        lock (_lock)
        {
            return [.. _processing.Values.Select(began => _time.GetElapsedTime(began))];
        }
    }

    private void AddLocked(TKey key)
    {
        if (_shutDown || !_dirty.TryAdd(key, _time.GetTimestamp()))
        {
            return;
        }

        _metrics.Adds.Inc();
        if (!_processing.ContainsKey(key))
        {
            MakeReadyLocked(key);
        }
    }

    private void MakeReadyLocked(TKey key)
    {
        _metrics.Depth.Inc();
        _ready.Writer.TryWrite(key);
    }

    private void AddDue()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            while (_timetable.TryPeek(out var key, out var at) && at <= now)
            {
                _timetable.Dequeue();
                if (_delayed.TryGetValue(key, out var current) && current == at)
                {
                    _delayed.Remove(key);
                    AddLocked(key);
                }
            }

            SetTimerLocked();
        }
    }

    private void SetTimerLocked()
    {
        // The one timer of the queue stands on the soonest instant; while nothing waits, nothing ticks.
        if (!_shutDown && _timetable.TryPeek(out _, out var at))
        {
            var wait = _time.GetElapsedTime(_time.GetTimestamp(), at);
            // A timer takes whole milliseconds: rounded up, or it would fire a moment too soon and again at once.
            var milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, uint.MaxValue - 2);
            _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
        }
    }
}
