using System.Net;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Resources;
using Orbit.Gateway.Tests;
using Orbit.Operator.Snapshots;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>What the webhook says to users of a real API server.</summary>
[Collection(AloneCollection.Name)]
public sealed class AdmissionTests(ControlPlaneFixture controlPlane)
{
    private readonly ManualTimeProvider _wall = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task IfADigitOfATleIsWrongThenKubectlRefusesItWithTheSentenceAndTakesAGoodOne()
    {
        await using var world = new AdmissionWorld(controlPlane);
        await using var webhook = await world.StartReplicaAsync(_wall);
        await world.ConfigureAsync();
        await webhook.LookAsync(CancellationToken.None);
        await world.UntilWorkingAsync();

        var apply = () => controlPlane.ApplyAsync(AdmissionWorld.BadSatellite("mistyped").ToJsonString());
        (await apply.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*The SatelliteNode \"mistyped\" is invalid: spec.orbit.tle: *checksum*");
        (await world.TryAsync(AdmissionWorld.BadStation("leaky"))).Message.Should()
            .Be("admission webhook \"groundlinks.orbitoperator.io\" denied the request: GroundLink.orbitoperator.io \"leaky\" is invalid: spec.gateway.url: must hold no user name or password: it is shown in messages and logs.");
        var job = Manifests.OrbitalInferenceJob("too-much").With("spec.output.maximumSize", "\"2Mi\"");
        var refused = await world.TryAsync(job);
        refused.Code.Should().Be(HttpStatusCode.UnprocessableEntity);
        refused.Message.Should().Contain("spec.output.maximumSize: is 2Mi; it must be above 0 and at most 1000Ki");
        (await world.TryAsync(Manifests.OrbitalInferenceJob("unreadable").With("spec.completeWithin", "\"99999999h\""))).Message
            .Should().Contain("spec.completeWithin: A duration is written like", "what can't be decoded is refused with the decoder's sentence");

        await controlPlane.ApplyAsync(Manifests.SatelliteNode("well-typed").ToJsonString());
        (await world.Client.FindAsync<SatelliteNode>(new("well-typed"), CancellationToken.None)).Should().NotBeNull();
        (await world.TryAsync(Manifests.OrbitalInferenceJob("fine"))).Code.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task IfAStoredObjectIsBadAlreadyThenItCanBeLabelledAndPutRightButNotMadeBadAnew()
    {
        await using var world = new AdmissionWorld(controlPlane);
        await controlPlane.ApplyAsync(AdmissionWorld.BadSatellite("old-and-bad").ToJsonString());
        await using var webhook = await world.StartReplicaAsync(_wall);
        await world.ConfigureAsync();
        await webhook.LookAsync(CancellationToken.None);
        await world.UntilWorkingAsync();

        await controlPlane.KubectlAsync("label", "satellitenode", "old-and-bad", "orbitoperator.io/seen=yes");
        await controlPlane.KubectlAsync("patch", "satellitenode", "old-and-bad", "--type=merge", "-p", """{"spec": {"unschedulable": true}, "metadata": {"finalizers": ["orbitoperator.io/test"]}}""");
        var worse = () => controlPlane.KubectlAsync("patch", "satellitenode", "old-and-bad", "--type=merge", "-p", """{"spec": {"noradId": 5, "orbit": {"tle": {"line1": "1 63982U 25100A   26233.79419053  .00016205  00000+0  71936-3 0  9994"}}}}""");
        (await worse.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*spec.orbit.tle: *checksum*");

        // With a finalizer it is on its way out until that is taken away: nobody asks for good elements then.
        await controlPlane.KubectlAsync("delete", "satellitenode", "old-and-bad", "--wait=false");
        await controlPlane.KubectlAsync("patch", "satellitenode", "old-and-bad", "--type=merge", "-p", """{"metadata": {"finalizers": null}}""");
        (await world.Client.FindAsync<SatelliteNode>(new("old-and-bad"), CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task IfASetOfObjectsHoldsAnEditOfWhatWasSentUpThenThatIsRefusedAndTheOthersGoThrough()
    {
        await using var world = new AdmissionWorld(controlPlane);
        await controlPlane.ApplyAsync(Set("qwen3-8b", "60s"));
        var sent = await JobAsync("sent");
        await world.Client.UpdateStatusAsync(sent with { Status = SentUp(sent) }, CancellationToken.None);
        await using var webhook = await world.StartReplicaAsync(_wall);
        await world.ConfigureAsync();
        await webhook.LookAsync(CancellationToken.None);
        await world.UntilWorkingAsync();

        var apply = () => controlPlane.ApplyAsync(Set("qwen3-32b", "90s"));

        (await apply.Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*\"sent\" is invalid: spec.model: can't be changed: the job was sent up to scs-01-a at 00:01:05Z; submit another job.*");
        (await JobAsync("sent")).Spec.Model.Should().Be("qwen3-8b");
        (await JobAsync("waiting")).Spec.Model.Should().Be("qwen3-32b");
        (await world.Client.GetAsync<GroundLink>(new("set"), CancellationToken.None)).Spec.Turnaround.Should().Be(TimeSpan.FromSeconds(90));
        await controlPlane.KubectlAsync("patch", "oij", "sent", "--type=merge", "-p", """{"spec": {"priority": 5, "downlinkSelector": {"matchLabels": {"a": "b"}}}}""");
        (await JobAsync("sent")).Spec.Priority.Should().Be(5, "what still takes effect can be changed");

        // An edit that got past, while the webhook was not asked, can be taken back.
        await controlPlane.KubectlAsync("delete", "validatingwebhookconfiguration", "orbit-operator");
        await AdmissionWorld.UntilAsync(async () => (await world.TryAsync(AdmissionWorld.BadSatellite("bad"))).Code == HttpStatusCode.Created);
        await controlPlane.ApplyAsync(Set("qwen3-32b", "90s"));
        await world.ConfigureAsync();
        await webhook.LookAsync(CancellationToken.None);
        await world.UntilWorkingAsync();
        await controlPlane.ApplyAsync(Set("qwen3-8b", "90s"));
        (await JobAsync("sent")).Spec.Model.Should().Be("qwen3-8b");
        await controlPlane.KubectlAsync("delete", "oij", "sent", "waiting");

        Task<OrbitalInferenceJob> JobAsync(string name) => world.Client.GetAsync<OrbitalInferenceJob>(new("default", name), CancellationToken.None);

        static string Set(string model, string turnaround) => string.Join(
            '\n',
            Manifests.OrbitalInferenceJob("sent").With("spec.model", $"\"{model}\"").ToJsonString(),
            Manifests.OrbitalInferenceJob("waiting").With("spec.model", $"\"{model}\"").ToJsonString(),
            Manifests.GroundLink("set").With("spec.turnaround", $"\"{turnaround}\"").ToJsonString());
    }

    private static OrbitalInferenceJobStatus SentUp(OrbitalInferenceJob job)
    {
        var start = new DateTimeOffset(2026, 8, 22, 0, 1, 0, TimeSpan.Zero);
        var contact = new PlannedContact
        {
            GroundLink = "set",
            Contact = "up",
            Antenna = 0,
            Start = start,
            End = start.AddMinutes(5),
            TransferStart = start,
            TransferEnd = start.AddSeconds(5),
        };
        return new OrbitalInferenceJobStatus
        {
            Phase = JobPhase.Computing,
            Plan = new JobPlan
            {
                Attempt = 1,
                AttemptId = $"{job.Metadata.Uid}-1",
                Generation = 1,
                Model = job.Spec.Model,
                SpecDigests = PlannedFields.Digests(job.Spec),
                Satellite = "scs-01-a",
                NoradId = 63982,
                Uplink = contact,
                Compute = new PlannedCompute { Start = start, End = start.AddHours(1) },
                ExpectedCompletion = start.AddHours(2),
            },
            Actual = new JobTimes { UplinkFinished = start.AddSeconds(5) },
        };
    }

    [Fact]
    public async Task IfTheWebhookIsGoneThenWritesPassByThePolicyThatIsShippedAndFailByTheOther()
    {
        await using var world = new AdmissionWorld(controlPlane);
        await using (var webhook = await world.StartReplicaAsync(_wall))
        {
            await world.ConfigureAsync("Ignore");
            await webhook.LookAsync(CancellationToken.None);
            await world.UntilWorkingAsync();
        }

        await world.Front.CutAsync();
        (await world.TryAsync(Manifests.SatelliteNode("good"))).Code.Should().Be(HttpStatusCode.Created, "users go on working without the operator");
        (await world.TryAsync(AdmissionWorld.BadSatellite("bad"))).Code.Should().Be(HttpStatusCode.Created, "its controller sets a condition, as without a webhook");

        await controlPlane.ApplyAsync("""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "untouched", "namespace": "default"}}""");
        await world.ConfigureAsync("Fail");
        await AdmissionWorld.UntilAsync(async () => (await world.TryAsync(Manifests.SatelliteNode("good"))).Message.Contains("failed calling webhook", StringComparison.Ordinal));
        await controlPlane.KubectlAsync("delete", "configmap", "untouched", "-n", "default");
    }
}
