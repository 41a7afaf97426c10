using System.Text.Json;

namespace Orbit.Kubernetes.Client;

/// <summary>Finds members in JSON without decoding what surrounds them.</summary>
public static class JsonMembers
{
    /// <summary>Goes on to the value of the next member named <paramref name="name"/> of the object that the reader is in.</summary>
    /// <param name="reader">At the very beginning of the JSON, at the beginning of an object, or at the end of the value of one of its members.</param>
    /// <param name="name">The member's name in UTF-8.</param>
    /// <returns>False if there is no such member, the reader is then at the object's end; also false if the JSON is no object.</returns>
    public static bool TryFind(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType == JsonTokenType.None && reader.Read() && reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
