namespace Orbit.Gateway.Contract;

/// <summary>The kinds of refusal that a caller can act upon, as <see cref="GatewayProblem.Type"/>.</summary>
public static class GatewayProblemTypes
{
    /// <summary>The status says it all.</summary>
    public const string Blank = "about:blank";

    /// <summary>The satellite is not in view throughout the contact; <see cref="GatewayProblem.Visible"/> says when it is.</summary>
    public const string NotInView = "urn:orbitoperator:gateway:not-in-view";

    /// <summary>The contact starts earlier than the station's lead time allows.</summary>
    public const string LeadTime = "urn:orbitoperator:gateway:lead-time";

    /// <summary>The antenna (turnaround included) or the satellite is taken by another contact.</summary>
    public const string Taken = "urn:orbitoperator:gateway:taken";
}
