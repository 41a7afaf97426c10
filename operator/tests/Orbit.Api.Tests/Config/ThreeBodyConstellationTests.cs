using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.Tests.Config;

public class ThreeBodyConstellationTests
{
    private static readonly IReadOnlyList<SatelliteNode> Satellites =
        RepositoryFiles.ReadObjects<SatelliteNode>("config/constellations/three-body/satellites.yaml");

    private static readonly IReadOnlyList<GroundLink> Stations =
        RepositoryFiles.ReadObjects<GroundLink>("config/constellations/three-body/groundlinks.yaml");

    // South, north, west and east edge of each country, degrees, as atlases give them and rounded outwards; islands far
    // from the others have a box of their own.
    private static readonly ILookup<string, (double South, double North, double West, double East)> Borders = new[]
    {
        ("AE", 22.5, 26.5, 51, 57), ("AQ", -90, -60, -180, 180), ("AR", -55.2, -21.5, -73.7, -53.5), ("AU", -44, -10, 112.5, 154),
        ("BH", 25.5, 26.5, 50.2, 51), ("CA", 41.5, 83.5, -141.1, -52.5), ("CL", -56, -17.3, -76, -66.3), ("DE", 47.2, 55.1, 5.8, 15.1),
        ("ES", 35.9, 43.9, -9.4, 4.4), ("ES", 27.5, 29.5, -18.3, -13.3), ("GF", 2, 6, -54.7, -51.5), ("GL", 59.5, 84, -74, -11),
        ("GR", 34.7, 41.8, 19.3, 29.7), ("IE", 51.3, 55.5, -10.7, -5.9), ("IN", 6.5, 35.7, 68, 97.5), ("JP", 24, 45.7, 122.9, 146),
        ("KR", 33, 38.7, 124.5, 131), ("MU", -20.6, -19.9, 57.2, 57.9), ("NO", 57.8, 71.3, 4.4, 31.3), ("NZ", -47.5, -34, 166, 179),
        ("PT", 36.8, 42.2, -9.6, -6.1), ("PT", 36.8, 39.8, -31.4, -24.9), ("SE", 55.2, 69.1, 10.9, 24.2), ("SG", 1.1, 1.5, 103.6, 104.1),
        ("SJ", 74, 81, 10, 35), ("SJ", 70.8, 71.2, -9.1, -7.9), ("US", 24.4, 49.4, -125, -66.9), ("US", 51, 71.5, -170, -141),
        ("US", 18.8, 22.3, -160.3, -154.7), ("ZA", -35, -22, 16.4, 33),
    }.ToLookup(b => b.Item1, b => (b.Item2, b.Item3, b.Item4, b.Item5), StringComparer.Ordinal);

    [Fact]
    public void TheSatellitesAreThoseOfTheElementFileLineByLine()
    {
        var lines = File.ReadAllLines(RepositoryFiles.PathOf("operator/tests/data/three_body/scs01_2026-08-22.tle"));
        var published = lines.Chunk(3).Select(set => (
            Name: set[0].ToLowerInvariant().Replace(' ', '-'),
            NoradId: int.Parse(set[1].AsSpan(2, 5), CultureInfo.InvariantCulture),
            Elements: new TwoLineElements { Line1 = set[1], Line2 = set[2] }));

        Satellites.Select(s => (s.Metadata.Name!, s.Spec.NoradId, s.Spec.Orbit.Tle!)).Should().Equal(published);
        Satellites.Should().HaveCount(12);
    }

    [Fact]
    public void EverySatelliteHasTheAnnouncedComputerAndCanBeTalkedToInBothDirections()
    {
        foreach (var satellite in Satellites)
        {
            satellite.Metadata.Labels.Should().Contain("orbitoperator.io/constellation", "three-body");
            satellite.Spec.Compute.Tops.Should().Be(744);
            satellite.Spec.Crosslinks.Should().ContainSingle().Which.BitsPerSecond.Should().Be(new Quantity(100e9m));
            satellite.Spec.Radio.Bands.Should().Contain(b => b.UplinkBitsPerSecond > new Quantity(0))
                .And.Contain(b => b.DownlinkBitsPerSecond > new Quantity(0));
        }
    }

    [Fact]
    public void TheStationsAreThoseOfAwsAndKsatInTheStationFile()
    {
        var published = File.ReadAllLines(RepositoryFiles.PathOf("operator/tests/data/ground_stations/ground_stations.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(row => row[0] is "AWS" or "KSAT")
            .Select(row => (
                Name: $"{row[0]}-{row[1]}".ToLowerInvariant().Replace(' ', '-'),
                Provider: row[0].ToLowerInvariant(),
                Latitude: double.Parse(row[2], CultureInfo.InvariantCulture),
                Longitude: double.Parse(row[3], CultureInfo.InvariantCulture),
                Altitude: double.Parse(row[4], CultureInfo.InvariantCulture),
                Bands: row[6]));

        Stations.Select(s => (
            s.Metadata.Name!,
            s.Spec.Provider,
            s.Spec.Location.LatitudeDegrees,
            s.Spec.Location.LongitudeDegrees,
            s.Spec.Location.AltitudeMetres,
            string.Join('|', s.Spec.Bands.Select(b => b.Name)))).Should().BeEquivalentTo(published);
        Stations.Should().HaveCount(48);
    }

    [Fact]
    public void EveryStationStandsInItsCountry()
    {
        foreach (var station in Stations)
        {
            var (latitude, longitude) = (station.Spec.Location.LatitudeDegrees, station.Spec.Location.LongitudeDegrees);
            Borders[station.Spec.Country!].Should().Contain(
                b => latitude >= b.South && latitude <= b.North && longitude >= b.West && longitude <= b.East,
                "{0} is said to be in {1}", station.Metadata.Name, station.Spec.Country);
        }
    }

    [Fact]
    public void EveryStationIsUsedUnderTheSampleConditions()
    {
        foreach (var station in Stations)
        {
            station.Metadata.Labels.Should().Contain("orbitoperator.io/provider", station.Spec.Provider);
            station.Spec.MinimumElevationDegrees.Should().Be(10);
            station.Spec.Turnaround.Should().Be(TimeSpan.FromMinutes(1));
            station.Spec.Antennas.Should().Be(1);
            station.Spec.Gateway.Should().Be(new StationGateway { Url = "http://127.0.0.1:18090" });
        }
    }

    [Fact]
    public void EverySatelliteSharesABandInEachDirectionWithEveryStation()
    {
        foreach (var station in Stations)
        {
            var shared = station.Spec.Bands.Join(Satellites[0].Spec.Radio.Bands, b => b.Name, b => b.Name, (up, down) => (up, down), StringComparer.Ordinal).ToArray();
            shared.Should().Contain(b => b.up.UplinkBitsPerSecond != null && b.down.UplinkBitsPerSecond != null, station.Metadata.Name);
            shared.Should().Contain(b => b.up.DownlinkBitsPerSecond != null && b.down.DownlinkBitsPerSecond != null, station.Metadata.Name);
        }
    }
}
