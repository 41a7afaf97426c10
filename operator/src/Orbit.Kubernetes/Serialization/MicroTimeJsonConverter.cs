using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Instants as RFC 3339 in UTC with exactly six digits of a second's fraction: <c>metav1.MicroTime</c>, which refuses any other number of them.</summary>
public sealed class MicroTimeJsonConverter : TimeJsonConverter
{
    private protected override string Format => "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The same for members that may be absent: System.Text.Json makes no such converter where a contract is changed at run time.</summary>
    internal sealed class OrNull : JsonConverter<DateTime?>
    {
        private static readonly MicroTimeJsonConverter Value = new();

        /// <inheritdoc/>
        public override DateTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? null : Value.Read(ref reader, typeToConvert, options);

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, DateTime? value, JsonSerializerOptions options)
        {
            if (value is { } time)
            {
                Value.Write(writer, time, options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
