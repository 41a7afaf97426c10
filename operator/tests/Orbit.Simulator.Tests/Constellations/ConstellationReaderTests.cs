using Orbit.Simulator.Constellations;
using Orbit.Simulator.Simulation;
using Orbit.Simulator.Tests.Support;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Tests.Constellations;

public sealed class ConstellationReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orbit-constellation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void IfAFolderHoldsManifestsThenTheFieldsThatMatterAreRead()
    {
        Write("satellites.yaml", new ConstellationBuilder().Satellite(63982, accelerators: 3, executionOrder: "AsPlanned", coolDown: "45s").ToString());
        Write("deeper/stations.yml", new ConstellationBuilder().Station(
            "north",
            antennas: 4,
            bands: "[{name: S, uplinkBitsPerSecond: 256k}, {name: X, downlinkBitsPerSecond: \"150M\"}]",
            more: """
            minimumElevationDegrees: 5
            horizon: [{azimuthDegrees: 0, elevationDegrees: 20}, {azimuthDegrees: 180, elevationDegrees: 0}]
            turnaround: 1m30s
            minimumContact: 2m
            leadTime: 1h
            cancellationCutoff: 10m
            maintenance: [{start: "2026-08-22T00:00:00Z", end: "2026-08-22T02:00:00+01:00", reason: paint}]
            gateway: {url: "http://gateway", station: kirkenes}
            """).ToString());
        Write("kustomization.yaml", "resources: [this is: not read");
        Write("readme.txt", "Nor is this.");
        Write("other.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n# nothing\n---\n- a list\n");

        var constellation = ConstellationReader.Read(_folder);

        var satellite = constellation.Satellites[63982];
        satellite.Name.Should().Be("scs-63982");
        satellite.Accelerators.Should().Be(3);
        satellite.ExecutionOrder.Should().Be(ExecutionOrder.AsPlanned);
        satellite.CoolDown.Should().Be(TimeSpan.FromSeconds(45));
        satellite.Tops.Should().Be(100);
        satellite.Models.Should().BeEquivalentTo(new[] { KeyValuePair.Create("qwen3-8b", (double?)20), KeyValuePair.Create("silent", (double?)null) });
        satellite.Bands.Should().Equal(new Band("X", 8_000_000, 16_000_000));
        satellite.Elements.CatalogNumber.Should().Be(63982);

        var station = constellation.Stations["kirkenes"];
        station.Site.LatitudeDegrees.Should().Be(78.23);
        station.Site.AltitudeMetres.Should().Be(450);
        station.Antennas.Should().Be(4);
        station.Bands.Should().Equal(new Band("S", 256_000, 0), new Band("X", 0, 150_000_000));
        station.Mask.ElevationAt(0).Should().Be(20);
        station.Mask.ElevationAt(180).Should().Be(5);
        station.Turnaround.Should().Be(TimeSpan.FromSeconds(90));
        station.MinimumContact.Should().Be(TimeSpan.FromMinutes(2));
        station.LeadTime.Should().Be(TimeSpan.FromHours(1));
        station.CancellationCutoff.Should().Be(TimeSpan.FromMinutes(10));
        station.Maintenance.Should().Equal(new Interval(SimulatorUnderTest.At(0), SimulatorUnderTest.At(3600)));
    }

    [Fact]
    public void IfElementsAreAnOmmThenTheyAreReadAsTheSatellites()
    {
        Write("a.yaml", new ConstellationBuilder().Satellite(63982).Station("north").ToString());
        Write("b.yaml", """
            apiVersion: orbitoperator.io/v1alpha1
            kind: SatelliteNode
            metadata: {name: scs-b}
            spec:
              noradId: 163983
              orbit:
                omm:
                  objectName: SCS-01 B
                  epoch: "2026-08-22T15:19:56.449920"
                  meanMotion: 15.42240986
                  eccentricity: .00090788
                  inclination: 97.3587
                  raOfAscNode: 312.1501
                  argOfPericenter: 64.0874
                  meanAnomaly: 296.1308
                  bstar: .69800421E-3
                  meanMotionDot: .30024E-3
            """);

        var elements = ConstellationReader.Read(_folder).Satellites[163983].Elements;

        elements.CatalogNumber.Should().Be(163983);
        elements.RightAscensionDegrees.Should().Be(312.1501);
        elements.ArgumentOfPerigeeDegrees.Should().Be(64.0874);
        elements.MeanMotionDot.Should().Be(.30024e-3);
        elements.Epoch.Should().Be(new DateTimeOffset(2026, 8, 22, 15, 19, 56, TimeSpan.Zero).AddTicks(4_499_200));
    }

    [Fact]
    public void IfTheShippedConstellationIsReadThenAllOfItIsThereAndFlies()
    {
        var constellation = ConstellationReader.Read(Path.Combine(RepositoryFiles.Root, "config", "constellations", "three-body"));
        var sky = new PropagatedSky(constellation);

        constellation.Satellites.Keys.Should().BeEquivalentTo(Enumerable.Range(63982, 12));
        constellation.Stations.Should().HaveCount(48);
        foreach (var satellite in constellation.Satellites.Values)
        {
            var day = new Interval(SimulatorUnderTest.At(0), SimulatorUnderTest.At(86_400));
            sky.Windows(satellite, constellation.Stations["ksat-svalbard"], day).Should().NotBeEmpty();
        }
    }

    [Theory]
    [InlineData("noradId: 63982", "noradId: zero", "*constellation.yaml, SatelliteNode scs-63982: spec.noradId is 'zero', not a whole number from 1 to 999999999.")]
    [InlineData("noradId: 63982", "noradId: 63983", "*spec.orbit.tle is of satellite 63982, not of 63983.")]
    [InlineData("15.21237263 70613", "15.21237263 70614", "*SatelliteNode scs-63982: spec.orbit.tle can't be read: *hecksum*")]
    [InlineData("tle:", "cheese:", "*spec.orbit has neither tle nor omm.")]
    [InlineData("orbit:", "orbits:", "*spec.orbit is missing.")]
    [InlineData("accelerators: 1", "accelerators: -1", "*spec.compute.accelerators is '-1'*")]
    [InlineData("InOrderOfArrival", "1", "*spec.compute.executionOrder is '1', not one of InOrderOfArrival, AsPlanned.*")]
    [InlineData("tokensPerSecond: 20", "tokensPerSecond: fast", "*spec.compute.models[0].tokensPerSecond is 'fast'*")]
    [InlineData("uplinkBitsPerSecond: 8M", "uplinkBitsPerSecond: 8X", "*spec.radio.bands[0].uplinkBitsPerSecond is '8X', not a quantity*")]
    [InlineData("latitudeDegrees: 78.23", "latitudeDegrees: 95", "*GroundLink north: spec.location.latitudeDegrees is '95', not a number from -90 to 90.")]
    [InlineData("location:", "place:", "*spec.location is missing.")]
    [InlineData("antennas: 1", "antennas: 0", "*spec.antennas is '0'*")]
    [InlineData("antennas: 1", "turnaround: -5s", "*spec.turnaround is '-5s', not a duration*")]
    [InlineData("antennas: 1", "maintenance: [{start: '2026-08-22T00:00:00Z', end: '2026-08-22T00:00:00Z'}]", "*spec.maintenance[0].end is not after start.")]
    [InlineData("antennas: 1", "maintenance: never", "*spec.maintenance is not a list.")]
    [InlineData("antennas: 1", "horizon: [{azimuthDegrees: 10, elevationDegrees: 1}, {azimuthDegrees: 10, elevationDegrees: 2}]", "*spec.horizon can't be used: *")]
    [InlineData("name: north", "name: ''", "*metadata.name is missing.")]
    [InlineData("kind: GroundLink", "kind: Other", "*at least one SatelliteNode and one GroundLink*it holds 1 and 0*")]
    [InlineData("kind: GroundLink", "kind: [", "*constellation.yaml: This is not YAML*")]
    [InlineData("kind: GroundLink", "kind: ]", "*constellation.yaml, line 24: *")]
    public void IfAManifestIsBadThenTheSentenceNamesFileObjectAndField(string good, string bad, string sentence)
    {
        var yaml = new ConstellationBuilder().Satellite(63982).Station("north").ToString();
        yaml.Should().Contain(good);
        Write("constellation.yaml", yaml.Replace(good, bad, StringComparison.Ordinal));

        var read = () => ConstellationReader.Read(_folder);

        read.Should().Throw<ManifestException>().WithMessage(sentence);
    }

    [Fact]
    public void IfTwoManifestsClaimTheSameNameThenThatIsSaid()
    {
        Write("a.yaml", new ConstellationBuilder().Satellite(63982).Station("north").ToString());

        Write("b.yaml", new ConstellationBuilder().Satellite(63982).ToString());
        FluentActions.Invoking(() => ConstellationReader.Read(_folder)).Should().Throw<ManifestException>().WithMessage("*noradId is 63982, which scs-63982 has already.");

        Write("b.yaml", new ConstellationBuilder().Station("south", more: "gateway: {station: north}").ToString());
        FluentActions.Invoking(() => ConstellationReader.Read(_folder)).Should().Throw<ManifestException>().WithMessage("*station name 'north'*");
    }

    [Fact]
    public void IfNothingIsThereThenThatIsSaid()
    {
        var read = () => ConstellationReader.Read(Path.Combine(_folder, "nothing"));

        read.Should().Throw<ManifestException>().WithMessage("*nothing' is neither a file nor a folder.");
    }

    [Fact]
    public void IfAStationHasAHorizonThenItsWindowsAreThoseAboveIt()
    {
        Write("a.yaml", new ConstellationBuilder().Satellite(63982)
            .Station("free", more: "minimumElevationDegrees: 5")
            .Station("walled", more: """
                minimumElevationDegrees: 5
                horizon: [{azimuthDegrees: 0, elevationDegrees: 30}, {azimuthDegrees: 90, elevationDegrees: 0}, {azimuthDegrees: 270, elevationDegrees: 0}]
                """).ToString());
        var constellation = ConstellationReader.Read(_folder);
        var sky = new PropagatedSky(constellation);
        var day = new Interval(SimulatorUnderTest.At(0), SimulatorUnderTest.At(86_400));

        var free = sky.Windows(constellation.Satellites[63982], constellation.Stations["free"], day);
        var walled = sky.Windows(constellation.Satellites[63982], constellation.Stations["walled"], day);

        walled.Should().OnlyContain(window => free.Any(whole => whole.Contains(window)));
        walled.Sum(window => window.Duration.Ticks).Should().BeLessThan(free.Sum(window => window.Duration.Ticks));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
