using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <summary>Applies objects of any kind from YAML or JSON, as <c>kubectl apply --server-side</c> does.</summary>
public static class KubernetesManifests
{
    /// <summary>Applies every object of a manifest, in its order.</summary>
    /// <param name="client">The client.</param>
    /// <param name="manifest">One or more YAML documents, or JSON; a List is taken apart.</param>
    /// <param name="fieldManager">Who wants the fields; those of others are taken over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The objects as the server stored them.</returns>
    /// <exception cref="FormatException">The manifest is no YAML, or an object lacks apiVersion, kind or metadata.name.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ApplyManifestAsync(
        this KubernetesClient client, string manifest, string fieldManager, CancellationToken cancellationToken)
    {
        var applied = new List<JsonObject>();
        foreach (var value in YamlDocuments.Parse(manifest).SelectMany(Flatten))
        {
            applied.Add(await ApplyAsync(client, value, fieldManager, cancellationToken));
        }

        return applied;
    }

    private static IEnumerable<JsonObject> Flatten(JsonNode node) =>
        node is JsonObject value
            ? value["items"] is JsonArray items && Text(value, "kind").EndsWith("List", StringComparison.Ordinal)
                ? items.OfType<JsonNode>().SelectMany(Flatten)
                : [value]
            : throw new FormatException($"A manifest's document must be an object, not {node.GetValueKind()}.");

    private static async Task<JsonObject> ApplyAsync(
        KubernetesClient client, JsonObject value, string fieldManager, CancellationToken cancellationToken)
    {
        var apiVersion = Text(value, "apiVersion");
        var kind = Text(value, "kind");
        var metadata = value["metadata"] as JsonObject ?? throw new FormatException($"A {kind} of the manifest has no metadata.");
        var name = Text(metadata, "name");
        var root = apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";
        var resource = await DiscoverAsync(client, root, kind, cancellationToken);
        var scope = resource.Namespaced
            ? $"/namespaces/{Uri.EscapeDataString(metadata["namespace"]?.GetValue<string>() ?? client.Namespace)}"
            : "";
        var path = ResourcePath.Query(
            $"{root}{scope}/{resource.Name}/{Uri.EscapeDataString(name)}", ("fieldManager", fieldManager), ("force", "true"));
        var answer = await client.SendAsync(
            new ApiRequest(HttpMethod.Patch, path, "application/apply-patch+yaml", JsonBytes.Of(value)), cancellationToken);
        return JsonNode.Parse(answer)!.AsObject();
    }

    private static async Task<V1APIResource> DiscoverAsync(KubernetesClient client, string root, string kind, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(new ApiRequest(HttpMethod.Get, root), cancellationToken);
        var list = JsonSerializer.Deserialize(answer, ResourceJson.TypeInfo<V1APIResourceList>());
        return list?.Resources?.FirstOrDefault(r => string.Equals(r.Kind, kind, StringComparison.Ordinal) && !r.Name.Contains('/', StringComparison.Ordinal))
            ?? throw new FormatException($"The server knows no kind {kind} under {root}.");
    }

    private static string Text(JsonObject value, string member) =>
        value[member] is JsonValue text && text.TryGetValue<string>(out var result) && result.Length > 0
            ? result
            : throw new FormatException($"An object of the manifest has no {member}.");
}
