using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>A contact that a station's ledger already holds: its antenna and its satellite are taken.</summary>
/// <param name="Contact">The contact's name.</param>
/// <param name="Station">The station's name.</param>
/// <param name="Antenna">Which of the station's antennas, counted from 0.</param>
/// <param name="Satellite">The satellite's name.</param>
/// <param name="Interval">From the contact's start to its end, turnaround not included.</param>
public sealed record Booking(string Contact, string Station, int Antenna, string Satellite, Interval Interval)
{
    /// <summary>Whether the two can't both be: they need one radio at once, or one antenna with less than a turnaround between.</summary>
    /// <param name="other">The other contact.</param>
    /// <param name="turnaround">The turnaround of this contact's station.</param>
    public bool CollidesWith(Booking other, TimeSpan turnaround)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (string.Equals(Satellite, other.Satellite, StringComparison.Ordinal) && Interval.Overlaps(other.Interval))
            || (string.Equals(Station, other.Station, StringComparison.Ordinal) && Antenna == other.Antenna && Interval.Overlaps(other.Interval.Widen(turnaround)));
    }
}
