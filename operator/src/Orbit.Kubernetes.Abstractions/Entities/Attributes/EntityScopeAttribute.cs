namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Says where objects of a kind live; without it, in namespaces.</summary>
/// <param name="scope">Where.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class EntityScopeAttribute(EntityScope scope = default) : Attribute
{
    /// <summary>Where objects of the kind live.</summary>
    public EntityScope Scope => scope;
}
