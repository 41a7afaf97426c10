using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What the schema can't refuse gets a condition that names the field, and the others go on.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class BadInputTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfSomeObjectsAreBadThenEachSaysWhyAndTheRestGoesOn()
    {
        var good = await SmallWorlds.OneSatelliteAndOneStationAsync();
        var satellite = await SmallWorlds.OnlyAsync("scs-01-b");
        var station = await SmallWorlds.OnlyAsync("aws-oregon");
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600, good, start: OrbitWorld.MissionStart.AddHours(7));

        // A wrong digit in the checksum; an epoch a year ahead, its checksum right; a gateway that isn't there.
        var line = satellite.Split('\n').Single(l => l.Contains("line1:", StringComparison.Ordinal));
        var last = line.TrimEnd('"', '\'', ' ')[^1];
        var wrong = line.Replace($"999{last}", $"999{(char)('0' + ((last - '0' + 1) % 10))}", StringComparison.Ordinal);
        await controlPlane.ApplyAsync(satellite.Replace(line, wrong, StringComparison.Ordinal).Replace("name: scs-01-b", "name: wrong-checksum", StringComparison.Ordinal));
        var future = line.Replace("63983U 25100B   26233", "63983U 25100B   27233", StringComparison.Ordinal);
        future = future.Replace($"999{last}", $"999{(char)('0' + ((last - '0' + 1) % 10))}", StringComparison.Ordinal);
        await controlPlane.ApplyAsync(satellite.Replace(line, future, StringComparison.Ordinal).Replace("name: scs-01-b", "name: of-the-future", StringComparison.Ordinal));
        await controlPlane.ApplyAsync(station.Replace(OrbitWorld.ShippedGateway, "http://127.0.0.1:1", StringComparison.Ordinal).Replace("name: aws-oregon", "name: no-gateway", StringComparison.Ordinal));
        // A password in an address; a Node that somebody else registered under a satellite's name.
        await controlPlane.ApplyAsync(station.Replace(OrbitWorld.ShippedGateway, "http://orbit:tell-nobody@127.0.0.1:1", StringComparison.Ordinal).Replace("name: aws-oregon", "name: with-password", StringComparison.Ordinal));
        await controlPlane.ApplyAsync("apiVersion: v1\nkind: Node\nmetadata: {name: somebodys-machine}");
        await controlPlane.ApplyAsync(satellite.Replace("name: scs-01-b", "name: somebodys-machine", StringComparison.Ordinal));
        await world.SubmitAsync("undisturbed");

        var checksum = await Condition<SatelliteNode>(world, "wrong-checksum", s => s.Status?.Conditions);
        checksum.Status.Should().Be("False");
        checksum.Message.Should().Contain("spec.orbit.tle").And.Contain("checksum");
        var ahead = await Condition<SatelliteNode>(world, "of-the-future", s => s.Status?.Conditions);
        ahead.Message.Should().Contain("spec.orbit").And.Contain("in the future");
        var unreachable = await Condition<GroundLink>(world, "no-gateway", g => g.Status?.Conditions);
        unreachable.Message.Should().Contain("spec.gateway.url");
        var password = await Condition<GroundLink>(world, "with-password", g => g.Status?.Conditions);
        password.Message.Should().Contain("spec.gateway.url").And.Contain("password").And.NotContain("tell-nobody");
        world.OperatorOutput.Should().NotContain("tell-nobody");
        var taken = await Condition<SatelliteNode>(world, "somebodys-machine", s => s.Status?.Conditions);
        taken.Reason.Should().Be("NodeNameTaken");
        taken.Message.Should().Contain("metadata.name").And.Contain("somebodys-machine");
        var machine = await world.Client.GetAsync<V1Node>(new NamespacedName("somebodys-machine"), CancellationToken.None);
        machine.Metadata.Labels?.Keys.Should().NotContain(k => k.StartsWith("orbitoperator.io/", StringComparison.Ordinal), "it is not ours");
        machine.Metadata.OwnerReferences.Should().BeNullOrEmpty();
        (await world.JobInAsync("undisturbed", JobPhase.Succeeded)).Status!.Plan!.Satellite.Should().Be("scs-01-a");
    }

    [Fact]
    public async Task IfAJobFitsNowhereThenItCountsTheReasonsAndSaysWhenItIsTriedAgain()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1);
        await SubmitHomelessAsync("homeless");

        var job = await world.JobAsync("homeless", j => j.Status?.NextTryTime is not null);

        job.Status!.Message.Should().Be("0/12 satellites: 12 lack model llama-405b.");
        job.Status.Phase.Should().Be(JobPhase.Pending);
        job.Status.NextTryTime.Should().BeAfter(OrbitWorld.MissionStart);
        job.Status.Conditions.FindCondition("Scheduled")!.Reason.Should().Be("Unschedulable");

        // Each of these has a round of its own at least, in which the first is planned again too.
        for (var i = 0; i < 3; i++)
        {
            await SubmitHomelessAsync($"another-{i}");
            await world.JobAsync($"another-{i}", j => j.Status?.NextTryTime is not null);
        }

        var later = await world.Client.GetAsync<OrbitalInferenceJob>(NamespacedName.Of(job), CancellationToken.None);
        later.Metadata.ResourceVersion.Should().Be(job.Metadata.ResourceVersion, "nothing is written when nothing changed");
    }

    [Fact]
    public async Task IfTheStatusOfOneJobIsRefusedThenTheOthersGoOn()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600, await SmallWorlds.OnlyAsync("scs-01-a", "scs-01-b", "ksat-svalbard"), start: OrbitWorld.MissionStart.AddHours(7));

        // An older schema in the cluster than the operator's, which knows no plan on scs-01-a.
        const string crd = "orbitalinferencejobs.orbitoperator.io";
        const string field = "/spec/versions/0/schema/openAPIV3Schema/properties/status/properties/plan/properties/satellite";
        await controlPlane.KubectlAsync("patch", "crd", crd, "--type=json", "-p", $$"""[{"op": "add", "path": "{{field}}/pattern", "value": "^scs-01-b$"}]""");
        try
        {
            await world.SubmitAsync("refused", "work: {duration: 30s}\npriority: 5\nsatelliteSelector: {matchLabels: {orbitoperator.io/refused: \"yes\"}}");
            await controlPlane.KubectlAsync("label", "satellitenode", "scs-01-a", "orbitoperator.io/refused=yes");
            await world.WaitForAllAsync<Eventsv1Event>("default", e => e.Any(x => x.Regarding?.Name == "refused" && x.Reason == "StatusRefused"));
            await world.SubmitAsync("undisturbed", "work: {duration: 30s}\nsatelliteSelector: {matchExpressions: [{key: orbitoperator.io/refused, operator: DoesNotExist}]}");

            var undisturbed = await world.JobInAsync("undisturbed", JobPhase.Succeeded);

            undisturbed.Status!.Plan!.Satellite.Should().Be("scs-01-b");
        }
        finally
        {
            await controlPlane.KubectlAsync("patch", "crd", crd, "--type=json", "-p", $$"""[{"op": "remove", "path": "{{field}}/pattern"}]""");
        }

        await world.JobInAsync("refused", JobPhase.Succeeded);
    }

    private Task SubmitHomelessAsync(string name) => controlPlane.ApplyAsync($$"""
        apiVersion: orbitoperator.io/v1alpha1
        kind: OrbitalInferenceJob
        metadata: {name: {{name}}, namespace: default}
        spec:
          model: llama-405b
          input: {inline: "Anybody there?"}
          work: {duration: 30s}
        """);

    [Fact]
    public async Task IfAnObjectPassesTheSchemaButCanNotBeReadThenAnEventNamesTheFieldAndTheOthersGoOn()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600);

        // The schema's pattern lets any number of hours in; a duration ends at some 292 years, as Go's do.
        await world.SubmitAsync("unreadable", "work: {duration: 30s}\ncompleteWithin: 99999999h");
        await world.SubmitAsync("undisturbed");

        await world.JobInAsync("undisturbed", JobPhase.Succeeded);
        var events = (await world.WaitForAllAsync<Eventsv1Event>("default", e => e.Any(x => x.Regarding?.Name == "unreadable"))).Where(e => e.Regarding?.Name == "unreadable");
        events.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Type = "Warning",
            Reason = "Unreadable",
            Regarding = new { ApiVersion = "orbitoperator.io/v1alpha1", Kind = "OrbitalInferenceJob", NamespaceProperty = "default" },
            Note = "The operator can't read this object and leaves it alone until it is corrected. spec.completeWithin: A duration is written like \"90s\", \"1h30m\" or \"500ms\", not \"99999999h\".",
        });
    }

    private static async Task<V1Condition> Condition<T>(OrbitWorld world, string name, Func<T, IReadOnlyList<V1Condition>?> conditions)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var value = await world.WaitAsync<T>(new NamespacedName(name), x => conditions(x).FindCondition("Ready") is { Status: "False" });
        return conditions(value).FindCondition("Ready")!;
    }
}
