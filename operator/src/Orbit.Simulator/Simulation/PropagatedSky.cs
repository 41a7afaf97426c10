using Orbit.Astrodynamics.Sgp4;
using Orbit.Simulator.Constellations;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Simulation;

/// <summary>The sky by SGP4 on the constellation's own element sets.</summary>
internal sealed class PropagatedSky : ISky
{
    private readonly Dictionary<int, Sgp4Propagator> _propagators = [];

    /// <summary>A sky with a constellation's satellites.</summary>
    /// <exception cref="ManifestException">A satellite's elements can't be propagated.</exception>
    public PropagatedSky(Constellation constellation)
    {
        foreach (var satellite in constellation.Satellites.Values)
        {
            try
            {
                _propagators.Add(satellite.NoradId, Sgp4Propagator.Create(satellite.Elements));
            }
            catch (Sgp4Exception e)
            {
                throw new ManifestException($"SatelliteNode {satellite.Name}: spec.orbit can't be propagated: {e.Message}", e);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Interval> Windows(SatelliteModel satellite, StationModel station, Interval span) =>
        [.. PassFinder.Find(_propagators[satellite.NoradId], station.Site, station.Mask, span).Select(pass => pass.Window)];
}
