using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>
/// A gateway that hands everything on to the simulator, but for what a test answers itself. A stand-in for what the
/// simulator is too honest to do: gateways that lose bundles, damage results, or let no contact go. What physically happens
/// stays the simulator's.
/// </summary>
internal sealed partial class GatewayTap : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly ConcurrentDictionary<string, string> _jobs = new(StringComparer.Ordinal);

    private GatewayTap(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where the simulator listens.</summary>
    public Uri Behind { get; set; } = null!;

    /// <summary>Lets mission time pass until an instant.</summary>
    public Func<DateTimeOffset, Task> ReachAsync { get; set; } = _ => Task.CompletedTask;

    /// <summary>Answers a request itself and returns true, or leaves it to the simulator.</summary>
    public Func<TappedRequest, Task<bool>> Script { get; set; } = _ => Task.FromResult(false);

    /// <summary>Starts one on a port of its own.</summary>
    public static async Task<GatewayTap> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var tap = new GatewayTap(builder.Build());
        tap._app.Run(tap.HandleAsync);
        await tap._app.StartAsync();
        tap.Address = new Uri(tap._app.Urls.Single());
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Waits until the simulator says that a contact's interval is over.</summary>
    public async Task ContactOverAsync(string contact)
    {
        var gateway = new GatewayClient(_http, Behind);
        GatewayContact? known;
        while ((known = await gateway.GetContactAsync(contact))?.State.IsOver() is not true)
        {
            await ReachAsync(known?.End ?? default);
        }
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (http.Request.Path.Value!.Contains("/uplinks/", StringComparison.Ordinal))
        {
            var job = JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("job");
            _jobs[job.GetProperty("uid").GetString()!] = job.GetProperty("name").GetString()!;
        }

        var attempt = AttemptId().Match(http.Request.Path.Value!);
        var request = new TappedRequest(
            http,
            _jobs.GetValueOrDefault(attempt.Groups["uid"].Value),
            attempt.Success ? int.Parse(attempt.Groups["attempt"].Value, null) : 0,
            () => ForwardAsync(http, body.ToArray()));
        if (!await Script(request))
        {
            await ForwardAsync(http, body.ToArray());
        }
    }

    private async Task ForwardAsync(HttpContext http, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(Behind, http.Request.Path.Value + http.Request.QueryString.Value));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        }

        try
        {
            using var answer = await _http.SendAsync(request, http.RequestAborted);
            http.Response.StatusCode = (int)answer.StatusCode;
            http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            if (answer.Headers.TryGetValues(GatewayClient.HashHeader, out var hash))
            {
                http.Response.Headers[GatewayClient.HashHeader] = hash.Single();
            }

            if (http.Response.StatusCode != StatusCodes.Status204NoContent)
            {
                await http.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(http.RequestAborted), http.RequestAborted);
            }
        }
        catch (HttpRequestException)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    // A job's uid and the number of its attempt, with which the names of contacts and attempts begin.
    [GeneratedRegex("/(?<uid>[0-9a-f]{8}-[0-9a-f-]{27})-(?<attempt>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AttemptId();
}
