using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Serialization;

/// <summary>
/// Reads short texts that come again and again (namespaces, labels, names of satellites and stations, types and reasons of
/// conditions) as one string each, so that a store of many objects does not hold thousands of copies.
/// </summary>
/// <remarks>A table of fixed size: what is new takes the place of what was there, so nothing is kept for ever and nothing has to be cleared.</remarks>
public sealed class SharedStringJsonConverter : JsonConverter<string>
{
    private const int Slots = 4096;
    private const int LongestShared = 128;
    private static readonly string?[] Table = new string?[Slots];

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? Text(ref reader) : reader.GetString();

    /// <inheritdoc/>
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Text(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string Text(ref Utf8JsonReader reader)
    {
        Span<byte> joined = stackalloc byte[LongestShared];
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.ValueIsEscaped || length is 0 or > LongestShared)
        {
            return reader.GetString()!;
        }

        if (reader.HasValueSequence)
        {
            reader.ValueSequence.CopyTo(joined);
        }

        var utf8 = reader.HasValueSequence ? joined[..(int)length] : reader.ValueSpan;
        return Ascii.IsValid(utf8) ? Shared(utf8) : reader.GetString()!;
    }

    private static string Shared(ReadOnlySpan<byte> ascii)
    {
        var hash = default(HashCode);
        hash.AddBytes(ascii);
        // Threads may write the same slot: each of them has a right string in hand, whichever stays.
        ref var slot = ref Table[(uint)hash.ToHashCode() % Slots];
        if (Volatile.Read(ref slot) is { } known && Ascii.Equals(ascii, known))
        {
            return known;
        }

        var text = Encoding.ASCII.GetString(ascii);
        Volatile.Write(ref slot, text);
        return text;
    }
}
