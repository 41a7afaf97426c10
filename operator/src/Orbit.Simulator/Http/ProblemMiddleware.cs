using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Http;

/// <summary>Makes a problem of every refusal and every failure; the reasons of a failure stay in the log.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { StatusCode: >= 400, HasStarted: false })
            {
                await http.RefuseAsync(http.Response.StatusCode, "This gateway has no such resource, or not with this method.");
            }
        }
        catch (RefusalException e)
        {
            LogRefused(log, http.Request.Method, http.Request.Path, e.Status, e.Message);
            await http.RefuseAsync(e.Status, e.Message, e.Type, e.Visible);
        }
        catch (BadHttpRequestException e)
        {
            LogRefused(log, http.Request.Method, http.Request.Path, e.StatusCode, e.Message);
            await http.RefuseAsync(e.StatusCode, e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            LogFailed(log, e, http.Request.Method, http.Request.Path);
            await http.RefuseAsync(StatusCodes.Status500InternalServerError, "The simulator failed; its log says why.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused {method} {path} with {status}: {detail}")]
    private static partial void LogRefused(ILogger log, string method, string path, int status, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed at {method} {path}.")]
    private static partial void LogFailed(ILogger log, Exception e, string method, string path);
}
