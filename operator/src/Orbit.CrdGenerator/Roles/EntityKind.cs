using System.Reflection;
using Orbit.Kubernetes.Objects;

namespace Orbit.CrdGenerator.Roles;

/// <summary>What roles call the objects of a type.</summary>
/// <param name="Group">API group, empty for the core group.</param>
/// <param name="Plural">Name in URLs.</param>
internal readonly record struct EntityKind(string Group, string Plural)
{
    /// <summary>The kind that <paramref name="entity"/> stands for.</summary>
    /// <exception cref="InvalidOperationException">The type stands for no kind.</exception>
    public static EntityKind Of(Type entity) =>
        entity.GetProperty("ResourceKind", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is ResourceKind kind
            ? new EntityKind(kind.Group, kind.Plural)
            : throw new InvalidOperationException($"{entity} is no type of Kubernetes objects.");
}
