namespace Orbit.Planning.Search;

/// <summary>How a satellite and a station talk to each other.</summary>
/// <param name="Station">The station; null when the fleet has no such station.</param>
/// <param name="Served">Whether the station serves this satellite and can be booked now.</param>
/// <param name="UplinkBitsPerSecond">Over the best band that both have; 0 when they share none.</param>
/// <param name="DownlinkBitsPerSecond">Over the best band that both have; 0 when they share none.</param>
internal readonly record struct Link(StationState? Station, bool Served, double UplinkBitsPerSecond, double DownlinkBitsPerSecond);
