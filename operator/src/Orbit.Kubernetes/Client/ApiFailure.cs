using System.Net;

namespace Orbit.Kubernetes.Client;

/// <summary>Failures on the way to the API server, and its refusals: what they say is worth a line of a log, where in the code they were met is not.</summary>
public static class ApiFailure
{
    /// <summary>What such a failure and its causes say, in one line.</summary>
    /// <returns>Null for any other exception, of which its stack trace is wanted; so for a request that the server found to be wrong (400, 422).</returns>
    public static string? Describe(Exception error)
    {
        if (error is not (HttpRequestException or IOException or TimeoutException
            or KubernetesApiException { StatusCode: not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity) }))
        {
            return null;
        }

        var said = error.Message;
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            // Many an exception repeats what its cause says.
            said = said.Contains(cause.Message.TrimEnd('.'), StringComparison.Ordinal) ? said : $"{said} {cause.Message}";
        }

        return said.ReplaceLineEndings(" ");
    }
}
