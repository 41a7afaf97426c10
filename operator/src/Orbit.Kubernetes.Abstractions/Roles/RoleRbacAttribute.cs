using KubeOps.Abstractions.Rbac;

namespace Orbit.Kubernetes.Roles;

/// <summary>A right in a role of its own: one that is confined to a namespace or to named objects, or that is only granted where a part of the operator is used.</summary>
/// <param name="role">Name of the role, and of its binding.</param>
/// <param name="entities">Types of the objects.</param>
/// <remarks>
/// It stands on the class that knows the names, which may be above the one that makes the requests.
/// KubeOps has no such attribute. Its generator takes attributes by their exact types, so it leaves these rights out;
/// if they were properties of an <see cref="EntityRbacAttribute"/>, it would grant them in the whole cluster.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RoleRbacAttribute(string role, params Type[] entities) : EntityRbacAttribute(entities)
{
    /// <summary>Name of the role, and of its binding.</summary>
    public string Role => role;

    /// <summary>The only namespace in which the right holds; null for cluster-wide objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>The only objects for which the right holds; empty for all. A right to create can't be bound to names.</summary>
    public string[] Names { get; init; } = [];
}
