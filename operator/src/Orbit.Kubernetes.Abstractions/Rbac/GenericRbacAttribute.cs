namespace KubeOps.Abstractions.Rbac;

/// <summary>A right in every namespace to resources by their names in the API: to subresources, and to kinds that have no type here.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class GenericRbacAttribute : RbacAttribute
{
    /// <summary>API groups; an empty text is the core group.</summary>
    public string[] Groups { get; init; } = [];

    /// <summary>Resources as they stand in URLs, such as <c>pods/status</c>. Each of them is meant in each of the groups.</summary>
    public string[] Resources { get; init; } = [];

    /// <summary>What may be done to them.</summary>
    public RbacVerb Verbs { get; init; }
}
