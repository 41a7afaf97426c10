using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.RuntimeBenchmarks.Figures;
using Orbit.RuntimeBenchmarks.Measurements;

const int objects = 10_000;
const int pods = 50_000;
string[] parts = ["objects", "pods", "latency", "writes", "idle", "backlog", "load", "day"];
var wanted = args.Length == 0 ? parts : args;
if (wanted.Except(parts, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no part \"{unknown}\"; there are {string.Join(", ", parts)}, and all of them without an argument.");
    return 2;
}

var figures = new List<Figure>();
var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
var controlPlane = new ControlPlaneFixture();
try
{
    await using (Progress.Of("a control plane starts"))
    {
        await controlPlane.InitializeAsync();
    }

    using var client = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([controlPlane.KubeconfigPath]));
    // The lease of a release, where tests renew a shorter one more often; and its way to compile, where tests do without care.
    var release = new Dictionary<string, string>(StringComparer.Ordinal) { ["ORBIT_LEASE_DURATION"] = "15s", ["DOTNET_TieredCompilation"] = "0" };
    if (wanted.Contains("idle", StringComparer.Ordinal))
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, operatorEnvironment: release);
        Take(await Idle.RunAsync(world));
    }

    if (wanted.Contains("latency", StringComparer.Ordinal))
    {
        await new FinishedJobs(client, "latency").CreateAsync(1);
        Take(await Latency.RunAsync(controlPlane, client, "latency"));
    }

    if (wanted.Contains("writes", StringComparer.Ordinal))
    {
        await new FinishedJobs(client, "writes").CreateAsync(128);
        Take(await StatusWrites.RunAsync(controlPlane, "writes"));
    }

    if (wanted.Contains("objects", StringComparer.Ordinal))
    {
        var jobs = new FinishedJobs(client, "objects");
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, operatorEnvironment: release);
        await world.KillOperatorAsync();
        await using (Progress.Of($"{objects} jobs are made", () => $"{jobs.Created} made"))
        {
            await jobs.CreateAsync(objects);
        }

        Take(await StartUp.RunAsync(world, objects));
        await world.KillOperatorAsync();
        Take(await Lists.RunAsync(controlPlane));
        Take(await Relists.RunAsync(controlPlane, (await client.ListAllAsync<OrbitalInferenceJob>(null, null, CancellationToken.None)).Items.Count));
        await using (Progress.Of("the jobs are deleted"))
        {
            await jobs.DeleteAsync();
        }
    }

    if (wanted.Contains("backlog", StringComparer.Ordinal))
    {
        Take(await Backlog.RunAsync(controlPlane, count: 5_000));
    }

    if (wanted.Contains("load", StringComparer.Ordinal))
    {
        Take(await Load.RunAsync(controlPlane));
    }

    if (wanted.Contains("pods", StringComparer.Ordinal))
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, operatorEnvironment: release);
        Take(await new ForeignPods(controlPlane, client).RunAsync(world, pods));
    }

    if (wanted.Contains("day", StringComparer.Ordinal))
    {
        Take(await DayOfReconnects.RunAsync(controlPlane));
    }
}
finally
{
    await controlPlane.DisposeAsync();
}

Console.WriteLine($"# {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} processors, .NET {Environment.Version}, load before the run {load}");
Console.WriteLine(FigureTable.Of(figures));
return 0;

// Told at once too, so that a run that is broken off has not measured for nothing.
void Take(IReadOnlyList<Figure> part)
{
    figures.AddRange(part);
    Console.Error.WriteLine(FigureTable.Of(part));
}
