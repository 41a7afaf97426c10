using System.Net;

namespace Orbit.Gateway.Client;

/// <summary>The gateway understood and refused (a status 4xx); the same request will be refused again.</summary>
public sealed class GatewayRefusedException : GatewayException
{
    /// <summary>A refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">The gateway's sentence.</param>
    public GatewayRefusedException(HttpStatusCode status, string detail)
        : base(detail)
    {
        Status = status;
    }

    /// <summary>The HTTP status: 409 for a conflict, 422 for what can't be, 404 for a contact that the gateway doesn't know.</summary>
    public HttpStatusCode Status { get; }
}
