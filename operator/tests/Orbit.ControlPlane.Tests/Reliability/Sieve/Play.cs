using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>One run of a scenario in a world of its own.</summary>
internal sealed class Play(OrbitWorld world)
{
    private readonly ConcurrentDictionary<string, string> _jobs = new(StringComparer.Ordinal);

    /// <summary>The world.</summary>
    public OrbitWorld World => world;

    /// <summary>The names of all jobs that were ever submitted, by uid: of those that are gone only the uid is left in what happened.</summary>
    public IReadOnlyDictionary<string, string> Jobs => _jobs;

    /// <summary>Submits a job for one satellite, up at one station and down at another.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="satellite">The only satellite that it may go to.</param>
    /// <param name="uplink">The only station that may send it up.</param>
    /// <param name="downlink">The only station that may take its result down.</param>
    /// <param name="spec">Further lines of its spec.</param>
    public async Task SubmitAsync(string name, string satellite, string uplink, string downlink, string spec = "work: {duration: 20s}")
    {
        // Not by kubectl, which takes longer than all else that a job costs here.
        await world.Client.ApplyManifestAsync($$"""
            apiVersion: orbitoperator.io/v1alpha1
            kind: OrbitalInferenceJob
            metadata: {name: {{name}}, namespace: default}
            spec:
              model: qwen3-8b
              input: {inline: "Where does {{name}} come down?"}
              {{spec.Replace("\n", "\n  ", StringComparison.Ordinal)}}
              satelliteSelector: {matchLabels: {name: {{satellite}} } }
              uplinkSelector: {matchLabels: {name: {{uplink}} } }
              downlinkSelector: {matchLabels: {name: {{downlink}} } }
            """, "user", CancellationToken.None);
        var job = await world.Client.GetAsync<OrbitalInferenceJob>(new NamespacedName("default", name), CancellationToken.None);
        _jobs[job.Metadata.Uid!] = name;
    }

    /// <summary>The job once its contacts are confirmed; a job of a later plan when <paramref name="after"/> is given.</summary>
    public Task<OrbitalInferenceJob> BookedAsync(string name, DateTimeOffset? after = null) =>
        world.JobAsync(name, j => j.Status is { Phase: JobPhase.Scheduled, Plan: { } plan } && (after is null || plan.Uplink.Start >= after) && j.Status.Conditions.IsConditionTrue("Booked"));

    /// <summary>Waits until a job is gone.</summary>
    public Task GoneAsync(string name) => world.WaitForAllAsync<OrbitalInferenceJob>("default", jobs => jobs.All(j => j.Metadata.Name != name));

    /// <summary>Patches an object as its owner would.</summary>
    public Task PatchAsync<T>(string name, string patch)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        world.Client.PatchAsync<T>(Key<T>(name), JsonNode.Parse(patch)!.AsObject(), null, CancellationToken.None);

    /// <summary>Deletes an object as its owner would.</summary>
    public Task DeleteAsync<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        world.Client.DeleteAsync<T>(Key<T>(name), new V1DeleteOptions { PropagationPolicy = "Background" }, CancellationToken.None);

    private static NamespacedName Key<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        ResourceKind.Of<T>().Namespaced ? new NamespacedName("default", name) : new NamespacedName(name);
}
