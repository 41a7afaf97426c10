using System.Buffers;
using System.Text.Json;
using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Pods;

/// <summary>Tells the pods that concern the operator from all others of the cluster, of which there may be very many.</summary>
internal static class SatellitePods
{
    /// <summary>Takes the operator's own pods, by their label, and whatever is bound to a satellite. No field selector can ask for pods on any of several nodes.</summary>
    /// <param name="isSatellite">Whether a satellite has this name.</param>
    public static ObjectFilter Filter(Func<string, bool> isSatellite) => json => IsManaged(json) || (NodeName(json) is { } node && isSatellite(node));

    /// <summary>Whether a pod stands for an attempt of a job.</summary>
    public static bool IsAttempt(V1Pod pod) => pod.Metadata.OwnerReferences?.Any(o =>
        o.Controller is true
        && string.Equals(o.Kind, ResourceKind.Of<OrbitalInferenceJob>().Kind, StringComparison.Ordinal)
        && o.ApiVersion?.StartsWith($"{OrbitGroup.Name}/", StringComparison.Ordinal) is true) is true;

    /// <summary>Whether a pod carries the operator's label.</summary>
    public static bool IsManaged(V1Pod pod) =>
        pod.Metadata.Labels?.TryGetValue(WorldStores.ManagedByLabel, out var value) is true && string.Equals(value, WorldStores.ManagedByValue, StringComparison.Ordinal);

    private static bool IsManaged(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return Enter(ref reader, "metadata"u8) && Enter(ref reader, "labels"u8)
            && JsonMembers.TryFind(ref reader, "app.kubernetes.io/managed-by"u8)
            && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("orbit-operator"u8);
    }

    private static string? NodeName(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return Enter(ref reader, "spec"u8) && JsonMembers.TryFind(ref reader, "nodeName"u8) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        JsonMembers.TryFind(ref reader, name) && reader.TokenType == JsonTokenType.StartObject;
}
