using System.Globalization;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Turnaround;

/// <summary>Satellites, stations, and every pass of a span above a mask.</summary>
public sealed class Sky
{
    private readonly IReadOnlyList<MeanElements> _satellites;
    private readonly IReadOnlyList<StationEntry> _stations;
    private readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<Pass>>> _passes;

    private Sky(IReadOnlyList<MeanElements> satellites, IReadOnlyList<StationEntry> stations, Interval span, double maskDegrees)
    {
        _satellites = satellites;
        _stations = stations;
        Span = span;
        var mask = HorizonMask.Flat(maskDegrees);
        MaskedSite[] sites = [.. stations.Select(s => new MaskedSite(s.Site, mask))];
        _passes = [.. satellites.Select(s => PassFinder.Find(Sgp4Propagator.Create(s), sites, span))];
    }

    /// <summary>The span that the passes were searched in.</summary>
    public Interval Span { get; }

    /// <summary>How many satellites there are.</summary>
    public int Satellites => _satellites.Count;

    /// <summary>The stations.</summary>
    public IReadOnlyList<StationEntry> Stations => _stations;

    /// <summary>Reads an element file and a table of stations, and finds the passes over the stations that are chosen.</summary>
    /// <exception cref="InvalidDataException">A file holds something that can't be read.</exception>
    public static Sky Load(string elements, string stations, Func<string, bool> provider, Interval span, double maskDegrees)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentNullException.ThrowIfNull(stations);
        ArgumentNullException.ThrowIfNull(provider);
        var file = ElementReader.Read(File.ReadAllText(elements));
        if (file.Problems.Count > 0)
        {
            throw new InvalidDataException($"{elements}: {file.Problems[0]}");
        }

        var chosen = File.ReadLines(stations).Skip(1).Select(line => ReadStation(stations, line)).Where(s => provider(s.Provider)).ToArray();
        return new Sky(file.Elements, chosen, span, maskDegrees);
    }

    /// <summary>The fleet as it is at an instant, with nothing booked, for the stations of some providers; its horizon is the rest of the span.</summary>
    public Fleet FleetAt(DateTimeOffset now, Func<string, bool> provider, Assumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(assumptions);
        int[] chosen = [.. Enumerable.Range(0, _stations.Count).Where(i => provider(_stations[i].Provider))];
        return new Fleet
        {
            Now = now,
            Horizon = new Interval(now, Span.End),
            Rules = assumptions.Rules,
            Stations =
            [
                .. chosen.Select(i => new Station
                {
                    Name = _stations[i].Site.Name,
                    Bands = assumptions.StationBands,
                    Turnaround = assumptions.Turnaround,
                }),
            ],
            Satellites =
            [
                .. _satellites.Select((s, k) => new Satellite
                {
                    Name = s.Name.ToLowerInvariant().Replace(' ', '-'),
                    NoradId = s.CatalogNumber,
                    Models = new Dictionary<string, double?>(StringComparer.Ordinal) { [Study.Model] = 40 },
                    Bands = assumptions.SatelliteBands,
                    Passes = PassTimeline.Create(chosen.Select(i => KeyValuePair.Create(_stations[i].Site.Name, _passes[k][i]))),
                }),
            ],
        };
    }

    /// <summary>The windows of one satellite over the stations of some providers, each with its station's number, by start.</summary>
    public (Interval Window, int Station)[] Windows(int satellite, Func<string, bool> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return
        [
            .. _passes[satellite]
                .SelectMany((passes, station) => passes.Select(p => (p.Window, Station: station)))
                .Where(w => provider(_stations[w.Station].Provider))
                .Order(),
        ];
    }

    /// <summary>How many satellites are in a pass over any station of some providers.</summary>
    public int CountInView(DateTimeOffset instant, Func<string, bool> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return _passes.Count(stations => stations
            .Where((_, station) => provider(_stations[station].Provider))
            .Any(passes => passes.Any(p => p.Window.Contains(instant))));
    }

    /// <summary>Where each satellite is in its orbit: the angle from its ascending node, degrees from 0 to 360, in order.</summary>
    public double[] ArgumentsOfLatitude(DateTimeOffset instant) =>
        [.. _satellites.Select(s => ArgumentOfLatitude(Sgp4Propagator.Create(s), instant)).Order()];

    private static double ArgumentOfLatitude(Sgp4Propagator satellite, DateTimeOffset instant)
    {
        var error = satellite.Propagate(instant, out var state);
        if (error != Sgp4Error.None)
        {
            throw new InvalidDataException($"Satellite {satellite.Elements.CatalogNumber} has no position at {instant:O}: {error}.");
        }

        // With r and v along the orbit, the node is where z rises through 0: sin u ~ z, cos u ~ dz/dt for a nearly circular orbit.
        var (r, v) = (state.Position, state.Velocity);
        var degrees = Math.Atan2(r.Z / r.Length, v.Z / v.Length) * 180 / Math.PI;
        return (degrees + 360) % 360;
    }

    private static StationEntry ReadStation(string file, string line)
    {
        // provider,name,lat_deg,lon_deg,alt_m,...: no field of this table is quoted.
        var fields = line.Split(',');
        if (fields.Length < 5
            || !double.TryParse(fields[2], CultureInfo.InvariantCulture, out var latitude)
            || !double.TryParse(fields[3], CultureInfo.InvariantCulture, out var longitude)
            || !double.TryParse(fields[4], CultureInfo.InvariantCulture, out var altitude))
        {
            throw new InvalidDataException($"{file}: \"{line}\" is not provider,name,lat_deg,lon_deg,alt_m.");
        }

        var name = $"{fields[0]}-{fields[1]}".ToLowerInvariant().Replace(' ', '-');
        return new StationEntry(fields[0], new GroundSite(name, latitude, longitude, altitude));
    }
}
