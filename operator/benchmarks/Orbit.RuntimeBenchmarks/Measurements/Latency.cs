using System.Collections.Concurrent;
using System.Diagnostics;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Faults;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>From an event to its reconcile, in this process, with nothing else to do.</summary>
/// <remarks>
/// The frame's way begins where a proxy in this process has it in hand and has not yet sent it on, so the figure holds a
/// TLS record and a loopback socket besides the client's own reading, decoding, storing and queueing: an upper bound of
/// the time from its arrival. The write's way begins before the write is sent, straight to the server, and holds its
/// work and etcd's.
/// </remarks>
internal static class Latency
{
    private const int WarmUp = 200;
    private const int Events = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane, KubernetesClient writer, string ns)
    {
        await using var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        var hook = new FrameTimes();
        proxy.Hook = hook;
        var file = Path.GetTempFileName();
        try
        {
            var kubeconfig = await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath);
            await File.WriteAllTextAsync(file, proxy.Redirect(kubeconfig));
            var frames = await MeasureAsync(file, writer, ns, (_, version) => hook.Arrived[version]);
            await File.WriteAllTextAsync(file, kubeconfig);
            var writes = await MeasureAsync(file, writer, ns, (written, _) => written);
            return
            [
                new("event_frame_to_reconcile_median", frames.Median(), "ms", "< 5"),
                new("event_frame_to_reconcile_p99", frames.Quantile(0.99), "ms"),
                new("event_write_to_reconcile_median", writes.Median(), "ms, with API server"),
                new("event_write_to_reconcile_p99", writes.Quantile(0.99), "ms, with API server"),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(string kubeconfig, KubernetesClient writer, string ns, Func<long, string, long> begin)
    {
        using var end = new CancellationTokenSource();
        using var client = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([kubeconfig]));
        var informer = new Informer<OrbitalInferenceJob>(client, new InformerOptions { Namespace = ns });
        var reconciler = new Stamps();
        using var controller = new Controller<OrbitalInferenceJob>("latency", informer, reconciler);
        var informing = informer.RunAsync(end.Token);
        await informer.WaitForSyncAsync(end.Token);
        var reconciling = controller.RunAsync(end.Token, end.Token);

        var job = informer.Store.List()[0];
        job = await writer.GetAsync<OrbitalInferenceJob>(NamespacedName.Of(job), end.Token);
        var milliseconds = new List<double>();
        var done = 0;
        await using (Progress.Of($"{WarmUp + Events} events, one after the other", () => $"{done} done"))
        {
            for (; done < WarmUp + Events; done++)
            {
                await Task.Delay(Pause, TimeProvider.System, end.Token);
                var written = Stopwatch.GetTimestamp();
                job = await writer.UpdateStatusAsync(job with { Status = job.Status! with { Message = $"Event {done} of {written}." } }, end.Token);
                var version = job.Metadata.ResourceVersion!;
                var reconciled = await reconciler.OfAsync(version);
                if (done >= WarmUp)
                {
                    milliseconds.Add(Stopwatch.GetElapsedTime(begin(written, version), reconciled).TotalMilliseconds);
                }
            }
        }

        await end.CancelAsync();
        await informing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await reconciling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return milliseconds;
    }

    /// <summary>When the reconcile of each version began.</summary>
    private sealed class Stamps : IEntityController<OrbitalInferenceJob>
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _begun = new(StringComparer.Ordinal);

        public Task<long> OfAsync(string version) => Of(version).Task;

        public Task<ReconciliationResult<OrbitalInferenceJob>> ReconcileAsync(OrbitalInferenceJob entity, CancellationToken cancellationToken)
        {
            Of(entity.Metadata.ResourceVersion!).TrySetResult(Stopwatch.GetTimestamp());
            return Task.FromResult(ReconciliationResult<OrbitalInferenceJob>.Success(entity));
        }

        public Task<ReconciliationResult<OrbitalInferenceJob>> DeletedAsync(OrbitalInferenceJob entity, CancellationToken cancellationToken) =>
            Task.FromResult(ReconciliationResult<OrbitalInferenceJob>.Success(entity));

        private TaskCompletionSource<long> Of(string version) =>
            _begun.GetOrAdd(version, static _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>When the proxy had the frame of each version in hand.</summary>
    private sealed class FrameTimes : TrafficHook
    {
        public ConcurrentDictionary<string, long> Arrived { get; } = new(StringComparer.Ordinal);

        public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken)
        {
            Arrived[watched.ResourceVersion] = Stopwatch.GetTimestamp();
            return new(Fault.None);
        }
    }
}
