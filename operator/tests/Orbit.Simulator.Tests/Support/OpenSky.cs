using Orbit.Simulator.Constellations;
using Orbit.Simulator.Simulation;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Tests.Support;

/// <summary>A sky in which everybody always sees everybody, so that a test's instants are round numbers.</summary>
internal sealed class OpenSky : ISky
{
    public IReadOnlyList<Interval> Windows(SatelliteModel satellite, StationModel station, Interval span) => [span];
}
