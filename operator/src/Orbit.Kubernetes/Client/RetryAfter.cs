using k8s.Models;

namespace Orbit.Kubernetes.Client;

/// <summary>How long a server asks to wait: the Retry-After header, or what its Status says.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response, V1Status? status, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => status?.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
