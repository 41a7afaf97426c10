namespace KubeOps.Abstractions.Rbac;

/// <summary>A right to objects of some kinds, in every namespace.</summary>
/// <param name="entities">Types of the objects.</param>
/// <remarks>The objects alone: a subresource such as their status is a right of its own, by <see cref="GenericRbacAttribute"/>.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class EntityRbacAttribute(params Type[] entities) : RbacAttribute
{
    /// <summary>Types of the objects.</summary>
    public IEnumerable<Type> Entities => entities;

    /// <summary>What may be done to them.</summary>
    public RbacVerb Verbs { get; init; }
}
