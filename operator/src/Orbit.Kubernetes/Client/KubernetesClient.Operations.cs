using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using k8s.Autorest;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <content>The operations of KubernetesClient (<c>client.CoreV1</c>, <c>client.PolicyV1</c> and so on): their requests are sent and answered here.</content>
public sealed partial class KubernetesClient
{
    private static readonly HttpRequestOptionsKey<RequestDeadline> DeadlineKey = new("deadline");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendRequest<T>(
        string relativeUri, HttpMethod method, IReadOnlyDictionary<string, IReadOnlyList<string>>? customHeaders, T body, CancellationToken cancellationToken)
    {
        if (relativeUri.Contains("watch=true", StringComparison.Ordinal))
        {
            throw new NotSupportedException($"{method} /{relativeUri} is a watch. Use {nameof(WatchAsync)}: it ends a watch that went silent and keeps its version.");
        }

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
            var contract = (JsonTypeInfo<T>)ResourceJson.TypeInfo(typeof(T));
            var body = await deadline!.RunAsync(httpResponse, static (response, token) => response.Content.ReadAsByteArrayAsync(token));
            try
            {
                return new HttpOperationResponse<T> { Request = httpRequest, Response = httpResponse, Body = JsonSerializer.Deserialize(body, contract)! };
            }
            catch (Exception e) when (DecodeProblem.IsOne(e))
            {
                throw new JsonException($"The {typeof(T).Name} that answers {httpRequest.Method} {httpRequest.RequestUri!.AbsolutePath} can't be decoded: {DecodeProblem.Of(e)}", e);
            }
        }
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
        V1Patch { Content: string text } => Encoding.UTF8.GetBytes(text),
        V1Patch { Content: JsonNode node } => JsonBytes.Of(node),
        V1Patch patch => BytesOf(patch.Content),
        _ => JsonSerializer.SerializeToUtf8Bytes(body, ResourceJson.TypeInfo(body.GetType())),
    };
}
