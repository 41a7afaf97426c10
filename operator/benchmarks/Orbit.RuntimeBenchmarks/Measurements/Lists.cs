using System.Diagnostics;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>A list of many objects: our informer in this process, and kubectl beside it.</summary>
internal static class Lists
{
    private const int Times = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane)
    {
        var (ours, pages, theirs, cpu, server) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 1; i <= Times; i++)
        {
            await using var progress = Progress.Of($"list {i} of {Times} by the informer and by kubectl");
            var (own, serverBefore) = (ProcessFigures.ProcessorSeconds(Environment.ProcessId), controlPlane.ServerSeconds());
            ours.Add(await SyncAsync(controlPlane, job => job.Status?.Phase is JobPhase.Succeeded or JobPhase.Failed));
            cpu.Add(ProcessFigures.ProcessorSeconds(Environment.ProcessId) - own);
            server.Add(controlPlane.ServerSeconds() - serverBefore);
            pages.Add(await SyncAsync(controlPlane, isSettled: null));
            var begin = Stopwatch.GetTimestamp();
            // To a file that keeps nothing, so that kubectl does not wait for a reader.
            await CommandLine.RunAsync(["bash", "-c", "exec \"$0\" --kubeconfig \"$1\" get orbitalinferencejobs --all-namespaces -o json > /dev/null", ControlPlaneFixture.FindKubectl(), controlPlane.KubeconfigPath]);
            theirs.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return
        [
            new("informer_sync_10k_first_seconds", ours[0], "s (code not compiled yet)"),
            new("informer_sync_10k_seconds", ours.Median(), $"s (median of {Times})", "< 5"),
            new("informer_sync_10k_client_cpu_seconds", cpu.Median(), "s of a core"),
            new("informer_sync_10k_server_cpu_seconds", server.Median(), "s of a core, API server and etcd"),
            new("informer_sync_10k_newest_state_seconds", pages.Median(), $"s (median of {Times}), pages from etcd"),
            new("kubectl_get_json_10k_seconds", theirs.Median(), $"s (median of {Times})"),
        ];
    }

    private static async Task<double> SyncAsync(ControlPlaneFixture controlPlane, Func<OrbitalInferenceJob, bool>? isSettled)
    {
        using var end = new CancellationTokenSource();
        using var client = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([controlPlane.OperatorKubeconfigPath]));
        var informer = new Informer<OrbitalInferenceJob>(client, options: null, isSettled);
        var begin = Stopwatch.GetTimestamp();
        var running = informer.RunAsync(end.Token);
        await informer.WaitForSyncAsync(end.Token);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return seconds;
    }
}
