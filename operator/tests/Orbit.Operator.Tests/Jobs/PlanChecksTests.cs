using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class PlanChecksTests : IDisposable
{
    // Nobody listens there, and nobody is asked.
    private readonly KubernetesClient _client = new(new ClusterAccess { Server = new Uri("http://localhost:1") });

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task IfThePassesAreNotKnownYetThenAContactIsJudgedOnceTheyAre()
    {
        var stores = new WorldStores(
            new Informer<SatelliteNode>(_client), new Informer<GroundLink>(_client), new Informer<OrbitalInferenceJob>(_client), new Informer<V1Pod>(_client), new Informer<V1Node>(_client));
        var visibility = new VisibilityIndex(TimeSpan.FromHours(24));
        var (satellite, station) = (TestObjects.Satellite(), TestObjects.Station("svalbard"));
        var plan = TestObjects.Plan(TestData.Start);
        // No satellite that low is in view for so long.
        var contact = plan.Uplink with { End = plan.Uplink.Start.AddHours(3), TransferEnd = plan.Uplink.Start.AddHours(2) };

        var judged = new PlanChecks(_client, stores, visibility).ContactProblemAsync(plan with { Uplink = contact }, contact, CancellationToken.None);

        judged.IsCompleted.Should().BeFalse("until then a pass that moved can't be told from one that stands");
        visibility.Update([satellite], [station], TestData.Start, CancellationToken.None);
        (await judged)!.Value.Reason.Should().Be("WindowMoved");
    }
}
