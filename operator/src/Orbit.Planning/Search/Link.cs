namespace Orbit.Planning.Search;

/// <summary>How a satellite and a station talk to each other.</summary>
/// <param name="Station">The station; null when the fleet has no such station.</param>
/// <param name="Served">Whether the station serves this satellite and can be booked now.</param>
/// <param name="UplinkBitsPerSecond">That plans count on, over the best band that both have; 0 when they share none.</param>
/// <param name="DownlinkBitsPerSecond">That plans count on, over the best band that both have; 0 when they share none.</param>
/// <param name="TrimStart">Ticks that a pass loses at its start.</param>
/// <param name="TrimEnd">Ticks that a pass loses at its end.</param>
internal readonly record struct Link(
    StationState? Station, bool Served, double UplinkBitsPerSecond, double DownlinkBitsPerSecond, long TrimStart, long TrimEnd);
