using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.Api.Serialization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.ControlPlane.Tests.Resources;

/// <summary>Statuses as the operator writes them, kept by a real API server and shown by kubectl.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class StatusTests(ControlPlaneFixture controlPlane) : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 12, 34, TimeSpan.Zero);

    private static readonly V1Condition Ready = new()
    {
        Type = "Ready",
        Status = ConditionStatus.True,
        ObservedGeneration = 1,
        LastTransitionTime = Start.UtcDateTime,
        Reason = "Planned",
        Message = "The object is valid.",
    };

    private readonly ResourceClient _client = new(controlPlane);

    [Fact]
    public async Task IfASatellitesStatusIsWrittenThenNothingOfItIsLostAndItsColumnsAnswer()
    {
        var status = new SatelliteNodeStatus
        {
            ObservedGeneration = 1,
            Elements = new ElementsStatus { Epoch = Start.AddDays(-1), Source = "TLE" },
            Position = new SubSatellitePosition { At = Start, LatitudeDegrees = -12.25, LongitudeDegrees = 7.5, AltitudeKilometres = 489.25, Sunlit = true },
            Link = new LinkStatus { State = LinkState.Silent, GroundLink = "test-station", Until = Start.AddMinutes(20) },
            NextContact = new NextContact { GroundLink = "test-station", Start = Start.AddMinutes(20), End = Start.AddMinutes(27), Contact = "c1" },
            NextPass = new StationPass { GroundLink = "other-station", Start = Start.AddMinutes(10), End = Start.AddMinutes(12), MaxElevationDegrees = 11.5 },
            LastHeard = Start.AddHours(-1),
            MissedContacts = 1,
            Work = [new OnboardWork { Namespace = "default", Job = "question", Attempt = 1, Phase = OnboardWorkPhase.Running }],
            Conditions = [Ready],
        };

        await KeepAsync(Manifests.SatelliteNode("status-satellite"), status);

        (await CellsAsync(Manifests.SatelliteNode("status-satellite"))).Should().ContainInOrder(
            "status-satellite", "True", "Silent", "2026-08-22T00:32:34Z", "2026-08-22T00:32:34Z", "test-station", "question");
    }

    [Fact]
    public async Task IfAStationsLedgerIsWrittenThenNothingOfItIsLostAndItsColumnsAnswer()
    {
        var status = new GroundLinkStatus
        {
            ObservedGeneration = 1,
            Contacts = [Contact("c0", BookedContactState.Pass, Start), Contact("c1", BookedContactState.Scheduled, Start.AddHours(1).AddMilliseconds(250))],
            NextPass = new SatellitePass { Satellite = "sat-b", Start = Start, End = Start.AddMinutes(5), MaxElevationDegrees = 45 },
            BookedSharePercent = 4.25,
            Conditions = [Ready],
        };

        await KeepAsync(Manifests.GroundLink("status-station"), status);

        (await CellsAsync(Manifests.GroundLink("status-station"))).Should().ContainInOrder(
            "status-station", "True", "test", "sat-c0", "2026-08-22T01:12:34.25Z", "sat-c1", "4.25");
    }

    [Fact]
    public async Task IfAJobsStatusIsWrittenThenNothingOfItIsLostAndItsColumnsAnswer()
    {
        var status = new OrbitalInferenceJobStatus
        {
            ObservedGeneration = 1,
            Phase = JobPhase.Computing,
            Message = "Out of view as predicted.",
            Attempt = 2,
            Failures = 1,
            Plan = new JobPlan
            {
                Attempt = 2,
                AttemptId = "u-2",
                Satellite = "sat-a",
                NoradId = 63982,
                Reason = "It is the first to finish.",
                Uplink = Planned("c1", Start),
                Compute = new PlannedCompute { Start = Start.AddMinutes(1), End = Start.AddSeconds(90) },
                Downlink = Planned("c2", Start.AddMinutes(30)),
                ExpectedCompletion = Start.AddMinutes(31),
                ExpectedCost = new ExpectedCost { Amount = 25.50m, Currency = "USD" },
                ExpectedEnergyWattHours = 2.917,
            },
            Actual = new JobTimes
            {
                AcceptedTime = Start.AddMinutes(-1),
                UplinkStarted = Start,
                UplinkFinished = Start.AddTicks(1),
                ComputeStarted = Start.AddMinutes(1),
                ComputeFinished = Start.AddMinutes(2),
                DownlinkStarted = Start.AddMinutes(30),
                DownlinkFinished = Start.AddMinutes(31),
                Completed = Start.AddMinutes(32),
            },
            Turnaround = TimeSpan.FromSeconds(112.5),
            NextTryTime = Start.AddHours(1),
            Result = new JobResult { ConfigMap = "question-result", Key = "result", Sha256 = new string('a', 64), Size = new Quantity(1234) },
            Conditions = [Ready with { Type = "Scheduled" }],
        };

        await KeepAsync(Manifests.OrbitalInferenceJob("status-job"), status);

        (await CellsAsync(Manifests.OrbitalInferenceJob("status-job"))).Should().ContainInOrder(
            "status-job", "Computing", "sat-a", "2026-08-22T00:12:34Z", "2026-08-22T00:43:34Z", "2026-08-22T01:12:34Z", "1m52.5s");
    }

    [Fact]
    public async Task IfConditionsAreAppliedServerSideThenTheyAreWhatWasAppliedLast()
    {
        var satellite = Manifests.SatelliteNode("applied-satellite");
        await ExistsAsync(satellite);

        foreach (var applied in new string[][] { ["Ready=True", "Healthy=True"], ["Healthy=True", "Ready=False"], ["Ready=True"], [] })
        {
            var answer = await _client.ApplyStatusAsync(satellite, Conditions(applied), "orbitoperator/satellite");

            answer.Code.Should().Be(HttpStatusCode.OK, answer.Message);
            var conditions = (await _client.GetAsync(satellite)).Body["status"]!["conditions"]!.AsArray();
            conditions.Select(c => $"{c!["type"]}={c["status"]}").Should().BeEquivalentTo(applied);
        }

        await _client.DeleteAsync(satellite);
    }

    public void Dispose() => _client.Dispose();

    private static BookedContact Contact(string name, BookedContactState state, DateTimeOffset start) => new()
    {
        Name = name,
        Antenna = 0,
        Satellite = $"sat-{name}",
        NoradId = 63982,
        Start = start,
        End = start.AddMinutes(7),
        Job = new JobReference { Namespace = "default", Name = "question", Uid = "u" },
        Attempt = 1,
        Purpose = BookedContactPurpose.Uplink,
        State = state,
    };

    private static PlannedContact Planned(string contact, DateTimeOffset start) => new()
    {
        GroundLink = "test-station",
        Contact = contact,
        Antenna = 0,
        Start = start,
        End = start.AddMinutes(7),
        TransferStart = start.AddSeconds(1),
        TransferEnd = start.AddSeconds(2),
    };

    // No empty string: Kubernetes 1.20 makes null of one that is applied server-side, and then refuses that.
    private static string Conditions(IEnumerable<string> conditions)
    {
        var items = conditions.Select(c => c.Split('=')).Select(c => $$"""
            {"type": "{{c[0]}}", "status": "{{c[1]}}", "lastTransitionTime": "2026-08-22T00:00:00Z", "reason": "Test", "message": "By a test."}
            """);
        return $$"""{"observedGeneration": 1, "conditions": [{{string.Join(',', items)}}]}""";
    }

    private async Task<JsonObject> ExistsAsync(JsonObject manifest)
    {
        var answer = await _client.CreateAsync(manifest);
        answer.Code.Should().Be(HttpStatusCode.Created, answer.Message);
        return answer.Body;
    }

    // Deep equality of what was sent and what is stored: a field that the schema doesn't know would be pruned.
    private async Task KeepAsync<TStatus>(JsonObject manifest, TStatus status)
    {
        var stored = await ExistsAsync(manifest);
        var sent = JsonSerializer.SerializeToNode(status, OrbitJson.Contract<TStatus>())!;
        stored["status"] = sent.DeepClone();

        var answer = await _client.ReplaceStatusAsync(stored);

        answer.Code.Should().Be(HttpStatusCode.OK, answer.Message);
        var kept = (await _client.GetAsync(manifest)).Body["status"]!;
        JsonNode.DeepEquals(kept, sent).Should().BeTrue("{0} should be {1}", kept.ToJsonString(), sent.ToJsonString());
        kept.Deserialize(OrbitJson.Contract<TStatus>()).Should().BeEquivalentTo(status);
    }

    // The columns of kubectl get -o wide; the object is not needed any more.
    private async Task<IReadOnlyList<string>> CellsAsync(JsonObject manifest)
    {
        var table = (await _client.GetAsync(manifest, ResourceClient.TableAccept)).Body;
        await _client.DeleteAsync(manifest);
        return [.. table["rows"]![0]!["cells"]!.AsArray().Select(cell => cell?.ToString() ?? "")];
    }
}
