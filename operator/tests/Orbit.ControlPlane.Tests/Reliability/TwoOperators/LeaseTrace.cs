using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>Who led when, as the API server's answers to the replicas tell it, and what each replica wrote.</summary>
internal sealed class LeaseTrace
{
    private readonly Lock _lock = new();
    private readonly List<(OperatorReplica Replica, TaskCompletionSource Leads)> _awaited = [];
    private readonly List<TimeSpan> _handovers = [];
    private OperatorReplica? _leader;
    private long _renewedAt;

    /// <summary>Who wrote the lease last.</summary>
    public OperatorReplica? Leader
    {
        get
        {
            lock (_lock)
            {
                return _leader;
            }
        }
    }

    /// <summary>How long nobody led: from the old leader's last renewal to the first one of the new leader.</summary>
    public IReadOnlyList<TimeSpan> Handovers
    {
        get
        {
            lock (_lock)
            {
                return [.. _handovers];
            }
        }
    }

    /// <summary>Writes of a replica that the server carried out while another one led: they were on their way when it lost the lease.</summary>
    public IReadOnlyCollection<string> LateWrites => _lateWrites;

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lateWrites = new();

    public TrafficHook HookOf(OperatorReplica replica) => new Recorder(this, replica);

    /// <summary>Waits until <paramref name="replica"/> holds the lease.</summary>
    public Task LeadsAsync(OperatorReplica replica, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_leader == replica)
            {
                return Task.CompletedTask;
            }

            var leads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((replica, leads));
            return leads.Task.WaitAsync(cancellationToken);
        }
    }

    private void Renewed(OperatorReplica replica)
    {
        lock (_lock)
        {
            var before = _renewedAt;
            _renewedAt = TimeProvider.System.GetTimestamp();
            if (_leader != replica)
            {
                if (_leader is not null)
                {
                    _handovers.Add(TimeProvider.System.GetElapsedTime(before, _renewedAt));
                }

                _leader = replica;
                _awaited.RemoveAll(a => a.Replica == replica && a.Leads.TrySetResult());
            }
        }
    }

    private sealed class Recorder(LeaseTrace trace, OperatorReplica replica) : TrafficHook
    {
        public override ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
        {
            if (call.IsWrite && status is >= 200 and < 300 && call.Resource != "events")
            {
                // Leases of Nodes are kept elsewhere: this one lies in the operator's own namespace.
                if (call is { Resource: "leases", Namespace: "orbit-operator" })
                {
                    trace.Renewed(replica);
                }
                else if (trace.Leader != replica)
                {
                    trace._lateWrites.Enqueue($"{replica.Name}: {call}");
                }
            }

            return new ValueTask<Fault>(Fault.None);
        }
    }
}
