using Orbit.Simulator.Constellations;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Simulation;

/// <summary>Who sees whom when.</summary>
internal interface ISky
{
    /// <summary>The intervals within <paramref name="span"/> in which the station sees the satellite above mask and horizon, by start.</summary>
    IReadOnlyList<Interval> Windows(SatelliteModel satellite, StationModel station, Interval span);
}
