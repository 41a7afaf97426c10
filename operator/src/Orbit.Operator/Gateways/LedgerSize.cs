using System.Text;
using System.Text.Json;
using Orbit.Api.Serialization;
using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Gateways;

/// <summary>What a ground link and its contacts take in etcd.</summary>
/// <remarks>
/// An object is stored as JSON, and the API server adds to it, in <c>metadata.managedFields</c>, who owns each field: for every field
/// its name once more, and for every contact its key. That nearly doubles a ledger. Older servers name the list as a whole; it is
/// counted all the same, since the server may be replaced by a newer one while the ledger is full.
/// </remarks>
internal static class LedgerSize
{
    /// <summary>The bytes that a ground link may have: well below the 1.5 MiB that etcd takes, so that there is always room to say what became of the contacts.</summary>
    public const int MostBytes = 1_000_000;

    // "f:name":{}, and in an object ".":{}, before its own fields.
    private const int OwnedField = 8;
    private const int OwnedObject = 7;

    // "k:{\"name\":\"…\"}":{".":{}},
    private const int OwnedContact = 30;

    /// <summary>The bytes of a ground link.</summary>
    public static int Of(GroundLink groundLink) =>
        Of(JsonSerializer.SerializeToUtf8Bytes(groundLink, OrbitJson.Contract<GroundLink>())) + (groundLink.Status?.Contacts ?? []).Sum(Key);

    /// <summary>The bytes that a contact adds to its ground link.</summary>
    public static int Of(BookedContact contact) =>
        Of(JsonSerializer.SerializeToUtf8Bytes(contact, OrbitJson.Contract<BookedContact>())) + 1 + Key(contact);

    private static int Key(BookedContact contact) => OwnedContact + Encoding.UTF8.GetByteCount(contact.Name);

    private static int Of(ReadOnlySpan<byte> json)
    {
        var bytes = json.Length;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            bytes += reader.TokenType switch
            {
                JsonTokenType.PropertyName => OwnedField + reader.ValueSpan.Length,
                JsonTokenType.StartObject => OwnedObject,
                _ => 0,
            };
        }

        return bytes;
    }
}
