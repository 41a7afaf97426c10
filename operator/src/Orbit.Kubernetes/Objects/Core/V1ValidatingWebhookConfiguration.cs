using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Which writes an API server asks a webhook about, as far as the operator keeps it; a manifest holds the rest. Write it by patch.</summary>
public sealed record V1ValidatingWebhookConfiguration : IKubernetesResource<V1ValidatingWebhookConfiguration>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } =
        new("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", Namespaced: false);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1ValidatingWebhookConfiguration> JsonTypeInfo => KubernetesJsonContext.Default.V1ValidatingWebhookConfiguration;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>The webhooks.</summary>
    public IReadOnlyList<V1ValidatingWebhook>? Webhooks { get; init; }

    /// <inheritdoc/>
    public V1ValidatingWebhookConfiguration WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
