using System.Text.Json;
using System.Text.Json.Nodes;
using Orbit.Api.Serialization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.Resources;

/// <summary>What the repository offers to users is taken by a real API server, client-side validation included.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class SampleTests(ControlPlaneFixture controlPlane)
{
    private static readonly string Repository = FindRepository();

    public static TheoryData<string> Samples() =>
        new(Directory.GetFiles(Path.Combine(Repository, "config", "samples"), "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);

    [Fact]
    public async Task TheDefinitionsAreTakenByKubectlApplyWithValidation()
    {
        var output = await controlPlane.KubectlAsync("apply", "--dry-run=server", "-f", Path.Combine(Repository, "crds"));

        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3).And.OnlyContain(line => line.Contains("server dry run"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task EverySampleIsAccepted(string file)
    {
        var objects = await DryRunAsync("-f", Path.Combine(Repository, "config", "samples", file));

        objects.Should().Contain(o => o["kind"]!.GetValue<string>() == "OrbitalInferenceJob");
    }

    [Fact]
    public async Task TheThreeBodyConstellationIsAcceptedAndGetsItsDefaults()
    {
        var objects = await DryRunAsync("-k", Path.Combine(Repository, "config", "constellations", "three-body"));

        var satellites = Read<SatelliteNode>(objects);
        var stations = Read<GroundLink>(objects);
        satellites.Should().HaveCount(12);
        stations.Should().HaveCount(48);
        objects.Should().OnlyContain(o => o["spec"]!["unschedulable"] != null || o["spec"]!["leadTime"] != null);
    }

    [Fact]
    public async Task IfFieldsAreLeftOutThenTheServerFillsInTheDefaultsThatTheTypesHave()
    {
        using var client = new ResourceClient(controlPlane);

        var job = await client.CreateAsync(Manifests.OrbitalInferenceJob("defaults"), dryRun: true);
        var station = await client.CreateAsync(Manifests.GroundLink("defaults"), dryRun: true);
        var satellite = await client.CreateAsync(Manifests.SatelliteNode("defaults"), dryRun: true);

        job.Body["spec"]!["output"]!["maximumSize"]!.GetValue<string>().Should().Be("64Ki");
        job.Body["spec"]!["backoffLimit"]!.GetValue<int>().Should().Be(3);
        station.Body["spec"]!["turnaround"]!.GetValue<string>().Should().Be("1m");
        station.Body["spec"]!["minimumElevationDegrees"]!.GetValue<double>().Should().Be(10);
        satellite.Body["spec"]!["orbit"]!["maxElementAge"]!.GetValue<string>().Should().Be("168h");

        // What the server fills in is what the types say when it is absent.
        SpecOf<OrbitalInferenceJob>(job.Body).Should().Be(SpecOf<OrbitalInferenceJob>(Manifests.OrbitalInferenceJob("defaults")));
        SpecOf<GroundLink>(station.Body).Should().Be(SpecOf<GroundLink>(Manifests.GroundLink("defaults")));
        SpecOf<SatelliteNode>(satellite.Body).Should().Be(SpecOf<SatelliteNode>(Manifests.SatelliteNode("defaults")));
    }

    [Theory]
    [InlineData("satellitenodes", "sat")]
    [InlineData("groundlinks", "gl")]
    [InlineData("orbitalinferencejobs", "oij")]
    public async Task EveryKindIsFoundByItsShortNameAndExplained(string plural, string shortName)
    {
        (await controlPlane.KubectlAsync("api-resources", "--api-group=orbitoperator.io")).Should().MatchRegex($"{plural} +{shortName} +orbitoperator.io/v1alpha1");
        (await controlPlane.KubectlAsync("explain", $"{shortName}.spec")).Should().Contain("Left out:").And.Contain("-required-");
        (await controlPlane.KubectlAsync("explain", $"{shortName}.status.conditions.reason")).Should().Contain("for programs");
    }

    private static string SpecOf<T>(JsonObject manifest)
    {
        var value = manifest.Deserialize(OrbitJson.Contract<T>())!;
        return JsonSerializer.SerializeToNode(value, OrbitJson.Contract<T>())!["spec"]!.ToJsonString();
    }

    private static List<T> Read<T>(IEnumerable<JsonObject> objects) =>
        [.. objects.Where(o => string.Equals(o["kind"]!.GetValue<string>(), typeof(T).Name, StringComparison.Ordinal)).Select(o => o.Deserialize(OrbitJson.Contract<T>())!)];

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }

    private async Task<IReadOnlyList<JsonObject>> DryRunAsync(params string[] source)
    {
        var answer = JsonNode.Parse(await controlPlane.KubectlAsync(["apply", "--dry-run=server", "-o", "json", .. source]))!.AsObject();
        return answer["items"] is JsonArray items ? [.. items.Select(item => item!.AsObject())] : [answer];
    }
}
