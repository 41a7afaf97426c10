using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Runs scenarios in worlds whose operators reach the API server through a fault proxy only.</summary>
internal sealed class SieveRun(ControlPlaneFixture controlPlane, FaultProxy proxy, string kubeconfig) : IAsyncDisposable
{
    // A minute of contact is a second and a half, and a job of two contacts is done in four.
    private const double Rate = 40;
    private static readonly TimeSpan Stillness = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // No case is judged by time: this only ends one that does not converge.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Starts the proxy.</summary>
    public static async Task<SieveRun> StartAsync(ControlPlaneFixture controlPlane)
    {
        var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        var kubeconfig = Path.GetTempFileName();
        await File.WriteAllTextAsync(kubeconfig, proxy.Redirect(await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath)));
        return new SieveRun(controlPlane, proxy, kubeconfig);
    }

    /// <summary>Plays a scenario without disturbing it, until nothing happens any more.</summary>
    /// <returns>What the world looks like then, and what was written and seen on the way there.</returns>
    public async Task<(WorldState State, IReadOnlyList<string> Writes, IReadOnlyList<string> Events)> ReferenceAsync(Scenario scenario)
    {
        var observer = new Observer();
        WorldState? state = null;
        await PlayAsync(scenario, observer, async play =>
        {
            var now = await WorldState.OfAsync(play);
            var same = state is not null && now.DifferenceFrom(state).Length == 0 && now.IsSettled;
            state = now;
            return same && observer.Quiet >= Stillness ? "" : "it still changes";
        });
        return (state!, observer.Writes, observer.Events);
    }

    /// <summary>Plays a scenario with a disturbance, until the world is as it is without.</summary>
    /// <returns>Whether the place of the disturbance was reached.</returns>
    /// <exception cref="TimeoutException">The world does not become so; the message says what differs.</exception>
    public async Task<bool> DisturbAsync(SieveCase disturbed, WorldState expected)
    {
        var disturbance = new Disturbance(disturbed);
        await PlayAsync(disturbed.Scenario, disturbance, async play =>
            (await WorldState.OfAsync(play)).DifferenceFrom(expected) is { Length: > 0 } different ? different
            : disturbance.Quiet < Stillness ? "the operator still writes"
            : "");
        return disturbance.IsReached;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        File.Delete(kubeconfig);
    }

    private async Task PlayAsync(Scenario scenario, Observer observer, Func<Play, Task<string>> problemAsync)
    {
        await ClearResultsAsync();
        proxy.Hook = observer;
        await using var world = await OrbitWorld.StartAsync(
            controlPlane,
            Rate,
            SieveManifests.All,
            operatorEnvironment: new Dictionary<string, string>(StringComparer.Ordinal) { ["KUBECONFIG"] = kubeconfig },
            // A ledger follows a contact at its end; what changes after that it sees with its next look, ten seconds later.
            simulatorEnvironment: new Dictionary<string, string>(StringComparer.Ordinal) { ["ORBIT_SIMULATOR_POSTPASS"] = "0s" });
        observer.Attach(world);
        var play = new Play(world);
        try
        {
            await scenario.ActAsync(play);
            var began = TimeProvider.System.GetTimestamp();
            while (await problemAsync(play) is { Length: > 0 } problem)
            {
                if (TimeProvider.System.GetElapsedTime(began) > Limit)
                {
                    throw new TimeoutException($"The world does not converge:\n{problem}\nThe last writes:\n{string.Join('\n', observer.Writes.TakeLast(15))}");
                }

                await Task.Delay(Look, TimeProvider.System);
            }
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{await HistoryAsync(world)}", e);
        }
    }

    // What was said and what physically happened, for whoever has to find out why.
    private static async Task<string> HistoryAsync(OrbitWorld world)
    {
        // Those of this case's jobs: the events of earlier cases, and those of nodes, are there too.
        var jobs = (await world.Client.ListAllAsync<OrbitalInferenceJob>("default", null, CancellationToken.None)).Items.Select(j => j.Metadata.Uid).ToHashSet();
        var events = (await world.Client.ListAllAsync<Eventsv1Event>("default", null, CancellationToken.None)).Items
            .Where(e => e.Regarding is { } job && jobs.Contains(job.Uid)).OrderBy(e => e.EventTime).Select(e => $"{e.EventTime:HH:mm:ss.fff} {e.Regarding?.Name} {e.Reason}: {e.Note}");
        var log = await world.PhysicalLogAsync();
        return $"Events:\n{string.Join('\n', events)}\nOn board:\n{string.Join('\n', log.Runs)}\nSent:\n{string.Join('\n', log.Transmissions)}";
    }

    // The garbage collector takes a second to find out that the jobs of the case before are gone.
    private async Task ClearResultsAsync()
    {
        using var client = controlPlane.CreateKubernetesClient();
        foreach (var result in (await client.ListAllAsync<V1ConfigMap>("default", null, CancellationToken.None)).Items.Where(c => c.Metadata.OwnerReferences is [_, ..]))
        {
            await client.DeleteAsync<V1ConfigMap>(NamespacedName.Of(result), null, CancellationToken.None);
        }
    }
}
