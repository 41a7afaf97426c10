using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Gateway.Contract;

namespace Orbit.Simulator.Http;

/// <summary>A duration as <c>90s</c>, after <see cref="DurationText"/>, or a negative one as <c>-90s</c>.</summary>
internal sealed class SignedDurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType is JsonTokenType.String ? reader.GetString()! : "";
        var isNegative = text.StartsWith('-');
        return DurationText.TryParse(isNegative ? text[1..] : text, out var value)
            ? isNegative ? -value : value
            : throw new JsonException("A duration is a text as 90s, 1h30m or -20s.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value < TimeSpan.Zero ? $"-{DurationText.Format(-value)}" : DurationText.Format(value));
}
