using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A report of something that happened to an object, of group events.k8s.io.</summary>
public sealed record V1Event : IKubernetesResource<V1Event>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("events.k8s.io", "v1", "Event", "events", Namespaced: true);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1Event> JsonTypeInfo => KubernetesJsonContext.Default.V1Event;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>When it happened first; microseconds.</summary>
    [JsonConverter(typeof(MicroTimestampJsonConverter))]
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>How often it happened again; null if once.</summary>
    public V1EventSeries? Series { get; init; }

    /// <summary>Who reports it, such as <c>orbitoperator.io/jobs</c>.</summary>
    public string? ReportingController { get; init; }

    /// <summary>Which instance of it, such as the pod's name.</summary>
    public string? ReportingInstance { get; init; }

    /// <summary>What was done, in upper camel case.</summary>
    public string? Action { get; init; }

    /// <summary>Why, in upper camel case.</summary>
    public string? Reason { get; init; }

    /// <summary>What it happened to.</summary>
    public V1ObjectReference? Regarding { get; init; }

    /// <summary>A second object it has to do with.</summary>
    public V1ObjectReference? Related { get; init; }

    /// <summary>A sentence for people, at most 1 KiB.</summary>
    public string? Note { get; init; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; init; }

    /// <inheritdoc/>
    public V1Event WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
