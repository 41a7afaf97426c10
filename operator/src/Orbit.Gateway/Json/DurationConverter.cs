using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Json;

/// <summary>A duration as <c>90s</c>, after <see cref="DurationText"/>.</summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && DurationText.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("A duration is a text as 90s or 1h30m.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationText.Format(value));
}
