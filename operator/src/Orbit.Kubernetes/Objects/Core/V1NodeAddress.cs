namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A way to reach a node.</summary>
public sealed record V1NodeAddress
{
    /// <summary><c>Hostname</c>, <c>InternalIP</c> or <c>ExternalIP</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The address.</summary>
    public string Address { get; init => field = value ?? ""; } = "";
}
