using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Instants of the built-in kinds as RFC 3339 in UTC with whole seconds, the fraction cut off: <c>metav1.Time</c>.</summary>
public class TimeJsonConverter : JsonConverter<DateTime>
{
    private protected virtual string Format => "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Timestamps.Read(ref reader).UtcDateTime;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => Timestamps.Write(writer, value.ToInstant(), Format);
}
