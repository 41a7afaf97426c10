using System.Net;
using System.Text.Json.Nodes;

namespace Orbit.ControlPlane.Tests.Resources;

/// <summary>What the API server answered.</summary>
/// <param name="Code">HTTP status code.</param>
/// <param name="Body">The object, or a Status when it was refused.</param>
internal sealed record ResourceAnswer(HttpStatusCode Code, JsonObject Body)
{
    /// <summary>The server's sentence when it refused.</summary>
    public string Message => Body["message"]?.GetValue<string>() ?? "";
}
