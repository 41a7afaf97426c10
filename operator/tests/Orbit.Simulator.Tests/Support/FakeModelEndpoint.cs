using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Orbit.Simulator.Tests.Support;

/// <summary>An OpenAI-compatible endpoint that answers when told.</summary>
internal sealed class FakeModelEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<JsonElement> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<(int Status, string Body)> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeModelEndpoint(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/chat/completions", async (HttpContext http) =>
        {
            using var request = await JsonDocument.ParseAsync(http.Request.Body);
            _asked.TrySetResult(request.RootElement.Clone());
            var (status, body) = await _answer.Task.WaitAsync(http.RequestAborted);
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body);
        });
    }

    public string Address => _app.Urls.Single();

    /// <summary>The first request, when it has come.</summary>
    public Task<JsonElement> Asked => _asked.Task;

    public static async Task<FakeModelEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var endpoint = new FakeModelEndpoint(builder.Build());
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public void Answer(string content) =>
        Answer(200, JsonSerializer.Serialize(new { choices = new[] { new { message = new { role = "assistant", content } } } }));

    public void Answer(int status, string body) => _answer.TrySetResult((status, body));

    public ValueTask DisposeAsync()
    {
        _answer.TrySetCanceled();
        return _app.DisposeAsync();
    }
}
