using System.Reflection;
using KubeOps.Abstractions.Rbac;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Roles;

namespace Orbit.CrdGenerator.Roles;

/// <summary>Reads from the attributes of classes which rights they use.</summary>
/// <param name="clusterRole">The role that grants what names no role of its own.</param>
internal sealed class RightsReader(string clusterRole)
{
    /// <summary>The rights of all <paramref name="classes"/>.</summary>
    /// <exception cref="InvalidOperationException">An attribute says what no role can grant.</exception>
    public IEnumerable<Right> Read(IEnumerable<Type> classes) =>
        from user in classes
        from attribute in user.GetCustomAttributes<RbacAttribute>(inherit: false)
        from right in attribute switch
        {
            RoleRbacAttribute role => Of(role),
            EntityRbacAttribute entities => Of(entities),
            GenericRbacAttribute resources => Of(resources),
            _ => throw new InvalidOperationException($"{user}: the attribute {attribute} is not supported."),
        }
        select right with { User = user.Name };

    private IEnumerable<Right> Of(EntityRbacAttribute attribute) =>
        from kind in attribute.Entities.Select(ResourceKind.Of)
        from verb in Verbs.Of(attribute.Verbs)
        select new Right(clusterRole, Namespace: null, kind.Group, kind.Plural, Name: null, verb, User: "");

    private IEnumerable<Right> Of(GenericRbacAttribute attribute) =>
        from @group in attribute.Groups
        from resource in attribute.Resources
        from verb in Verbs.Of(attribute.Verbs)
        select new Right(clusterRole, Namespace: null, @group, resource, Name: null, verb, User: "");

    private IEnumerable<Right> Of(RoleRbacAttribute attribute)
    {
        // Kubernetes takes such a rule and grants nothing by it: the name of what is to be made is not known when it decides.
        if (attribute.Names is not [] && Verbs.Of(attribute.Verbs).Contains("create", StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"{attribute.Role}: the right to create can't be bound to names ({string.Join(", ", attribute.Names)}).");
        }

        return from right in Of((EntityRbacAttribute)attribute)
               from name in attribute.Names.DefaultIfEmpty()
               select right with { Role = attribute.Role, Namespace = attribute.Namespace, Name = name };
    }
}
