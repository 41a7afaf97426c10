using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Operator.Gateways;
using Orbit.Operator.Jobs;
using Orbit.Operator.Metrics;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Takes a job one step further in this process, so that the step's clock can be moved.</summary>
internal static class SingleStep
{
    /// <summary>One step of an operator that knows what the API server and the gateways tell it, and nothing from before.</summary>
    public static async Task<JobStep> OfAsync(OrbitWorld world, OrbitalInferenceJob job, TimeProvider clock)
    {
        var client = world.Client;
        var (satellites, groundLinks, jobs) = (new Informer<SatelliteNode>(client), new Informer<GroundLink>(client), new Informer<OrbitalInferenceJob>(client));
        var stores = new WorldStores(satellites, groundLinks, jobs, new Informer<V1Pod>(client), new Informer<V1Node>(client));
        using var end = new CancellationTokenSource();
        IInformer[] followed = [satellites, groundLinks, jobs];
        var following = followed.Select(i => i.RunAsync(end.Token)).ToArray();
        await Task.WhenAll(followed.Select(i => i.WaitForSyncAsync(CancellationToken.None)));
        var mission = new MissionClock(clock);
        var metrics = new OperatorMetrics(stores, Prometheus.Metrics.NewCustomRegistry());
        using var gateways = new GatewayPool(TimeProvider.System);
        var stations = new Stations(stores, gateways);
        var visibility = new VisibilityIndex(TimeSpan.FromHours(24));
        visibility.Update([], [], OrbitWorld.MissionStart, CancellationToken.None);
        var executor = new JobExecutor(
            client,
            stores,
            visibility,
            stations,
            new JobInputs(client),
            new Refusals(),
            new ResultStore(client, stations, NullLogger<ResultStore>.Instance),
            new UnsentBundles(),
            new Ledgers(client, stores, metrics, mission),
            new InFlightContacts(),
            new PassCorrections(),
            new ReactionTimes(),
            new AttemptBackoff(),
            mission);

        var step = await executor.StepAsync(job, CancellationToken.None);

        await end.CancelAsync();
        await Task.WhenAll(following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return step;
    }
}
