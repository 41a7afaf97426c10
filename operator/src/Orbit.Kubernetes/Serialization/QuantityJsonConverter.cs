using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Quantities from JSON strings and numbers; written as strings.</summary>
public sealed class QuantityJsonConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
            _ => null,
        };
        return Quantity.TryParse(text, out var quantity)
            ? quantity
            : throw new JsonException($"A quantity is written like \"64Gi\", \"1500m\", \"0.5\" or \"1e3\", not {(text is null ? reader.TokenType.ToString() : $"\"{text}\"")}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
