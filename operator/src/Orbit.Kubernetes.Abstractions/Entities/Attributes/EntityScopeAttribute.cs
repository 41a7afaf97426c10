namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Says where the objects of a kind live; a kind without it lives in namespaces.</summary>
/// <param name="scope">Where they live.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EntityScopeAttribute(EntityScope scope = EntityScope.Namespaced) : Attribute
{
    /// <summary>Where they live.</summary>
    public EntityScope Scope => scope;
}
