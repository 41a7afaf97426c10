using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.Api.Serialization;

/// <summary>Epochs of element sets, which CCSDS 502 and CelesTrak write without a zone and mean in UTC; written with a <c>Z</c>.</summary>
public sealed class EpochJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var epoch)
            ? epoch
            : throw new JsonException($"An epoch is written like \"2026-08-21T19:03:38.061792\" (UTC), not {(text is null ? reader.TokenType.ToString() : $"\"{text}\"")}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
