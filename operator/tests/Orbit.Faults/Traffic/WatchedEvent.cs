using System.Text.Json;

namespace Orbit.Faults.Traffic;

/// <summary>One event of a watch, as the server sent it.</summary>
/// <param name="Type">ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.</param>
/// <param name="Namespace">Namespace of its object; empty for cluster scope.</param>
/// <param name="Name">Name of its object.</param>
/// <param name="ResourceVersion">Version of its object.</param>
/// <param name="Line">The event's JSON, with its line end.</param>
public sealed record WatchedEvent(string Type, string Namespace, string Name, string ResourceVersion, ReadOnlyMemory<byte> Line)
{
    /// <summary>The object.</summary>
    public JsonElement Object
    {
        get
        {
            using var document = JsonDocument.Parse(Line);
            return document.RootElement.GetProperty("object").Clone();
        }
    }

    internal static WatchedEvent Of(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        var metadata = document.RootElement.GetProperty("object").TryGetProperty("metadata", out var found) ? found : default;
        return new WatchedEvent(
            document.RootElement.GetProperty("type").GetString() ?? "", Text(metadata, "namespace"), Text(metadata, "name"), Text(metadata, "resourceVersion"), line);
    }

    private static string Text(JsonElement metadata, string name) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
