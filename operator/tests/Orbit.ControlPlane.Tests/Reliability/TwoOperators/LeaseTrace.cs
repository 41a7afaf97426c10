using System.Globalization;
using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>Who led when, as the API server's answers to the replicas tell it, and what each replica wrote.</summary>
internal sealed class LeaseTrace
{
    /// <summary>How much of what comes before the last renewal belongs to a handover's story: the look that just missed it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<(OperatorReplica Replica, TaskCompletionSource Leads)> _awaited = [];
    private readonly List<Handover> _handovers = [];
    private readonly Queue<(long At, string What)> _requests = new();
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

    /// <summary>Time since the lease was renewed or taken last.</summary>
    public TimeSpan SinceRenewal
    {
        get
        {
            lock (_lock)
            {
                return TimeProvider.System.GetElapsedTime(_renewedAt);
            }
        }
    }

    /// <summary>Every change of leadership so far.</summary>
    public IReadOnlyList<Handover> Handovers
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

    private void Note(OperatorReplica replica, ApiCall call, string what)
    {
        lock (_lock)
        {
            _requests.Enqueue((TimeProvider.System.GetTimestamp(), $"{replica.Name} {call.Verb} {what}"));
        }
    }

    private void Renewed(OperatorReplica replica)
    {
        lock (_lock)
        {
            var (before, now) = (_renewedAt, TimeProvider.System.GetTimestamp());
            _renewedAt = now;
            if (_leader != replica)
            {
                if (_leader is not null)
                {
                    var requests = _requests.Select(r => string.Create(CultureInfo.InvariantCulture, $"{Seconds(before, r.At):0.000} {r.What}"));
                    _handovers.Add(new Handover(replica, TimeProvider.System.GetElapsedTime(before, now), [.. requests]));
                }

                _leader = replica;
                _awaited.RemoveAll(a => a.Replica == replica && a.Leads.TrySetResult());
            }

            while (_requests.TryPeek(out var oldest) && TimeProvider.System.GetElapsedTime(oldest.At, now) > Before)
            {
                _requests.Dequeue();
            }
        }
    }

    private static double Seconds(long from, long to) => TimeProvider.System.GetElapsedTime(from, to).TotalSeconds;

    private sealed class Recorder(LeaseTrace trace, OperatorReplica replica) : TrafficHook
    {
        // Leases of Nodes are kept elsewhere: this one lies in the operator's own namespace.
        private static bool IsOfTheLease(ApiCall call) => call is { Resource: "leases", Namespace: "orbit-operator" };

        public override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
        {
            if (IsOfTheLease(call))
            {
                trace.Note(replica, call, "asked");
            }

            return new ValueTask<Fault>(Fault.None);
        }

        public override ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
        {
            if (IsOfTheLease(call))
            {
                trace.Note(replica, call, $"answered {status}");
            }

            if (call.IsWrite && status is >= 200 and < 300 && call.Resource != "events")
            {
                if (IsOfTheLease(call))
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
