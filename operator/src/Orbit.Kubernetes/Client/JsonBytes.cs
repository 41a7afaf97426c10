using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orbit.Kubernetes.Client;

/// <summary>Writes JSON nodes without reflection.</summary>
internal static class JsonBytes
{
    public static byte[] Of(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            node.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
