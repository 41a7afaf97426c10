using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Json;

/// <summary>A cause by its name. A name that this side does not know is <see cref="ContactCause.Unknown"/>: gateways may learn new causes first.</summary>
internal sealed class ContactCauseConverter : JsonConverter<ContactCause>
{
    /// <inheritdoc/>
    public override ContactCause Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is not JsonTokenType.String ? throw new JsonException("A cause is a name, as NotHeard.")
        : reader.ValueTextEquals(nameof(ContactCause.NotHeard)) ? ContactCause.NotHeard
        : reader.ValueTextEquals(nameof(ContactCause.StationFault)) ? ContactCause.StationFault
        : reader.ValueTextEquals(nameof(ContactCause.NotScheduled)) ? ContactCause.NotScheduled
        : ContactCause.Unknown;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ContactCause value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
