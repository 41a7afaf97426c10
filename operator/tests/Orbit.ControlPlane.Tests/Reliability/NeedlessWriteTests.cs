using System.Collections.Concurrent;
using System.Text.Json;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults;
using Orbit.Faults.Connections;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Objects;
using Xunit.Abstractions;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Nothing is written to the API server unless something changed: a server leaves an object at its version when a write changes nothing, so each write is looked at for that.</summary>
[Collection(AloneCollection.Name)]
public sealed class NeedlessWriteTests(ControlPlaneFixture controlPlane, ITestOutputHelper output)
{
    [Fact]
    public async Task IfTheOperatorWorksIsDisconnectedAndStartsAgainThenEachOfItsWritesChangesSomething()
    {
        await using var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        using var administrator = controlPlane.CreateClient(controlPlane.AdministratorToken);
        var versions = new VersionHook(administrator);
        proxy.Hook = versions;
        var kubeconfig = Path.GetTempFileName();
        await File.WriteAllTextAsync(kubeconfig, proxy.Redirect(await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath)));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KUBECONFIG"] = kubeconfig };
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, operatorEnvironment: environment);

        await CompleteAsync(world, "first");
        versions.BreakWatches();
        await CompleteAsync(world, "second");
        await world.KillOperatorAsync();
        await world.StartOperatorAsync();
        // A new leader looks at everything; once this job is done, it has.
        await CompleteAsync(world, "third");

        output.WriteLine($"{versions.Writes} writes");
        versions.Writes.Should().BeGreaterThan(20, "three jobs were brought from their submission to their result");
        versions.Needless.Should().BeEmpty();
        File.Delete(kubeconfig);
    }

    // The pod's status is what is written last.
    private static async Task CompleteAsync(OrbitWorld world, string name)
    {
        await world.SubmitAsync(name);
        var job = await world.JobInAsync(name, JobPhase.Succeeded);
        await world.WaitAsync<V1Pod>(new NamespacedName("default", $"{name}-{job.Status!.Attempt}"), p => p.Status?.Phase == "Succeeded");
    }

    /// <summary>Compares an object's version before and after each write. Leases are renewed by rewriting them, and events are not objects that have a state.</summary>
    private sealed class VersionHook(HttpClient administrator) : TrafficHook
    {
        private readonly ConcurrentDictionary<ApiCall, string> _before = new(ReferenceEqualityComparer.Instance as IEqualityComparer<ApiCall>);
        private int _writes;

        private readonly ConcurrentDictionary<long, ProxyConnection> _watches = new();

        public int Writes => _writes;

        public ConcurrentQueue<string> Needless { get; } = new();

        /// <summary>Breaks the connections of watches only: a write whose answer was cut off would rightly be repeated.</summary>
        public void BreakWatches()
        {
            foreach (var connection in _watches.Values)
            {
                connection.Reset();
            }
        }

        public override async ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
        {
            if (call.Verb is ApiVerb.Watch)
            {
                _watches[call.Connection.Number] = call.Connection;
            }

            if (call.Verb is ApiVerb.Update or ApiVerb.Patch or ApiVerb.Apply && call.Resource is not ("leases" or "events"))
            {
                _before[call] = await VersionAsync(call, cancellationToken);
            }

            return Fault.None;
        }

        public override async ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
        {
            if (_before.TryRemove(call, out var before) && status is >= 200 and < 300)
            {
                Interlocked.Increment(ref _writes);
                if (await VersionAsync(call, cancellationToken) == before)
                {
                    Needless.Enqueue(call.ToString());
                }
            }

            return Fault.None;
        }

        private async Task<string> VersionAsync(ApiCall call, CancellationToken cancellationToken)
        {
            var path = call.Subresource.Length == 0 ? call.Path : call.Path[..call.Path.LastIndexOf('/')];
            using var answer = await administrator.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return "";
            }

            using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return document.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString() ?? "";
        }
    }
}
