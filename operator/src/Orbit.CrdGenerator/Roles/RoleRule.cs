namespace Orbit.CrdGenerator.Roles;

/// <summary>A rule of a role: every verb on every resource.</summary>
/// <param name="Group">API group.</param>
/// <param name="Resources">Plurals, with their subresources.</param>
/// <param name="Name">The only object for which it holds; null for all.</param>
/// <param name="Verbs">What may be done.</param>
/// <param name="Users">Names of the classes that use it.</param>
internal sealed record RoleRule(string Group, IReadOnlyList<string> Resources, string? Name, IReadOnlyList<string> Verbs, IReadOnlyList<string> Users)
{
    /// <summary>The fewest rules that grant these rights and no others.</summary>
    public static IReadOnlyList<RoleRule> Of(IEnumerable<Right> rights) =>
    [
        .. rights
            .GroupBy(right => (right.Group, right.Resource, right.Name))
            .GroupBy(resource => (resource.Key.Group, resource.Key.Name, Verbs: VerbsOf(resource)))
            .Select(rule => new RoleRule(
                rule.Key.Group,
                [.. rule.Select(resource => resource.Key.Resource).Order(StringComparer.Ordinal)],
                rule.Key.Name,
                rule.Key.Verbs.Split(','),
                [.. rule.SelectMany(resource => resource).Select(right => right.User).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
            .OrderBy(rule => rule.Group, StringComparer.Ordinal)
            .ThenBy(rule => rule.Resources[0], StringComparer.Ordinal)
            .ThenBy(rule => rule.Name, StringComparer.Ordinal),
    ];

    private static string VerbsOf(IEnumerable<Right> rights) =>
        string.Join(',', rights.Select(right => right.Verb).Distinct(StringComparer.Ordinal).OrderBy(Roles.Verbs.Order));
}
