using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>What the tests of the real operator process share: it goes on by itself, as the same process, and says what happened.</summary>
[Collection(RecoveryCollection.Name)]
public abstract class RecoveryTest(ControlPlaneFixture controlPlane) : IDisposable
{
    /// <summary>Mission seconds a wall second: the next contact is seconds away, and lasts for some.</summary>
    protected const double Rate = 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orbit-recovery-");

    protected ControlPlaneFixture ControlPlane { get; } = controlPlane;

    /// <summary>A folder of the test's own.</summary>
    protected string Folder => _folder.FullName;

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Variables of an operator that keeps its lease for minutes without the API server, however slow the machine: what it does then, it does as the same process.</summary>
    protected static Dictionary<string, string> Steadfast(params (string Name, string Value)[] more)
    {
        var environment = more.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        environment["ORBIT_LEASE_DURATION"] = "5m";
        return environment;
    }

    /// <summary>Has a job under way: planned, its contacts booked.</summary>
    internal static async Task BookAsync(OrbitWorld world, string name)
    {
        await world.SubmitAsync(name);
        await world.JobAsync(name, j => j.Status?.Conditions.IsConditionTrue("Booked") is true || j.Status?.Phase == JobPhase.Succeeded);
    }

    /// <summary>Waits until each of the jobs has succeeded.</summary>
    internal static async Task AllSucceedAsync(OrbitWorld world, params string[] names)
    {
        foreach (var name in names)
        {
            (await world.JobInAsync(name, JobPhase.Succeeded)).Status!.Result!.ConfigMap.Should().NotBeNullOrEmpty();
        }
    }

    /// <summary>Waits until the operator has written something that contains <paramref name="text"/>.</summary>
    internal static async Task SaysAsync(OrbitWorld world, string text)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!world.OperatorOutput.Contains(text, StringComparison.Ordinal))
        {
            if (TimeProvider.System.GetElapsedTime(start) > OrbitWorld.Limit)
            {
                throw new TimeoutException($"The operator never said \"{text}\". It said:\n{world.OperatorOutput[^Math.Min(world.OperatorOutput.Length, 10_000)..]}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>The lease by which the operator leads.</summary>
    internal static async Task<V1LeaseSpec> LeaseAsync(OrbitWorld world) =>
        (await world.WaitAsync<V1Lease>(new NamespacedName("orbit-operator", "orbit-operator"), l => l.Spec?.HolderIdentity is { Length: > 0 })).Spec!;

    /// <summary>The operator was not started anew in between: a process says just once that it started.</summary>
    internal static void ShouldBeTheSameProcess(OrbitWorld world, V1LeaseSpec before, V1LeaseSpec after)
    {
        (after.HolderIdentity, after.LeaseTransitions).Should().Be((before.HolderIdentity, before.LeaseTransitions));
        world.OperatorOutput.Should().NotContain("can't go on");
    }

    /// <summary>A kubeconfig that leads to the API server.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="authorityPem">The authority that vouches for it.</param>
    /// <param name="user">The user, in YAML's flow style.</param>
    protected async Task<string> WriteKubeconfigAsync(Uri server, string authorityPem, string user)
    {
        var file = Path.Combine(Folder, "kubeconfig");
        await File.WriteAllTextAsync(file, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "{{server.AbsoluteUri.TrimEnd('/')}}", certificate-authority-data: {{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authorityPem))}} } }]
            users: [{name: u, user: {{user}} }]
            contexts: [{name: x, context: {cluster: c, user: u, namespace: orbit-operator} }]
            current-context: x
            """);
        return file;
    }

    /// <summary>Replaces a file in one step, as an agent does that rotates credentials.</summary>
    protected async Task ReplaceAsync(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }
}
