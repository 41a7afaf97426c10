using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <content>The operations of the KubernetesClient package (<c>client.CoreV1</c>, <c>client.CoordinationV1</c> and so on): this client sends their requests and decodes their answers.</content>
public sealed partial class KubernetesClient
{
    // What is answered by a stream has no end that a deadline could wait for.
    private static readonly string[] Streams = ["log", "exec", "attach", "portforward", "proxy"];

    private static readonly HttpRequestOptionsKey<RequestDeadline> DeadlineKey = new("deadline");

    /// <summary>Infinite: each request has its own deadline, by the client's clock.</summary>
    /// <exception cref="NotSupportedException">It was set; use <see cref="KubernetesClientOptions.RequestTimeout"/>.</exception>
    public override TimeSpan HttpClientTimeout
    {
        get => Timeout.InfiniteTimeSpan;
        set => throw new NotSupportedException($"Each request has a deadline of its own; set {nameof(KubernetesClientOptions)}.{nameof(KubernetesClientOptions.RequestTimeout)}.");
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendRequest<T>(
        string relativeUri, HttpMethod method, IReadOnlyDictionary<string, IReadOnlyList<string>>? customHeaders, T body, CancellationToken cancellationToken)
    {
        Check(relativeUri, method);
        var request = body is null
            ? new ApiRequest(method, $"/{relativeUri}") { Headers = customHeaders }
            : new ApiRequest(method, $"/{relativeUri}", GetHeader(body).MediaType, BytesOf(body)) { Headers = customHeaders };
        return await RepeatAsync(request, () => OpenAsync(request, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<HttpOperationResponse<T>> CreateResultAsync<T>(
        HttpRequestMessage httpRequest, HttpResponseMessage httpResponse, bool? watch, CancellationToken cancellationToken)
    {
        httpRequest.Options.TryGetValue(DeadlineKey, out var deadline);
        using (deadline)
        {
            try
            {
                var body = await deadline!.RunAsync(httpResponse, static (response, token) => response.Content.ReadAsByteArrayAsync(token));
                return new HttpOperationResponse<T> { Request = httpRequest, Response = httpResponse, Body = Decode<T>(httpRequest, body) };
            }
            catch
            {
                httpResponse.Dispose();
                throw;
            }
        }
    }

    // The package puts names into paths as they are. One that changes the path would be a request for something else.
    private static void Check(string relativeUri, HttpMethod method)
    {
        var parts = relativeUri.Split('?');
        var segments = parts[0].Split('/');
        var isCollectionByMistake = segments[^1].Length == 0 && method != HttpMethod.Get;
        if (parts.Length > 2 || isCollectionByMistake || segments.SkipLast(1).Any(s => s.Length == 0) || segments.Any(s => s is "." or ".." || s.AsSpan().ContainsAny("#\\%")))
        {
            throw new ArgumentException($"{method} /{parts[0]} is not the path of an object: a namespace or a name in it is empty or not valid.", nameof(relativeUri));
        }

        if (parts.Length == 2 && parts[1].Split('&').Contains("watch=true", StringComparer.Ordinal))
        {
            throw new NotSupportedException($"{method} /{parts[0]} is a watch. Use {nameof(WatchAsync)}: it ends a watch that went silent, and keeps its version.");
        }

        if (Subresource(segments) is { } subresource && Streams.Contains(subresource, StringComparer.Ordinal))
        {
            throw new NotSupportedException($"{method} /{parts[0]} is answered by a stream, which this client does not read.");
        }
    }

    // Of api/VERSION or apis/GROUP/VERSION, /namespaces/NAMESPACE for objects in one, and PLURAL/NAME/SUBRESOURCE; null when there is none.
    private static string? Subresource(string[] segments)
    {
        var plural = string.Equals(segments[0], "api", StringComparison.Ordinal) ? 2 : 3;
        if (segments.Length > plural + 2 && string.Equals(segments[plural], "namespaces", StringComparison.Ordinal))
        {
            plural += 2;
        }

        return segments.ElementAtOrDefault(plural + 2);
    }

    private static T Decode<T>(HttpRequestMessage request, byte[] body)
    {
        var said = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        try
        {
            // Operations without a type of their own give a JsonElement as object, as the package does.
            return typeof(T) == typeof(object) ? (T)(object)JsonElement.Parse(body)
                : typeof(T) == typeof(V1Status) ? (T)(object)StatusOf(body)
                : JsonSerializer.Deserialize(body, (JsonTypeInfo<T>)ResourceJson.TypeInfo(typeof(T)))!;
        }
        catch (NotSupportedException e)
        {
            throw new NotSupportedException(
                request.Method == HttpMethod.Get
                    ? $"The answer to {said} can't be decoded: {e.Message}{(typeof(T).IsAssignableTo(typeof(IKubernetesObject<V1ListMeta>)) ? $" Lists are read by {nameof(ListAsync)}." : "")}"
                    : $"{said} was carried out, but its answer can't be decoded: {e.Message}",
                e);
        }
        catch (Exception e) when (DecodeProblem.IsOne(e))
        {
            throw new JsonException($"The {typeof(T).Name} that answers {said} can't be decoded: {DecodeProblem.Of(e)}", e);
        }
    }

    // A deletion is answered with the object instead of a Status while its finalizers or its grace period go on.
    private static V1Status StatusOf(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        return JsonMembers.TryFind(ref reader, "kind"u8) && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("Status"u8)
            ? JsonSerializer.Deserialize(body, ResourceJson.TypeInfo<V1Status>())!
            : new V1Status { ApiVersion = "v1", Kind = "Status", Status = "Success", Message = "The deletion has begun." };
    }

    // The answer's header is here; its body is still to be read within the same time.
    private async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var deadline = new RequestDeadline(request, _options.RequestTimeout, _options.TimeProvider, _plain.Forsaking(), cancellationToken);
        try
        {
            var response = await OpenAsync(request, _plain, deadline);
            response.RequestMessage!.Options.Set(DeadlineKey, deadline);
            return response;
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    private static byte[] BytesOf(object body) => body switch
    {
        V1Patch patch => BytesOf(patch.Content),
        string text => Encoding.UTF8.GetBytes(text),
        JsonNode node => JsonBytes.Of(node),
        JsonElement element => Encoding.UTF8.GetBytes(element.GetRawText()),
        _ => JsonSerializer.SerializeToUtf8Bytes(body, ResourceJson.TypeInfo(body.GetType())),
    };
}
