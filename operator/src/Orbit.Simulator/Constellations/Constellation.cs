namespace Orbit.Simulator.Constellations;

/// <summary>The satellites by catalogue number and the stations by name.</summary>
internal sealed record Constellation(
    IReadOnlyDictionary<int, SatelliteModel> Satellites,
    IReadOnlyDictionary<string, StationModel> Stations);
