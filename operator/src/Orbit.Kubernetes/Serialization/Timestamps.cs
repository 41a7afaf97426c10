using System.Globalization;
using System.Text.Json;

namespace Orbit.Kubernetes.Serialization;

/// <summary>What the three timestamp converters share.</summary>
internal static class Timestamps
{
    public static DateTimeOffset Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant))
        {
            return instant.ToUniversalTime();
        }

        var text = reader.TokenType == JsonTokenType.String ? $"\"{reader.GetString()}\"" : reader.TokenType.ToString();
        throw new JsonException($"An instant is written like \"2026-08-22T00:00:00Z\" (RFC 3339), not {text}.");
    }

    public static void Write(Utf8JsonWriter writer, DateTimeOffset value, string format) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
}
