namespace KubeOps.Abstractions.Entities;

/// <summary>Where objects of a kind live.</summary>
public enum EntityScope
{
    /// <summary>Each in a namespace.</summary>
    Namespaced,

    /// <summary>In the cluster as a whole.</summary>
    Cluster,
}
