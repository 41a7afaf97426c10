using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Json;

/// <summary>Causes by name. A gateway may know more of them than this version of the contract: such a one is <see cref="AttemptFailureCause.Unknown"/>.</summary>
internal sealed class AttemptFailureCauseConverter : JsonConverter<AttemptFailureCause>
{
    /// <inheritdoc/>
    public override AttemptFailureCause Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType is JsonTokenType.String ? reader.GetString() : throw new JsonException("A cause is a name.");
        return string.Equals(name, nameof(AttemptFailureCause.ResultTooLarge), StringComparison.Ordinal)
            ? AttemptFailureCause.ResultTooLarge
            : AttemptFailureCause.Unknown;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AttemptFailureCause value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
