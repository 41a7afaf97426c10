using System.Net;
using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Client;

/// <summary>The gateway understood and refused (a status 4xx); the same request will be refused again.</summary>
public sealed class GatewayRefusedException : GatewayException
{
    /// <summary>A refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">The gateway's sentence.</param>
    /// <param name="type">The kind of refusal, one of <see cref="GatewayProblemTypes"/>.</param>
    /// <param name="visible">When the gateway sees the satellite; null when it does not say.</param>
    public GatewayRefusedException(
        HttpStatusCode status, string detail, string type = GatewayProblemTypes.Blank, IReadOnlyList<VisibleInterval>? visible = null)
        : base(detail)
    {
        Status = status;
        Type = type;
        Visible = visible;
    }

    /// <summary>The HTTP status: 409 for a conflict, 422 for what can't be, 404 for a contact that the gateway doesn't know.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The kind of refusal, one of <see cref="GatewayProblemTypes"/> or one that this side does not know; <c>about:blank</c> when the gateway names none.</summary>
    public string Type { get; }

    /// <summary>
    /// When the gateway sees the satellite around the interval that it refused, by start; empty when not at all, null when it
    /// does not say.
    /// </summary>
    public IReadOnlyList<VisibleInterval>? Visible { get; }
}
