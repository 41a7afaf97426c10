using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Orbit.Faults.Tests;

/// <summary>A server with the shape of an API server: it says what it was asked, and a watch tells what a test has it tell.</summary>
internal sealed class LittleServer : IAsyncDisposable
{
    private readonly ProxyCertificate _certificate = new();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly string _authorityFile = Path.GetTempFileName();
    private WebApplication? _app;

    /// <summary>What came here, such as <c>HTTP/2 POST /api/v1/pods {"a":1}</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Starts it, and a proxy in front of it.</summary>
    public static async Task<(LittleServer Server, FaultProxy Proxy)> StartAsync()
    {
        var server = new LittleServer();
        await File.WriteAllTextAsync(server._authorityFile, server._certificate.AuthorityPem);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(server._certificate.Server);
        }));
        server._app = builder.Build();
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return (server, await FaultProxy.StartAsync(new Uri(server._app.Urls.Single()), server._authorityFile));
    }

    /// <summary>Has the open watch tell of a version of the object <c>a</c>.</summary>
    public void Tell(int version) => _events.Writer.TryWrite(Event(version));

    /// <summary>The line that <see cref="Tell"/> sends, without its end.</summary>
    public static string Event(int version) =>
        $$"""{"type":"MODIFIED","object":{"metadata":{"namespace":"n","name":"a","resourceVersion":"{{version}}"} } }""";

    /// <summary>Has the open watch end.</summary>
    public void EndWatch() => _events.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        EndWatch();
        await _app!.DisposeAsync();
        _certificate.Dispose();
        File.Delete(_authorityFile);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        Requests.Enqueue($"{context.Request.Protocol} {context.Request.Method} {context.Request.Path} {body}".TrimEnd());
        context.Response.Headers["Audit-Id"] = "one";
        context.Response.ContentType = "application/json";
        if (context.Request.Query["watch"] == "true")
        {
            await context.Response.Body.FlushAsync();
            await foreach (var line in _events.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            }

            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsync($$"""{"got":{{(body.Length == 0 ? "null" : body)}}}""");
    }
}
