using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>A contact that a station's ledger already holds: its antenna and its satellite are taken.</summary>
/// <param name="Contact">The contact's name.</param>
/// <param name="Station">The station's name.</param>
/// <param name="Antenna">Which of the station's antennas, counted from 0.</param>
/// <param name="Satellite">The satellite's name.</param>
/// <param name="Interval">From the contact's start to its end, turnaround not included.</param>
public sealed record Booking(string Contact, string Station, int Antenna, string Satellite, Interval Interval);
