using System.Runtime.CompilerServices;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Names and remembers every write and every watch event, and knows for how long nothing has happened.</summary>
/// <remarks>The leader's Lease and events.k8s.io are left out: leases have tests of their own, and events are best effort.</remarks>
internal class Observer : TrafficHook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _contacts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _terminating = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<ApiCall, string> _names = [];
    private readonly List<string> _writes = [];
    private readonly List<string> _events = [];
    private readonly TaskCompletionSource<OrbitWorld> _world = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last = TimeProvider.System.GetTimestamp();

    /// <summary>The signatures of the writes that succeeded, in order, each with the number of its occurrence.</summary>
    public IReadOnlyList<string> Writes => Copy(_writes);

    /// <summary>The signatures of the watch events, in order, each with the number of its occurrence.</summary>
    public IReadOnlyList<string> Events => Copy(_events);

    /// <summary>How long ago the last write, whatever became of it, or watch event passed; heartbeats do not count.</summary>
    public TimeSpan Quiet => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>The world whose traffic this is; there as soon as its first operator was started.</summary>
    protected Task<OrbitWorld> World => _world.Task;

    /// <summary>The world whose traffic this is.</summary>
    public void Attach(OrbitWorld world) => _world.SetResult(world);

    /// <inheritdoc/>
    public sealed override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (!Counts(call))
        {
            return OnOtherRequestAsync(call, cancellationToken);
        }

        string name;
        lock (_lock)
        {
            name = Numbered("write", Signatures.OfWrite(call) + Detail(call));
            _names.Add(call, name);
        }

        Touch(call);
        return OnWriteAsync(call, name, cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
    {
        if (status is < 200 or > 299 || !_names.TryGetValue(call, out var name))
        {
            return new ValueTask<Fault>(Fault.None);
        }

        lock (_lock)
        {
            _writes.Add(name);
        }

        Touch(call);
        return OnWrittenAsync(call, name, cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken)
    {
        if (watched.Type is "BOOKMARK" or "ERROR" || call.Resource is "leases" or "events")
        {
            return new ValueTask<Fault>(Fault.None);
        }

        string name;
        lock (_lock)
        {
            name = Numbered("event", Signatures.OfEvent(call, watched));
            _events.Add(name);
            if (call.Resource == "pods" && watched.Object.GetProperty("metadata").TryGetProperty("deletionTimestamp", out _))
            {
                _terminating.Add(watched.Name);
            }
        }

        Touch(call);
        return OnEventAsync(call, name, cancellationToken);
    }

    /// <summary>A write has come and has not been sent on.</summary>
    protected virtual ValueTask<Fault> OnWriteAsync(ApiCall call, string name, CancellationToken cancellationToken) => new(Fault.None);

    /// <summary>A write was done, and the operator has not heard of it.</summary>
    protected virtual ValueTask<Fault> OnWrittenAsync(ApiCall call, string name, CancellationToken cancellationToken) => new(Fault.None);

    /// <summary>A watch event has come, and the operator has not seen it.</summary>
    protected virtual ValueTask<Fault> OnEventAsync(ApiCall call, string name, CancellationToken cancellationToken) => new(Fault.None);

    /// <summary>Any other request has come.</summary>
    protected virtual ValueTask<Fault> OnOtherRequestAsync(ApiCall call, CancellationToken cancellationToken) => new(Fault.None);

    private static bool Counts(ApiCall call) => call.IsWrite && call.Resource != "events" && !(call.Resource == "leases" && call.Namespace == "orbit-operator");

    // What only the history of an object tells: a ledger that grows is the scheduler's, a pod that is let go the pod controller's.
    private string Detail(ApiCall call)
    {
        if (call is { Resource: "groundlinks", Subresource: "status" })
        {
            var (before, now) = (_contacts.GetValueOrDefault(call.Name), Signatures.Contacts(call));
            _contacts[call.Name] = now;
            return now > before ? " [books]" : "";
        }

        return call is { Resource: "pods", Verb: ApiVerb.Delete } && _terminating.Contains(call.Name) ? " [terminating]" : "";
    }

    private string Numbered(string sort, string signature)
    {
        var key = $"{sort} {signature}";
        var number = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        return $"{signature} #{number}";
    }

    // Hearts beat for ever.
    private void Touch(ApiCall call)
    {
        if (call.Resource != "leases")
        {
            Interlocked.Exchange(ref _last, TimeProvider.System.GetTimestamp());
        }
    }

    private string[] Copy(List<string> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
