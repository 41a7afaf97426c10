using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Orbit.Kubernetes.Tests.Support;

/// <summary>A request that waits for its answer.</summary>
public sealed class ScriptedRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpContext _context;

    private ScriptedRequest(HttpContext context, string body, X509Certificate2? certificate)
    {
        _context = context;
        Body = body;
        ClientCertificate = certificate;
        PathAndQuery = context.Request.GetEncodedPathAndQuery();
        Method = context.Request.Method;
        Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        context.RequestAborted.Register(() =>
        {
            GivenUp.TrySetResult();
            _done.TrySetResult();
        });
    }

    public string Method { get; }

    public string PathAndQuery { get; }

    public string Path => PathAndQuery.Split('?')[0];

    public IReadOnlyDictionary<string, string> Query { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Body { get; }

    public JsonNode Json => JsonNode.Parse(Body)!;

    public X509Certificate2? ClientCertificate { get; }

    /// <summary>Completes when the client closed the connection.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Done => _done.Task;

    public static async Task<ScriptedRequest> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        return new ScriptedRequest(context, body, await context.Connection.GetClientCertificateAsync());
    }

    public async Task AnswerAsync(int code, string body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        _context.Response.StatusCode = code;
        _context.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
        {
            _context.Response.Headers[name] = value;
        }

        await _context.Response.WriteAsync(body);
        _done.TrySetResult();
    }

    public Task AnswerStatusAsync(int code, string reason, params (string Name, string Value)[] headers) =>
        AnswerAsync(code, $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"it is {{reason}}","reason":"{{reason}}","code":{{code}}}""", headers: headers);

    /// <summary>Sends the header of a watch.</summary>
    public async Task<ScriptedRequest> StartWatchAsync()
    {
        _context.Response.ContentType = "application/json";
        await _context.Response.StartAsync();
        await _context.Response.Body.FlushAsync();
        return this;
    }

    /// <summary>Sends part of a watch as it is.</summary>
    public async Task SendAsync(string text)
    {
        await _context.Response.WriteAsync(text);
        await _context.Response.Body.FlushAsync();
    }

    public Task SendEventAsync(string type, string json) => SendAsync($$"""{"type":"{{type}}","object":{{json}}}""" + "\n");

    /// <summary>Ends the watch as a server does whose time-out is reached.</summary>
    public void End() => _done.TrySetResult();

    /// <summary>Cuts the connection.</summary>
    public void Abort()
    {
        try
        {
            _context.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The client was faster: the connection is closed already.
        }
    }
}
