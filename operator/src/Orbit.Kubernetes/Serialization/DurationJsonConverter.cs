using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Durations in Go's notation, see <see cref="GoDuration"/>.</summary>
public sealed class DurationJsonConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && GoDuration.TryParse(reader.GetString(), out var duration))
        {
            return duration;
        }

        var text = reader.TokenType == JsonTokenType.String ? $"\"{reader.GetString()}\"" : reader.TokenType.ToString();
        throw new JsonException($"A duration is written like \"90s\", \"1h30m\" or \"500ms\", not {text}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(GoDuration.Format(value));
}
