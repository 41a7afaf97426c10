using KubeOps.Abstractions.Rbac;

namespace Orbit.CrdGenerator.Roles;

/// <summary>The verbs of roles.</summary>
internal static class Verbs
{
    private const string Wildcard = "*";

    // The order in which people expect them: what reads, then what writes.
    private static readonly RbacVerb[] InOrder =
        [RbacVerb.Get, RbacVerb.List, RbacVerb.Watch, RbacVerb.Create, RbacVerb.Update, RbacVerb.Patch, RbacVerb.Delete];

    /// <summary>A set of verbs as a role names them, in the order in which people expect them.</summary>
    public static IEnumerable<string> Of(RbacVerb verbs) => verbs.HasFlag(RbacVerb.All)
        ? [Wildcard]
        : InOrder.Where(verb => verbs.HasFlag(RbacVerb.AllExplicit) || verbs.HasFlag(verb)).Select(Name);

    /// <summary>The place of a verb in that order.</summary>
    public static int Order(string name) => Array.FindIndex(InOrder, verb => string.Equals(Name(verb), name, StringComparison.Ordinal));

    private static string Name(RbacVerb verb) => verb.ToString().ToLowerInvariant();
}
