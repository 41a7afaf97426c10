using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Instants as RFC 3339 in UTC with exactly six digits of a second's fraction: <c>metav1.MicroTime</c>, which refuses any other number of them.</summary>
public sealed class MicroTimestampJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Timestamps.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        Timestamps.Write(writer, value, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
}
