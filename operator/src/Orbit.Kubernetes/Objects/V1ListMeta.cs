namespace Orbit.Kubernetes.Objects;

/// <summary>What a list says about itself.</summary>
public sealed record V1ListMeta
{
    /// <summary>Version of the whole list, from which a watch can go on.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Token for the next page; null or empty on the last.</summary>
    public string? Continue { get; init; }

    /// <summary>How many objects come after this page, if the server knows.</summary>
    public long? RemainingItemCount { get; init; }
}
