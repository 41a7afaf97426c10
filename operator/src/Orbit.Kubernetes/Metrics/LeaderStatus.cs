using System.Diagnostics.Metrics;
using Orbit.Kubernetes.LeaderElection;

namespace Orbit.Kubernetes.Metrics;

/// <summary>The gauge that says who leads, read from the electors of this process.</summary>
internal static class LeaderStatus
{
    private static readonly LiveSet<LeaderElector> Electors = new();

    static LeaderStatus() =>
        RuntimeMetrics.Meter.CreateObservableGauge(
            "leader_election_master_status", Observe, description: "Whether this program leads by the lease: 1 or 0.");

    public static void Register(LeaderElector elector) => Electors.Add(elector);

    private static IEnumerable<Measurement<int>> Observe() =>
        Electors.Items.Select(elector => new Measurement<int>(elector.IsLeader ? 1 : 0, new KeyValuePair<string, object?>("name", elector.Name)));
}
