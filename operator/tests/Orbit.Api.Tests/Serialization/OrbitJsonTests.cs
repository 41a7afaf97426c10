using System.Text.Json;
using Orbit.Api.Serialization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.Tests.Serialization;

public class OrbitJsonTests
{
    private const string MinimalStation = """
        {"metadata": {"name": "svalbard"},
         "spec": {"provider": "ksat", "location": {"latitudeDegrees": 78.23, "longitudeDegrees": 15.41},
                  "bands": [{"name": "S"}], "gateway": {"url": "https://gateway.example.org"}}}
        """;

    private const string MinimalJob = """
        {"metadata": {"name": "q", "namespace": "default"},
         "spec": {"model": "qwen3-8b", "input": {"inline": "Why?"}, "work": {"tokens": 10}}}
        """;

    private const string MinimalSatellite = """
        {"metadata": {"name": "a"},
         "spec": {"noradId": 63982, "orbit": {"omm": {"epoch": "2026-08-21T19:03:38.061792", "meanMotion": 15.2, "eccentricity": 0.003,
                  "inclination": 97.4, "raOfAscNode": 305.1, "argOfPericenter": 132.8, "meanAnomaly": 227.6, "bstar": 0.0007}},
                  "radio": {"bands": [{"name": "S", "uplinkBitsPerSecond": "2M"}]}}}
        """;

    [Fact]
    public void IfASpecLeavesAFieldOutThenItKeepsItsInitialValue()
    {
        var station = Read<GroundLink>(MinimalStation).Spec;
        station.Antennas.Should().Be(1);
        station.MinimumElevationDegrees.Should().Be(10);
        station.Turnaround.Should().Be(TimeSpan.FromMinutes(1));
        station.MinimumContact.Should().Be(TimeSpan.Zero);
        station.Horizon.Should().BeEmpty();
        station.Maintenance.Should().BeEmpty();

        var job = Read<OrbitalInferenceJob>(MinimalJob).Spec;
        job.BackoffLimit.Should().Be(3);
        job.Objective.Should().Be(JobObjective.EarliestCompletion);
        job.Output.MaximumSize.Should().Be(new Quantity(65536));
        job.AllowedCountries.Should().BeEmpty();

        var satellite = Read<SatelliteNode>(MinimalSatellite).Spec;
        satellite.Orbit.MaxElementAge.Should().Be(TimeSpan.FromDays(7));
        satellite.Compute.Accelerators.Should().Be(1);
        satellite.Compute.Models.Should().BeEmpty();
        satellite.Role.Should().Be(SatelliteRole.Inference);
    }

    [Fact]
    public void IfAListIsNullThenItIsEmpty() =>
        Read<GroundLink>(MinimalStation.Replace("\"provider\"", "\"maintenance\": null, \"horizon\": null, \"provider\"", StringComparison.Ordinal))
            .Spec.Should().BeEquivalentTo(Read<GroundLink>(MinimalStation).Spec);

    [Fact]
    public void IfARequiredFieldIsMissingThenReadingFailsAndNamesIt() =>
        FluentActions.Invoking(() => Read<GroundLink>(MinimalStation.Replace("\"provider\": \"ksat\",", "", StringComparison.Ordinal)))
            .Should().Throw<JsonException>().WithMessage("*provider*");

    [Fact]
    public void IfARequiredFieldIsNullThenReadingFailsAndNamesIt() =>
        FluentActions.Invoking(() => Read<GroundLink>(MinimalStation.Replace("\"ksat\"", "null", StringComparison.Ordinal)))
            .Should().Throw<JsonException>().WithMessage("*provider*");

    [Fact]
    public void IfAValueIsOfTheWrongKindThenReadingFailsAndNamesItsPath() =>
        FluentActions.Invoking(() => Read<OrbitalInferenceJob>(MinimalJob.Replace("\"work\"", "\"completeWithin\": \"soon\", \"work\"", StringComparison.Ordinal)))
            .Should().Throw<JsonException>().Which.Path.Should().Be("$.spec.completeWithin");

    [Fact]
    public void IfAnObjectHasFieldsOfALaterVersionThenTheyAreSkipped() =>
        Read<OrbitalInferenceJob>(MinimalJob.Replace("\"work\"", "\"colour\": {\"of\": \"money\"}, \"work\"", StringComparison.Ordinal))
            .Spec.Model.Should().Be("qwen3-8b");

    [Theory]
    [InlineData("2026-08-21T19:03:38.061792")]
    [InlineData("2026-08-21T19:03:38.061792Z")]
    [InlineData("2026-08-21T19:03:38.061792000")]
    public void IfAnEpochHasNoZoneThenItIsUtc(string epoch)
    {
        var json = MinimalSatellite.Replace("2026-08-21T19:03:38.061792", epoch, StringComparison.Ordinal);
        var omm = Read<SatelliteNode>(json).Spec.Orbit.Omm!;
        omm.Epoch.Should().Be(new DateTimeOffset(2026, 8, 21, 19, 3, 38, TimeSpan.Zero).AddMicroseconds(61792));
        omm.BStar.Should().Be(0.0007);
        JsonSerializer.Serialize(omm, OrbitJson.Contract<OrbitMeanElements>())
            .Should().Contain("\"epoch\":\"2026-08-21T19:03:38.061792Z\"").And.Contain("\"bstar\":0.0007");
    }

    [Fact]
    public void IfAnObjectIsWrittenThenKindsDurationsQuantitiesAndEnumsReadAsKubernetesWritesThem()
    {
        var station = Read<GroundLink>(MinimalStation);
        var json = JsonSerializer.Serialize(station, ResourceJson.TypeInfo<GroundLink>());
        json.Should().StartWith("{\"apiVersion\":\"orbitoperator.io/v1alpha1\",\"kind\":\"GroundLink\",\"metadata\":{\"name\":\"svalbard\"}");
        json.Should().Contain("\"turnaround\":\"1m0s\"").And.NotContain("null");

        var job = Read<OrbitalInferenceJob>(MinimalJob);
        JsonSerializer.Serialize(job, ResourceJson.TypeInfo<OrbitalInferenceJob>())
            .Should().Contain("\"maximumSize\":\"64Ki\"").And.Contain("\"objective\":\"EarliestCompletion\"");
    }

    [Fact]
    public void IfALedgerIsWrittenAndReadAgainThenNothingOfItChanges()
    {
        var start = new DateTimeOffset(2026, 8, 22, 0, 12, 34, TimeSpan.Zero);
        var station = Read<GroundLink>(MinimalStation) with
        {
            Status = new GroundLinkStatus
            {
                ObservedGeneration = 3,
                BookedSharePercent = 4.25,
                Contacts =
                [
                    new BookedContact
                    {
                        Name = "c1",
                        Antenna = 1,
                        Satellite = "scs-01-a",
                        NoradId = 63982,
                        Start = start.AddTicks(1),
                        End = start.AddMinutes(7),
                        Job = new JobReference { Namespace = "default", Name = "q", Uid = "u" },
                        Attempt = 1,
                        Purpose = BookedContactPurpose.UplinkAndDownlink,
                        State = BookedContactState.ProviderCancelled,
                    },
                ],
            },
        };

        var json = JsonSerializer.Serialize(station, ResourceJson.TypeInfo<GroundLink>());
        json.Should().Contain("\"start\":\"2026-08-22T00:12:34.0000001Z\"");
        Read<GroundLink>(json).Should().BeEquivalentTo(station);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize(json, OrbitJson.Contract<T>())!;
}
