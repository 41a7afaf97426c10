using System.Globalization;
using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>The operator in a cluster with very many pods on other nodes: what they cost it, and what they would cost if they were kept.</summary>
internal sealed class ForeignPods(ControlPlaneFixture controlPlane, KubernetesClient client)
{
    private const int Nodes = 50;
    private const int InParallel = 24;
    private const string Namespace = "racks";
    private static readonly TimeSpan UntilSteady = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskPeriod = TimeSpan.FromMilliseconds(5);
    private int _created;

    /// <summary>How many pods there are so far.</summary>
    public int Created => Volatile.Read(ref _created);

    /// <summary>Measures without the pods, makes them, and measures with them.</summary>
    public async Task<IReadOnlyList<Figure>> RunAsync(OrbitWorld world, int pods)
    {
        var (secondsWithout, without) = await StartAsync(world, "no other pods");
        await world.KillOperatorAsync();
        await using (Progress.Of($"{pods} pods are made", () => $"{Created} made"))
        {
            await CreateAsync(pods);
        }

        var (seconds, with) = await StartAsync(world, $"{pods} other pods");
        var peak = ProcessFigures.PeakMebibytes(world.OperatorProcessId);
        await world.KillOperatorAsync();
        var kept = await KeptMebibytesAsync();
        await using (Progress.Of("the pods are deleted"))
        {
            await DeleteAsync();
        }

        return
        [
            new("operator_start_without_pods_seconds", secondsWithout, "s"),
            new("operator_start_50k_pods_seconds", seconds, "s"),
            new("operator_memory_without_pods", without, "MiB RSS"),
            new("operator_memory_50k_pods", with, "MiB RSS"),
            new("operator_memory_50k_pods_peak", peak, "MiB RSS"),
            new("informer_50k_pods_if_kept", kept, "MiB of managed heap"),
        ];
    }

    private static async Task<(double Seconds, double Memory)> StartAsync(OrbitWorld world, string with)
    {
        await using var progress = Progress.Of($"the operator starts with {with}, and settles for a minute");
        await world.KillOperatorAsync();
        var begin = TimeProvider.System.GetTimestamp();
        await world.StartOperatorAsync();
        while ((await world.OperatorHttpAsync("readyz")).Status != 200)
        {
            await Task.Delay(AskPeriod, TimeProvider.System, CancellationToken.None);
        }

        var seconds = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
        await Task.Delay(UntilSteady, TimeProvider.System, CancellationToken.None);
        return (seconds, ProcessFigures.ResidentMebibytes(world.OperatorProcessId));
    }

    // An informer without a filter, in this process.
    private async Task<double> KeptMebibytesAsync()
    {
        await using var progress = Progress.Of("an informer keeps the pods");
        using var end = new CancellationTokenSource();
        using var reader = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([controlPlane.OperatorKubeconfigPath]));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var informer = new Informer<V1Pod>(reader);
        var running = informer.RunAsync(end.Token);
        await informer.WaitForSyncAsync(end.Token);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return informer.Store.Count > 0 ? (after - before) / 1048576.0 : 0;
    }

    private async Task CreateAsync(int count)
    {
        await client.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Namespace } }, CancellationToken.None);
        for (var i = 0; i < Nodes; i++)
        {
            await client.CreateAsync(new V1Node { Metadata = new V1ObjectMeta { Name = NodeName(i) } }, CancellationToken.None);
        }

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (i, token) =>
        {
            await client.CreateAsync(Pod(i), token);
            Interlocked.Increment(ref _created);
        });
    }

    private Task DeleteAsync() => Parallel.ForAsync(0, Created, new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (i, token) =>
        await client.DeleteAsync<V1Pod>(new NamespacedName(Namespace, PodName(i)), new V1DeleteOptions { GracePeriodSeconds = 0 }, token));

    private static string NodeName(int i) => string.Create(CultureInfo.InvariantCulture, $"rack-{i:00}");

    private static string PodName(int i) => string.Create(CultureInfo.InvariantCulture, $"shop-7d9c5b6f4d-{i:00000}");

    // As a Deployment's: with labels, an owner, variables and limits. Nobody evicts it from a Node without a kubelet.
    private static V1Pod Pod(int i) => new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = Namespace,
            Name = PodName(i),
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = "shop", ["pod-template-hash"] = "7d9c5b6f4d", ["customer"] = $"customer-{i % 50}" },
        },
        Spec = new V1PodSpec
        {
            NodeName = NodeName(i % Nodes),
            AutomountServiceAccountToken = false,
            Tolerations = [new V1Toleration { OperatorProperty = "Exists" }],
            Containers =
            [
                new V1Container
                {
                    Name = "main",
                    Image = "registry.example.com/shop/main:1.24.7",
                    Args = ["--listen=:8080", "--log-format=json", $"--shard={i % 16}"],
                    Env = [.. Enumerable.Range(0, 12).Select(e => new V1EnvVar { Name = $"SHOP_SETTING_{e}", Value = $"value-{e}-of-{i % 50}" })],
                },
            ],
        },
    };
}
