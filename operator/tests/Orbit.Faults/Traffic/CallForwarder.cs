using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Orbit.Faults.Traffic;

/// <summary>Sends each request on and its answer back, unless the hook wants otherwise.</summary>
/// <remarks>YARP's forwarder would do the sending, but one of its dependencies (System.IO.Hashing) does not restore from this project's feed.</remarks>
internal sealed class CallForwarder(HttpMessageInvoker behind, Uri server, Func<TrafficHook> hook)
{
    /// <summary>Headers that concern one connection only (RFC 9110, 7.6.1), and those that the client's own handler writes.</summary>
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host",
    };

    /// <summary>After which a server ends a write by itself, so that nothing waits for one that does not.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(1);

    public async Task ServeAsync(HttpContext context)
    {
        var call = ApiCall.Of(context);
        try
        {
            if (call.IsWrite)
            {
                // A hook may want to know what is written; and what was only half sent has not been asked for.
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                call = call with { Body = body.ToArray() };
            }

            if (await HappensAsync(await hook().OnRequestAsync(call, context.RequestAborted), context))
            {
                return;
            }

            using var request = RequestOf(context.Request, call);
            // A server carries out what it was sent, also when the client is gone: the hook hears of it.
            using var writing = new CancellationTokenSource(LongestWrite);
            using var answer = await behind.SendAsync(request, call.IsWrite ? writing.Token : context.RequestAborted);
            if (await HappensAsync(await hook().OnAnswerAsync(call, (int)answer.StatusCode, context.RequestAborted), context))
            {
                return;
            }

            await PassAsync(answer, call, context);
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the server has not answered a write.
            context.Abort();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The server itself can't be reached or broke off, and so the client shall see it.
            context.Abort();
        }
    }

    private HttpRequestMessage RequestOf(HttpRequest from, ApiCall call)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(server, from.GetEncodedPathAndQuery()))
        {
            Version = HttpProtocol.IsHttp2(from.Protocol) ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (call.IsWrite ? call.Body.Length > 0 : from.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true)
        {
            request.Content = call.IsWrite ? new ReadOnlyMemoryContent(call.Body) : new StreamContent(from.Body);
        }

        foreach (var (name, values) in from.Headers.Where(h => !OfTheConnection.Contains(h.Key) && !h.Key.StartsWith(':')))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private async Task PassAsync(HttpResponseMessage answer, ApiCall call, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !OfTheConnection.Contains(h.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (call.Verb == ApiVerb.Watch && answer.StatusCode == HttpStatusCode.OK)
        {
            await PassEventsAsync(answer, call, context);
        }
        else
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    /// <summary>Has a fault happen to a request or answer; false if there is none.</summary>
    private static async Task<bool> HappensAsync(Fault fault, HttpContext context)
    {
        switch (fault)
        {
            case Fault.Breaking or Fault.BreakingMidway:
                context.Abort();
                return true;
            case Fault.Answering answer:
                context.Response.Clear();
                context.Response.StatusCode = (int)answer.Code;
                context.Response.ContentType = "application/json";
                if (answer.RetryAfterSeconds is { } seconds)
                {
                    context.Response.Headers.RetryAfter = $"{seconds}";
                }

                await context.Response.Body.WriteAsync(StatusBody(answer), context.RequestAborted);
                return true;
            default:
                return false;
        }
    }

    private static byte[] StatusBody(Fault.Answering answer) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        kind = "Status",
        apiVersion = "v1",
        metadata = new { },
        status = "Failure",
        message = $"the fault proxy answers with {(int)answer.Code}",
        reason = answer.Code switch
        {
            HttpStatusCode.TooManyRequests => "TooManyRequests",
            HttpStatusCode.Gone => "Expired",
            HttpStatusCode.InternalServerError => "InternalError",
            HttpStatusCode.ServiceUnavailable => "ServiceUnavailable",
            HttpStatusCode.Conflict => "Conflict",
            _ => answer.Code.ToString(),
        },
        code = (int)answer.Code,
    });

    private async Task PassEventsAsync(HttpResponseMessage answer, ApiCall call, HttpContext context)
    {
        var aborted = context.RequestAborted;
        await context.Response.StartAsync(aborted);
        await context.Response.Body.FlushAsync(aborted);
        using var lines = new LineReader(await answer.Content.ReadAsStreamAsync(aborted));
        while (await lines.ReadAsync(aborted) is { } line)
        {
            switch (await hook().OnWatchEventAsync(call, WatchedEvent.Of(line), aborted))
            {
                case Fault.Skipping:
                    continue;
                case Fault.Breaking:
                    context.Abort();
                    return;
                case Fault.BreakingMidway:
                    await context.Response.Body.WriteAsync(line.AsMemory(0, line.Length / 2), aborted);
                    await context.Response.Body.FlushAsync(aborted);
                    context.Abort();
                    return;
                case Fault.Answering error:
                    byte[] body = [.. "{\"type\":\"ERROR\",\"object\":"u8, .. StatusBody(error), .. "}\n"u8];
                    await context.Response.Body.WriteAsync(body, aborted);
                    return;
                default:
                    await context.Response.Body.WriteAsync(line, aborted);
                    await context.Response.Body.FlushAsync(aborted);
                    continue;
            }
        }
    }
}
