using System.Diagnostics;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>Status writes a second of our client, many at once, and those of wrk, a load generator in C, with the same requests in the same run.</summary>
internal static class StatusWrites
{
    private const int Connections = 16;
    private const int ObjectsEach = 8;
    private const string Manager = "figures";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane, string ns)
    {
        using var client = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([controlPlane.KubeconfigPath]));
        var page = await client.ListAsync<OrbitalInferenceJob>(ns, new ListOptions { Limit = Connections * ObjectsEach }, CancellationToken.None);
        var peer = new StatusWritePeer(controlPlane, client, page.Items, Connections, Span);
        var figures = new List<Figure>();
        await OursAsync("update", (job, token) => client.UpdateStatusAsync(job, token));
        figures.AddRange(await peer.RunAsync("update", apply: false, Manager));
        await OursAsync("apply", (job, token) => client.ApplyStatusAsync(job, Manager, force: true, token));
        figures.AddRange(await peer.RunAsync("apply", apply: true, Manager));
        return figures;

        async Task OursAsync(string how, Func<OrbitalInferenceJob, CancellationToken, Task<OrbitalInferenceJob>> write)
        {
            var jobs = await Task.WhenAll(page.Items.Select(j => client.GetAsync<OrbitalInferenceJob>(NamespacedName.Of(j), CancellationToken.None)));
            long written = 0;
            await using var progress = Progress.Of($"status writes by {how}, our client, {Connections} at once", () => $"{Volatile.Read(ref written)} written");
            await WriteAsync(WarmUp);
            var before = Volatile.Read(ref written);
            var (begin, own, server) = (Stopwatch.GetTimestamp(), ProcessFigures.ProcessorSeconds(Environment.ProcessId), controlPlane.ServerSeconds());
            await WriteAsync(Span);
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            var count = Volatile.Read(ref written) - before;
            figures.Add(new($"status_{how}_ours", count / seconds, "writes/s", "1000 or the server's limit"));
            figures.Add(new($"status_{how}_ours_client_cpu", 1000 * (ProcessFigures.ProcessorSeconds(Environment.ProcessId) - own) / count, "ms a write"));
            figures.Add(new($"status_{how}_ours_server_cpu", 1000 * (controlPlane.ServerSeconds() - server) / count, "ms a write, API server and etcd"));

            async Task WriteAsync(TimeSpan span)
            {
                using var end = new CancellationTokenSource(span, TimeProvider.System);
                await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Task.Run(() => WriterAsync(i, end.Token))));
            }

            async Task WriterAsync(int writer, CancellationToken end)
            {
                for (var turn = 0; !end.IsCancellationRequested; turn++)
                {
                    var at = (writer * ObjectsEach) + (turn % ObjectsEach);
                    var next = jobs[at] with { Status = jobs[at].Status! with { Message = $"{how} {writer}-{Interlocked.Increment(ref written)}" } };
                    // A write that was begun is finished: its answer says the version for the next.
                    jobs[at] = await write(next, CancellationToken.None);
                }
            }
        }
    }
}
