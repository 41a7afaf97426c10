namespace Orbit.Gateway.Contract;

/// <summary>A contact as the gateway sees it at the moment of the answer.</summary>
public sealed record GatewayContact
{
    /// <summary>The identifier that its booker chose; see <see cref="GatewayId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The station, by the name under which the gateway knows it.</summary>
    public required string Station { get; init; }

    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>The antenna, counted from 0.</summary>
    public required int Antenna { get; init; }

    /// <summary>First instant of the contact, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>First instant after the contact, mission time.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>What the contact is for.</summary>
    public required ContactPurpose Purpose { get; init; }

    /// <summary>Where the contact is in its life.</summary>
    public required ContactState State { get; init; }

    /// <summary>Why it failed; null while it has not failed, and from a gateway that does not say (<see cref="ContactCause.Unknown"/>).</summary>
    public ContactCause? Cause { get; init; }

    /// <summary>Why it failed or was cancelled, one sentence; null otherwise.</summary>
    public string? Reason { get; init; }

    // The JSON generator gives null to what the JSON leaves out, not the initial value.

    /// <summary>The bundles staged for it, in the order in which they go up.</summary>
    public IReadOnlyList<UplinkTransfer> Uplinks { get; init => field = value ?? []; } = [];

    /// <summary>The results asked for in it, in the order of asking.</summary>
    public IReadOnlyList<DownlinkTransfer> Downlinks { get; init => field = value ?? []; } = [];

    /// <summary>The bundle of an attempt; null when it is not staged in this contact.</summary>
    public UplinkTransfer? Uplink(string attemptId) =>
        Uplinks.FirstOrDefault(u => string.Equals(u.AttemptId, attemptId, StringComparison.Ordinal));
}
