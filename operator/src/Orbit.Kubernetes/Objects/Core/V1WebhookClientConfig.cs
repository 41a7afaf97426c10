namespace Orbit.Kubernetes.Objects.Core;

/// <summary>How an API server reaches a webhook, as far as the operator keeps it.</summary>
public sealed record V1WebhookClientConfig
{
    /// <summary>The authorities that may vouch for the webhook's certificate, PEM; base64 in JSON.</summary>
    public byte[]? CaBundle { get; init; }

    /// <summary>Its address, when it is not a Service of the cluster.</summary>
    public string? Url { get; init; }
}
