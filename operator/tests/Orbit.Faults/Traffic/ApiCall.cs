using Microsoft.AspNetCore.Http;
using Orbit.Faults.Connections;

namespace Orbit.Faults.Traffic;

/// <summary>A request to the API server, in its terms.</summary>
/// <param name="Verb">What it asks for.</param>
/// <param name="Resource">Plural name of the kind, such as <c>pods</c>; the path for <see cref="ApiVerb.Other"/>.</param>
/// <param name="Subresource">Such as <c>status</c>; empty for none.</param>
/// <param name="Namespace">Empty for cluster scope and for all namespaces.</param>
/// <param name="Name">Empty for collections; a creation's is in its body and not looked at.</param>
/// <param name="FieldManager">As the query says; empty if it does not.</param>
/// <param name="Connection">Where it came from.</param>
public sealed record ApiCall(
    ApiVerb Verb, string Resource, string Subresource, string Namespace, string Name, string FieldManager, ProxyConnection Connection)
{
    /// <summary>Path of the request, without its query.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Whether it asks for a page of a list after the first.</summary>
    public bool IsNextPage { get; init; }

    /// <summary>What a write carries, as it was sent; empty for all else.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool IsWrite => Verb is ApiVerb.Create or ApiVerb.Update or ApiVerb.Patch or ApiVerb.Apply or ApiVerb.Delete;

    /// <summary>Such as <c>Update groundlinks/status ksat-svalbard</c>: the same for every request of the same sort.</summary>
    public override string ToString()
    {
        var kind = Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";
        var name = Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
        return name.Length == 0 ? $"{Verb} {kind}" : $"{Verb} {kind} {name}";
    }

    internal static ApiCall Of(HttpContext context)
    {
        var request = context.Request;
        var connection = context.Features.Get<ProxyConnection>()!;
        var manager = request.Query["fieldManager"].ToString();
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var rest = parts switch
        {
            ["api", _, .. var core] => core,
            ["apis", _, _, .. var group] => group,
            _ => [],
        };
        var ns = "";
        // A namespace is an object, too, with subresources of its own.
        if (rest is ["namespaces", var named, not ("status" or "finalize"), ..])
        {
            (ns, rest) = (named, rest[2..]);
        }

        if (rest.Length == 0)
        {
            return new ApiCall(ApiVerb.Other, request.Path.Value, "", "", "", manager, connection) { Path = request.Path.Value };
        }

        var name = rest.ElementAtOrDefault(1) ?? "";
        return new ApiCall(VerbOf(request, name), rest[0], rest.ElementAtOrDefault(2) ?? "", ns, name, manager, connection)
        {
            Path = request.Path.Value,
            IsNextPage = request.Query.ContainsKey("continue"),
        };
    }

    private static ApiVerb VerbOf(HttpRequest request, string name) => request.Method switch
    {
        "GET" when request.Query["watch"].ToString() is "true" or "1" => ApiVerb.Watch,
        "GET" => name.Length == 0 ? ApiVerb.List : ApiVerb.Get,
        "POST" => ApiVerb.Create,
        "PUT" => ApiVerb.Update,
        "PATCH" => request.ContentType?.StartsWith("application/apply-patch", StringComparison.Ordinal) == true ? ApiVerb.Apply : ApiVerb.Patch,
        "DELETE" => ApiVerb.Delete,
        _ => ApiVerb.Other,
    };
}
