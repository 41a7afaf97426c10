using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <summary>What is sent to apply an object. Whatever is sent is owned from then on, so the server's own fields stay out.</summary>
internal static class ApplyBody
{
    private static readonly string[] WantedMetadata = ["name", "namespace", "uid", "labels", "annotations", "ownerReferences", "finalizers"];
    private static readonly string[] Identity = ["name", "namespace", "uid"];

    public static byte[] ForObject<T>(T value)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var body = Serialize(value);
        body.Remove("status");
        Keep(body, WantedMetadata);
        return JsonBytes.Of(body);
    }

    public static byte[] ForStatus<T>(T value)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var body = Serialize(value);
        foreach (var member in body.Select(member => member.Key).Except(["apiVersion", "kind", "metadata", "status"], StringComparer.Ordinal).ToList())
        {
            body.Remove(member);
        }

        Keep(body, Identity);
        return JsonBytes.Of(body);
    }

    private static JsonObject Serialize<T>(T value)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        JsonSerializer.SerializeToNode(value, ResourceJson.TypeInfo<T>())!.AsObject();

    private static void Keep(JsonObject body, string[] members)
    {
        var metadata = body["metadata"]!.AsObject();
        foreach (var member in metadata.Select(member => member.Key).Except(members, StringComparer.Ordinal).ToList())
        {
            metadata.Remove(member);
        }
    }
}
