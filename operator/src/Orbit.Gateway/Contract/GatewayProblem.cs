namespace Orbit.Gateway.Contract;

/// <summary>An error answer, <c>application/problem+json</c> (RFC 9457).</summary>
public sealed record GatewayProblem
{
    // The JSON generator gives null to what the JSON leaves out, not the initial value.

    /// <summary>The kind of problem, one of <see cref="GatewayProblemTypes"/>; <c>about:blank</c> when the status says it all.</summary>
    public string Type { get; init => field = value ?? GatewayProblemTypes.Blank; } = GatewayProblemTypes.Blank;

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong, a sentence that names the field or the contact concerned.</summary>
    public required string Detail { get; init; }

    /// <summary>
    /// When the gateway sees the satellite from the station, from 15 minutes before the interval asked for to 15 minutes
    /// after it, for <see cref="GatewayProblemTypes.NotInView"/>: empty when not at all, null when the gateway does not say.
    /// </summary>
    public IReadOnlyList<VisibleInterval>? Visible { get; init; }
}
