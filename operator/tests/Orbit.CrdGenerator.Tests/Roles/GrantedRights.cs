using System.Text.Json.Nodes;
using Orbit.CrdGenerator.Roles;
using Orbit.Kubernetes.Serialization;

namespace Orbit.CrdGenerator.Tests.Roles;

/// <summary>Takes roles apart again, as Kubernetes reads them.</summary>
internal static class GrantedRights
{
    /// <summary>All that the roles in a text grant, one by one.</summary>
    public static IEnumerable<Right> Of(string yaml) =>
        from role in YamlDocuments.Parse(yaml)
        from rule in role["rules"]?.AsArray() ?? []
        from @group in Texts(rule["apiGroups"])
        from resource in Texts(rule["resources"])
        from name in Texts(rule["resourceNames"]).DefaultIfEmpty()
        from verb in Texts(rule["verbs"])
        select new Right(Text(role["metadata"]!["name"])!, Text(role["metadata"]!["namespace"]), @group!, resource!, name, verb!, User: "");

    private static IEnumerable<string?> Texts(JsonNode? list) => (list?.AsArray() ?? []).Select(Text);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
