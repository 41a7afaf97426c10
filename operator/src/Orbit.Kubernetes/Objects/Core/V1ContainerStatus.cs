using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What is known of a container.</summary>
public sealed record V1ContainerStatus
{
    /// <summary>The container's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it does now.</summary>
    public V1ContainerState? State { get; init; }

    /// <summary>What it did before its last restart.</summary>
    public V1ContainerState? LastState { get; init; }

    /// <summary>Whether it is ready.</summary>
    public bool Ready { get; init; }

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; init; }

    /// <summary>Image it runs.</summary>
    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary>Digest of the image; may be empty.</summary>
    [JsonPropertyName("imageID")]
    public string ImageID { get; init => field = value ?? ""; } = "";

    /// <summary>Id in its runtime.</summary>
    [JsonPropertyName("containerID")]
    public string? ContainerID { get; init; }

    /// <summary>Whether it passed its start-up probe.</summary>
    public bool? Started { get; init; }
}
