using System.Collections.ObjectModel;
using System.Net.Http.Headers;

namespace Orbit.Kubernetes.Client;

/// <summary>A request that can be sent more than once.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="ContentType">Media type of the body, if there is one.</param>
/// <param name="Body">Body, if there is one.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, string? ContentType = null, byte[]? Body = null)
{
    /// <summary>Whether only a leader may send it: a write, unless it says otherwise.</summary>
    public bool IsGuarded { get; init; } = Method != HttpMethod.Get;

    /// <summary>Headers besides those that every request has.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers { get; init; }

    public Func<HttpRequestMessage> ToMessage(string baseAddress) => () =>
    {
        var message = new HttpRequestMessage(Method, baseAddress + Path);
        foreach (var (name, values) in Headers ?? ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty)
        {
            if (!message.Headers.TryAddWithoutValidation(name, values))
            {
                throw new ArgumentException($"{name} is not a header of a request without a body.");
            }
        }

        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType!);
        }

        return message;
    };

    /// <summary>Method and path without the query, for messages.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
