using Orbit.Planning.Outcomes;
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

    /// <summary>The currency in which costs are compared. Amounts in another are not converted: such a station counts as dearer than any in this.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The planner's margins.</summary>
    public PlanningRules Rules { get; init; } = new();

    /// <summary>The fleet in which the plans are booked too.</summary>
    public Fleet With(IReadOnlyCollection<Plan> plans) => this with
    {
        Bookings = [.. Bookings, .. plans.SelectMany(p => p.Bookings())],
        ComputeReservations =
        [
            .. ComputeReservations,
            .. plans.Where(p => p.Compute is not null).Select(p => new ComputeReservation(p.Satellite, p.Request.Key, p.Compute!.Value, p.Uplink!.Transfer.End)),
        ],
    };

    /// <summary>The fleet in which contacts are booked no more.</summary>
    /// <param name="contacts">Their names.</param>
    public Fleet Without(IReadOnlySet<string> contacts) => this with { Bookings = [.. Bookings.Where(b => !contacts.Contains(b.Contact))] };

    /// <summary>The fleet in which jobs hold nothing any more.</summary>
    public Fleet Without(IReadOnlyCollection<PlacedJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var reservations = ComputeReservations.ToList();
        foreach (var job in jobs)
        {
            reservations.Remove(job.Compute);
        }

        return Without(jobs.SelectMany(j => j.Contacts).ToHashSet(StringComparer.Ordinal)) with { ComputeReservations = reservations };
    }

    /// <summary>Whether a plan needs what a contact holds.</summary>
    public bool Collide(Plan plan, Booking booking)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(booking);
        var turnaround = Stations.FirstOrDefault(s => string.Equals(s.Name, booking.Station, StringComparison.Ordinal))?.Turnaround ?? TimeSpan.Zero;
        return plan.Bookings().Any(b => booking.CollidesWith(b, turnaround));
    }
}
