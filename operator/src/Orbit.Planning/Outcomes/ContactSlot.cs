using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Outcomes;

/// <summary>A contact to be booked, and the transfer in it.</summary>
/// <param name="Station">The station's name.</param>
/// <param name="Antenna">Which of its antennas, counted from 0.</param>
/// <param name="Contact">From the contact's start to its end; inside <paramref name="Pass"/>.</param>
/// <param name="Transfer">When the bytes move; inside <paramref name="Contact"/>.</param>
/// <param name="Pass">The pass that the contact is in.</param>
public sealed record ContactSlot(string Station, int Antenna, Interval Contact, Interval Transfer, Pass Pass);
