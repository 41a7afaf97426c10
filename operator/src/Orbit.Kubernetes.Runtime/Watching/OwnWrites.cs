using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Metrics;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Remembers which of this program's writes its store has not shown yet, so that no decision is taken on a copy that is older than the program's own last word.</summary>
/// <remarks>
/// Versions are only compared for equality. The watch may tell of a write before the write's own answer arrives, so
/// versions that are shown while a write is under way are remembered until its answer says which one it was.
/// A version that a list skipped over (somebody wrote again) is settled by any list that was begun after the write.
/// </remarks>
public sealed partial class OwnWrites : IWriteObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NamespacedName, Entry> _entries = [];
    private readonly Func<NamespacedName, string?> _storedVersion;
    private readonly ResourceKind _kind;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _listsBegun;

    internal OwnWrites(ResourceKind kind, Func<NamespacedName, string?> storedVersion, TimeSpan timeout, TimeProvider time, ILogger logger)
    {
        _kind = kind;
        _storedVersion = storedVersion;
        _timeout = timeout;
        _time = time;
        _logger = logger;
    }

    /// <summary>Waits until the store has shown all answered writes of this program to the object, or the time for that is over.</summary>
    /// <returns>False if the time was over: the store may still be behind.</returns>
    public async ValueTask<bool> WaitAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        Task shown;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Awaited.Count == 0)
            {
                return true;
            }

            shown = (entry.Shown ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        try
        {
            await shown.WaitAsync(_timeout, _time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            RuntimeMetrics.OwnWriteTimeouts.WithLabels(_kind.FullName).Inc();
            LogTimeout(_logger, _kind.Kind, key, _timeout);
            lock (_lock)
            {
                // Nobody shall wait for the same write twice.
                if (_entries.TryGetValue(key, out var entry))
                {
                    entry.Awaited.Clear();
                    Settle(key, entry);
                }
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public void Writing(NamespacedName key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries[key] = entry = new Entry();
            }

            if (entry.Writers++ == 0 && _storedVersion(key) is { } version)
            {
                // A write that changes nothing is answered with the version there is.
                entry.SeenMeanwhile.Add(version);
            }
        }
    }

    /// <inheritdoc/>
    public void Written(NamespacedName key, string? resourceVersion)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return;
            }

            if (resourceVersion is not null && !entry.SeenMeanwhile.Contains(resourceVersion))
            {
                entry.Awaited[resourceVersion] = _listsBegun;
            }

            if (--entry.Writers == 0)
            {
                entry.SeenMeanwhile.Clear();
            }

            Settle(key, entry);
        }
    }

    /// <summary>The store has shown a version of the object.</summary>
    internal void Shown(NamespacedName key, string resourceVersion)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return;
            }

            if (entry.Writers > 0)
            {
                entry.SeenMeanwhile.Add(resourceVersion);
            }

            entry.Awaited.Remove(resourceVersion);
            Settle(key, entry);
        }
    }

    /// <summary>A complete list is about to be asked for; the number goes to <see cref="ListTaken"/>.</summary>
    internal long ListBegins()
    {
        lock (_lock)
        {
            return ++_listsBegun;
        }
    }

    /// <summary>The store has taken over the list: it shows every write that was answered before the list was asked for.</summary>
    internal void ListTaken(long list)
    {
        lock (_lock)
        {
            foreach (var (key, entry) in _entries.ToList())
            {
                foreach (var (version, listsBegun) in entry.Awaited.ToList())
                {
                    if (listsBegun < list)
                    {
                        entry.Awaited.Remove(version);
                    }
                }

                Settle(key, entry);
            }
        }
    }

    private void Settle(NamespacedName key, Entry entry)
    {
        if (entry.Awaited.Count > 0)
        {
            return;
        }

        entry.Shown?.TrySetResult();
        entry.Shown = null;
        if (entry.Writers == 0)
        {
            _entries.Remove(key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch did not show the write of {Kind} {Key} within {Timeout}; going on with what is known")]
    private static partial void LogTimeout(ILogger logger, string kind, NamespacedName key, TimeSpan timeout);

    private sealed class Entry
    {
        /// <summary>Writes under way.</summary>
        public int Writers { get; set; }

        /// <summary>Versions shown since the first of them began.</summary>
        public HashSet<string> SeenMeanwhile { get; } = new(StringComparer.Ordinal);

        /// <summary>Versions written but not shown, with the number of lists begun until then.</summary>
        public Dictionary<string, long> Awaited { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource? Shown { get; set; }
    }
}
