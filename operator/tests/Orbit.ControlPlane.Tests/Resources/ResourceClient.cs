using System.Text;
using System.Text.Json.Nodes;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.Resources;

/// <summary>The bare HTTP API of the custom resources, so that these tests see what the API server does and nothing else.</summary>
internal sealed class ResourceClient(ControlPlaneFixture controlPlane) : IDisposable
{
    private readonly HttpClient _http = controlPlane.CreateClient(controlPlane.AdministratorToken);

    public const string TableAccept = "application/json;as=Table;v=v1;g=meta.k8s.io";

    /// <summary>Creates an object.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="dryRun">Whether the server only says what it would do.</param>
    public Task<ResourceAnswer> CreateAsync(JsonObject manifest, bool dryRun = false) =>
        SendAsync(HttpMethod.Post, Collection(manifest) + (dryRun ? "?dryRun=All" : ""), manifest.ToJsonString(), "application/json");

    public Task<ResourceAnswer> ReplaceStatusAsync(JsonObject manifest) =>
        SendAsync(HttpMethod.Put, Address(manifest) + "/status", manifest.ToJsonString(), "application/json");

    public Task<ResourceAnswer> ApplyStatusAsync(JsonObject manifest, string status, string manager)
    {
        var apply = new JsonObject
        {
            ["apiVersion"] = manifest["apiVersion"]!.DeepClone(),
            ["kind"] = manifest["kind"]!.DeepClone(),
            ["metadata"] = manifest["metadata"]!.DeepClone(),
            ["status"] = JsonNode.Parse(status),
        };
        return SendAsync(HttpMethod.Patch, $"{Address(manifest)}/status?fieldManager={manager}", apply.ToJsonString(), "application/apply-patch+yaml");
    }

    public Task<ResourceAnswer> GetAsync(JsonObject manifest, string accept = "application/json") =>
        SendAsync(HttpMethod.Get, Address(manifest), null, "application/json", accept);

    public Task<ResourceAnswer> DeleteAsync(JsonObject manifest) =>
        SendAsync(HttpMethod.Delete, Address(manifest), null, "application/json");

    public void Dispose() => _http.Dispose();

    private async Task<ResourceAnswer> SendAsync(HttpMethod method, string address, string? content, string contentType, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Content = content is null ? null : new StringContent(content, Encoding.UTF8, contentType);
        using var response = await _http.SendAsync(request);
        return new ResourceAnswer(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    private static string Address(JsonObject manifest) => $"{Collection(manifest)}/{manifest["metadata"]!["name"]}";

    private static string Collection(JsonObject manifest)
    {
        var space = manifest["metadata"]!["namespace"] is { } name ? $"/namespaces/{name}" : "";
        return $"apis/{manifest["apiVersion"]}{space}/{manifest["kind"]!.GetValue<string>().ToLowerInvariant()}s";
    }
}
