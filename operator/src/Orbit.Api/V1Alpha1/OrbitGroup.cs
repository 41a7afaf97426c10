namespace Orbit.Api.V1Alpha1;

/// <summary>The API group and version of the custom resources.</summary>
public static class OrbitGroup
{
    /// <summary>The group, which is also the prefix of the project's labels, annotations and taints.</summary>
    public const string Name = "orbitoperator.io";

    /// <summary>The version.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Group and version as an object's <c>apiVersion</c> says them.</summary>
    public const string ApiVersion = $"{Name}/{Version}";

    /// <summary>The category: <c>kubectl get orbit</c> lists all kinds.</summary>
    public const string Category = "orbit";

    /// <summary>Longest name of an object: it becomes a label's value on the Nodes and Pods made for it.</summary>
    public const int MaximumNameLength = 63;
}
