using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>Everything that planning depends on, at one instant; immutable.</summary>
public sealed record Fleet
{
    /// <summary>The instant of planning.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The span for which <see cref="Satellite.Passes"/> are known; every plan lies inside.</summary>
    public required Interval Horizon { get; init; }

    /// <summary>The satellites; their order does not matter.</summary>
    public IReadOnlyList<Satellite> Satellites { get; init; } = [];

    /// <summary>The stations; their order does not matter.</summary>
    public IReadOnlyList<Station> Stations { get; init; } = [];

    /// <summary>The contacts that are booked.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>The accelerators that are taken.</summary>
    public IReadOnlyList<ComputeReservation> ComputeReservations { get; init; } = [];

    /// <summary>The currency of every price here: the planner compares amounts.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The planner's margins.</summary>
    public PlanningRules Rules { get; init; } = new();
}
