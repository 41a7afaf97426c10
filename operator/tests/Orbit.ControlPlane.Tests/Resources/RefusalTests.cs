using System.Net;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.Resources;

/// <summary>What a schema can say, the API server refuses, with a sentence that names the field.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class RefusalTests(ControlPlaneFixture controlPlane) : IDisposable
{
    private readonly ResourceClient _client = new(controlPlane);

    [Fact]
    public async Task IfAnObjectIsGoodThenItIsAccepted()
    {
        (await _client.CreateAsync(Manifests.SatelliteNode("good"), dryRun: true)).Code.Should().Be(HttpStatusCode.Created);
        (await _client.CreateAsync(Manifests.GroundLink("good"), dryRun: true)).Code.Should().Be(HttpStatusCode.Created);
        (await _client.CreateAsync(Manifests.OrbitalInferenceJob("good"), dryRun: true)).Code.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("spec.noradId", "0", "spec.noradId")]
    [InlineData("spec.noradId", "1000000000", "spec.noradId")]
    [InlineData("spec.noradId", null, "spec.noradId")]
    [InlineData("spec.noradId", "\"63982\"", "spec.noradId")]
    [InlineData("spec.orbit.tle.line1", "\"1 63982U 25100A   26233.79419053  .00016205  00000+0  71936-3 0  999\"", "spec.orbit.tle.line1")]
    [InlineData("spec.orbit.tle.line1", "\"1 63982U 25100A   26233.79419053  .00016205  00000+0  71936-3 0  99922\"", "spec.orbit.tle.line1")]
    [InlineData("spec.orbit.tle.line1", "\"2 63982  97.3629 305.1109 0029570 132.7662 227.6069 15.21237263 70613\"", "spec.orbit.tle.line1")]
    [InlineData("spec.orbit.tle.line2", null, "spec.orbit.tle.line2")]
    [InlineData("spec.orbit", "{}", "spec.orbit")]
    [InlineData("spec.orbit", null, "spec.orbit")]
    [InlineData("spec.orbit.omm", """{"epoch": "2026-08-21T19:03:38", "meanMotion": 15.2, "eccentricity": 0, "inclination": 97, "raOfAscNode": 305, "argOfPericenter": 132, "meanAnomaly": 227, "bstar": 0}""", "spec.orbit")]
    [InlineData("spec.orbit.omm", """{"epoch": "21 August", "meanMotion": 15.2, "eccentricity": 1, "inclination": 97, "raOfAscNode": 305, "argOfPericenter": 132, "meanAnomaly": 227, "bstar": 0}""", "spec.orbit.omm.epoch")]
    [InlineData("spec.orbit.omm", """{"epoch": "2026-08-21T19:03:38", "meanMotion": 0, "eccentricity": 1, "inclination": 181, "raOfAscNode": 361, "argOfPericenter": 132, "meanAnomaly": 227, "bstar": 0}""", "spec.orbit.omm.meanMotion", "spec.orbit.omm.eccentricity", "spec.orbit.omm.inclination", "spec.orbit.omm.raOfAscNode")]
    [InlineData("spec.orbit.maxElementAge", "\"7d\"", "spec.orbit.maxElementAge")]
    [InlineData("spec.orbit.maxElementAge", "\"-168h\"", "spec.orbit.maxElementAge")]
    [InlineData("spec.role", "\"Storage\"", "spec.role")]
    [InlineData("spec.compute.accelerators", "-1", "spec.compute.accelerators")]
    [InlineData("spec.compute.tops", "0", "spec.compute.tops")]
    [InlineData("spec.compute.memory", "\"-32Gi\"", "spec.compute.memory")]
    [InlineData("spec.compute.models", """[{"name": "a"}, {"name": "a"}]""", "spec.compute.models[1]")]
    [InlineData("spec.compute.models.0.tokensPerSecond", "0", "spec.compute.models.tokensPerSecond")]
    [InlineData("spec.power.minimumChargePercent", "101", "spec.power.minimumChargePercent")]
    [InlineData("spec.power.batteryWattHours", "0", "spec.power.batteryWattHours")]
    [InlineData("spec.thermal.coolDown", "\"10\"", "spec.thermal.coolDown")]
    [InlineData("spec.radio", null, "spec.radio")]
    [InlineData("spec.radio.bands", "[]", "spec.radio.bands")]
    [InlineData("spec.radio.bands.0.uplinkBitsPerSecond", "\"-2M\"", "spec.radio.bands.uplinkBitsPerSecond")]
    [InlineData("spec.radio.bands.0.downlinkBitsPerSecond", "-1", "spec.radio.bands.downlinkBitsPerSecond")]
    [InlineData("spec.crosslinks.0.maximumRangeKilometres", "-5000", "spec.crosslinks.maximumRangeKilometres")]
    public Task IfASatelliteHasABadFieldThenTheRefusalNamesIt(string path, string? value, params string[] fields) =>
        ExpectRefusalAsync(Manifests.SatelliteNode("bad").With(path, value), fields);

    [Theory]
    [InlineData("spec.location.latitudeDegrees", "95", "spec.location.latitudeDegrees")]
    [InlineData("spec.location.latitudeDegrees", "\"north\"", "spec.location.latitudeDegrees")]
    [InlineData("spec.location.longitudeDegrees", "-180.5", "spec.location.longitudeDegrees")]
    [InlineData("spec.location.altitudeMetres", "20000", "spec.location.altitudeMetres")]
    [InlineData("spec.location", null, "spec.location")]
    [InlineData("spec.country", "\"Norway\"", "spec.country")]
    [InlineData("spec.country", "false", "spec.country")]
    [InlineData("spec.minimumElevationDegrees", "91", "spec.minimumElevationDegrees")]
    [InlineData("spec.horizon", """[{"azimuthDegrees": 360, "elevationDegrees": 5}]""", "spec.horizon.azimuthDegrees")]
    [InlineData("spec.antennas", "0", "spec.antennas")]
    [InlineData("spec.bands.0.name", "\"\"", "spec.bands.name")]
    [InlineData("spec.turnaround", "\"60\"", "spec.turnaround")]
    [InlineData("spec.turnaround", "60", "spec.turnaround")]
    [InlineData("spec.price.currency", "\"dollars\"", "spec.price.currency")]
    [InlineData("spec.price.perContact", "-1", "spec.price.perContact")]
    [InlineData("spec.satelliteSelector", """{"matchExpressions": [{"key": "a", "operator": "Like"}]}""", "spec.satelliteSelector.matchExpressions.operator")]
    [InlineData("spec.maintenance", """[{"start": "2026-08-22", "end": "2026-08-23T00:00:00Z"}]""", "spec.maintenance.start")]
    [InlineData("spec.maintenance", """[{"start": "2026-08-22T00:00:00Z", "end": "2026-13-01T00:00:00Z"}]""", "spec.maintenance.end")]
    [InlineData("spec.gateway.url", "\"ftp://gateway.example.org\"", "spec.gateway.url")]
    [InlineData("spec.gateway.url", "\"gateway.example.org\"", "spec.gateway.url")]
    [InlineData("spec.gateway", null, "spec.gateway")]
    public Task IfAStationHasABadFieldThenTheRefusalNamesIt(string path, string? value, params string[] fields) =>
        ExpectRefusalAsync(Manifests.GroundLink("bad").With(path, value), fields);

    [Theory]
    [InlineData("spec.model", "\"\"", "spec.model")]
    [InlineData("spec.input", "{}", "spec.input")]
    [InlineData("spec.input.inline", "\"\"", "spec.input.inline")]
    [InlineData("spec.input", """{"inline": "Why?", "configMapKeyRef": {"name": "a", "key": "b"}}""", "spec.input")]
    [InlineData("spec.input", """{"uri": "https://example.org/scene.tif"}""", "spec.input.size")]
    [InlineData("spec.input", """{"uri": "https://example.org/scene.tif", "size": "-20Mi"}""", "spec.input.size")]
    [InlineData("spec.input", """{"uri": "https://example.org/scene.tif", "size": -20}""", "spec.input.size")]
    [InlineData("spec.input", """{"uri": "scene.tif", "size": 20}""", "spec.input.uri")]
    [InlineData("spec.input", """{"configMapKeyRef": {"name": "Not A Name", "key": "b"}}""", "spec.input.configMapKeyRef.name")]
    [InlineData("spec.output.maximumSize", "-1", "spec.output.maximumSize")]
    [InlineData("spec.output.maximumSize", "\"64 KB\"", "spec.output.maximumSize")]
    [InlineData("spec.work", "{}", "spec.work")]
    [InlineData("spec.work.duration", "\"30s\"", "spec.work")]
    [InlineData("spec.work.tokens", "0", "spec.work.tokens")]
    [InlineData("spec.work.tokens", "1.5", "spec.work.tokens")]
    [InlineData("spec.deadline", "\"tomorrow\"", "spec.deadline")]
    [InlineData("spec.deadline", "\"2026-08-22T06:00:00\"", "spec.deadline")]
    [InlineData("spec.deadline", "\"2026-02-30T06:00:00Z\"", "spec.deadline")]
    [InlineData("spec.deadline", "\"2026-08-22T06:00:60Z\"", "spec.deadline")]
    [InlineData("spec.completeWithin", "\"-6h\"", "spec.completeWithin")]
    [InlineData("spec.objective", "\"Fastest\"", "spec.objective")]
    [InlineData("spec.allowedCountries", "[\"NO\", \"no\"]", "spec.allowedCountries")]
    [InlineData("spec.allowedCountries", "[\"NO\", \"NO\"]", "spec.allowedCountries[1]")]
    [InlineData("spec.backoffLimit", "-1", "spec.backoffLimit")]
    [InlineData("metadata.name", "\"a-name-of-more-than-sixty-three-characters-becomes-no-label-value\"", "metadata.name")]
    public Task IfAJobHasABadFieldThenTheRefusalNamesIt(string path, string? value, params string[] fields) =>
        ExpectRefusalAsync(Manifests.OrbitalInferenceJob("bad").With(path, value), fields);

    public void Dispose() => _client.Dispose();

    private async Task ExpectRefusalAsync(System.Text.Json.Nodes.JsonObject manifest, string[] fields)
    {
        var answer = await _client.CreateAsync(manifest, dryRun: true);

        answer.Code.Should().Be(HttpStatusCode.UnprocessableEntity);
        foreach (var field in fields)
        {
            answer.Message.Should().Contain(field);
        }
    }
}
