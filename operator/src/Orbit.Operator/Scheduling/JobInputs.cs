using System.Text;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Scheduling;

/// <summary>Finds a job's input and its size.</summary>
[EntityRbac(typeof(V1ConfigMap), Verbs = RbacVerb.Get)]
internal sealed class JobInputs(KubernetesClient client)
{
    /// <summary>The input as the gateway takes it, with its size in bytes.</summary>
    /// <exception cref="JobInputException">It isn't there, or isn't usable; the message names the field.</exception>
    public async Task<(BundleInput Input, long Bytes)> ReadAsync(OrbitalInferenceJob job, CancellationToken cancellationToken)
    {
        if (JobProblems.All(job).FirstOrDefault() is { } problem)
        {
            throw new JobInputException(problem, JobInputException.InvalidSpec);
        }

        var (input, bytes) = await FindAsync(job, cancellationToken);
        return bytes > 0 ? (input, bytes) : throw new JobInputException(JobProblems.EmptyInput);
    }

    private async Task<(BundleInput Input, long Bytes)> FindAsync(OrbitalInferenceJob job, CancellationToken cancellationToken)
    {
        switch (job.Spec.Input)
        {
            case { Inline: { } text }:
                return (new BundleInput { Text = text }, Encoding.UTF8.GetByteCount(text));
            case { Uri: { } uri, Size: { } size }:
                return (new BundleInput { Uri = uri }, size.ToInt64());
            case { ConfigMapKeyRef: { } reference }:
                var key = new NamespacedName(job.Metadata.NamespaceProperty ?? "", reference.Name);
                var configMap = await client.FindAsync<V1ConfigMap>(key, cancellationToken)
                    ?? throw new JobInputException($"spec.input.configMapKeyRef.name: there is no ConfigMap {key}.");
                return configMap.Data?.TryGetValue(reference.Key, out var value) is true
                    ? (new BundleInput { Text = value }, Encoding.UTF8.GetByteCount(value))
                    : throw new JobInputException($"spec.input.configMapKeyRef.key: ConfigMap {key} has no text under the key {reference.Key}.");
            default:
                throw new JobInputException(JobProblems.NotOneInput, JobInputException.InvalidSpec);
        }
    }
}
