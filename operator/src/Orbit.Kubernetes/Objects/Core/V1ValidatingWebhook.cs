namespace Orbit.Kubernetes.Objects.Core;

/// <summary>One webhook of a configuration, as far as the operator keeps it.</summary>
public sealed record V1ValidatingWebhook
{
    /// <summary>Its name, by which a configuration's webhooks are told apart.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>How it is reached.</summary>
    public V1WebhookClientConfig? ClientConfig { get; init; }
}
