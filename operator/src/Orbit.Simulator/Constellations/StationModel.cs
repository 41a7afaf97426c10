using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Constellations;

/// <summary>What the simulator needs to know of a ground station.</summary>
internal sealed record StationModel
{
    /// <summary>The name by which bookings ask for it: <c>spec.gateway.station</c>, else the GroundLink's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required GroundSite Site { get; init; }

    /// <summary>What it sees of its sky.</summary>
    public required HorizonMask Mask { get; init; }

    /// <summary>How many antennas it has; they count from 0.</summary>
    public int Antennas { get; init; } = 1;

    /// <summary>The bands of its radio.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>The least gap between two contacts of one antenna.</summary>
    public TimeSpan Turnaround { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The shortest contact that can be booked.</summary>
    public TimeSpan MinimumContact { get; init; }

    /// <summary>How long before its start a contact must be booked.</summary>
    public TimeSpan LeadTime { get; init; }

    /// <summary>How long before its start a contact can last be cancelled; zero for until its end.</summary>
    public TimeSpan CancellationCutoff { get; init; }

    /// <summary>When it takes no contacts.</summary>
    public IReadOnlyList<Interval> Maintenance { get; init; } = [];
}
