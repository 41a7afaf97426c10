namespace Orbit.Gateway.Contract;

/// <summary>The extension of a booked contact.</summary>
public sealed record ContactExtension
{
    /// <summary>First instant after the contact, mission time; one that is not after the contact's end changes nothing.</summary>
    public required DateTimeOffset End { get; init; }
}
