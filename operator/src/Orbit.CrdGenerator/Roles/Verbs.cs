using KubeOps.Abstractions.Rbac;

namespace Orbit.CrdGenerator.Roles;

/// <summary>Verbs in the words of roles.</summary>
internal static class Verbs
{
    private const string Wildcard = "*";

    private static readonly string[] Words =
    [
        Word(RbacVerb.Get), Word(RbacVerb.List), Word(RbacVerb.Watch), Word(RbacVerb.Create), Word(RbacVerb.Update), Word(RbacVerb.Patch), Word(RbacVerb.Delete),
    ];

    /// <summary>The words for a set of verbs.</summary>
    public static IEnumerable<string> Of(RbacVerb verbs) =>
        verbs.HasFlag(RbacVerb.All) ? [Wildcard]
        : verbs.HasFlag(RbacVerb.AllExplicit) ? Words
        : Words.Where(word => verbs.HasFlag(Enum.Parse<RbacVerb>(word, ignoreCase: true)));

    /// <summary>The order in which people expect them: what reads, then what writes.</summary>
    public static int Order(string word) => Array.IndexOf(Words, word);

    private static string Word(RbacVerb verb) => verb.ToString().ToLowerInvariant();
}
