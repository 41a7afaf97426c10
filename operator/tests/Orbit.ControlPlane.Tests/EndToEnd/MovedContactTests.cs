using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Providers that confirm another interval or antenna than asked for, or never say that a contact is over.</summary>
[Collection(GatewayCollection.Name)]
public sealed class MovedContactTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAProviderConfirmsAnotherContactThenLedgerAndPlanFollowItOrItIsGivenBack()
    {
        var manifests = SmallWorlds.Selectable(await OrbitWorld.ShippedConstellationAsync()).Replace("antennas: 1\n", "antennas: 2\n", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, manifests);
        await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63982, "startShift": "11s", "endShift": "-5s"}""");
        await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63983, "antenna": 1}""");
        await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63984, "startShift": "5s", "endShift": "5s", "after": "1s"}""");
        var unfit = await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63985, "startShift": "2h", "endShift": "2h"}""");
        var endless = await world.FaultAsync("""{"kind": "NeverEnds", "noradId": 63986}""");
        var begun = world.JobInAsync("shortened", JobPhase.Uplinking);
        await SubmitAsync(world, "shortened", "scs-01-a");
        await SubmitAsync(world, "turned", "scs-01-b");
        await SubmitAsync(world, "postponed", "scs-01-c");
        await SubmitAsync(world, "unfit", "scs-01-d");
        await SubmitAsync(world, "endless", "scs-01-e");

        // The phase follows what was confirmed.
        var uplink = (await begun).Status!.Plan!.Uplink;
        (await world.GatewayContactsAsync()).Single(c => c.Id == uplink.Contact).State.Should().NotBe(ContactState.Scheduled).And.NotBe(ContactState.PrePass);

        // What does not fit is given back, and the work planned anew.
        (await NoteAsync(world, "unfit", "ContactMoved")).Should().Contain("do not fit");
        await world.RepairAsync(unfit);
        // What nobody says is not waited for: the work may be on board, and its downlink tells.
        (await NoteAsync(world, "endless", "UplinkUnknown")).Should().Contain("does not say what became of the uplink");
        await world.RepairAsync(endless);

        foreach (var name in new[] { "shortened", "turned", "postponed", "unfit", "endless" })
        {
            var job = await world.JobInAsync(name, JobPhase.Succeeded);
            job.Status!.Failures.Should().Be(0);
            await ShouldAgreeAsync(world, job);
        }

        var log = await world.PhysicalLogAsync();
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        log.Links.Where(l => l.NoradId == 63983).Should().NotBeEmpty().And.OnlyContain(l => l.Antenna == 1);
        log.Runs.GroupBy(r => r.AttemptId[..^2]).Should().OnlyContain(job => job.Count() == 1, "no work was started twice");
    }

    [Fact]
    public async Task IfAMovedContactOverlapsAnotherThenItsOwnWorkIsPlannedAnewAndTheOthersOnlyIfItsProviderKeepsIt()
    {
        const string Keeps = "ksat-svalbard";
        const string LetsGo = "ksat-tromso";
        // Nothing begins while this is looked at: every contact is at least half an hour away.
        var documents = (await SmallWorlds.OnlyAsync("scs-01-a", Keeps, LetsGo)).Split("\n---\n").Select(d =>
            d.Replace("turnaround: 60s", d.Contains($"name: {Keeps}", StringComparison.Ordinal) ? "turnaround: 60s\n  leadTime: 30m\n  cancellationCutoff: 24h" : "turnaround: 60s\n  leadTime: 30m", StringComparison.Ordinal));
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, SmallWorlds.Selectable(string.Join("\n---\n", documents)));
        await world.SubmitAsync("kept", $"work: {{duration: 30s}}\nuplinkSelector: {SmallWorlds.Only(Keeps)}");
        await world.SubmitAsync("other", $"work: {{duration: 30s}}\nuplinkSelector: {SmallWorlds.Only(LetsGo)}");
        var kept = (await BookedAsync(world, "kept", 1)).Status!.Plan!.Uplink;
        var other = (await BookedAsync(world, "other", 1)).Status!.Plan!.Uplink;

        // The one that is moved can be given back: nobody else has to.
        await MoveAsync(world, other, kept);
        (await NoteAsync(world, "other", "ContactMoved")).Should().Contain("Another contact of the antenna or the satellite needs that time.");
        await world.WaitAsync<GroundLink>(new NamespacedName(LetsGo), g => g.Status!.Contacts.All(c => c.Name != other.Contact));
        (await world.GatewayContactsAsync()).Single(c => c.Id == other.Contact).State.Should().Be(ContactState.Cancelled);
        var again = (await BookedAsync(world, "other", 2)).Status!.Plan!;
        (await world.JobAsync("kept", _ => true)).Status!.Plan!.Uplink.Should().Be(kept);

        // The one that is moved can't be given back: then the other is.
        await MoveAsync(world, kept, again.Uplink);
        var conflict = (await world.WaitAsync<GroundLink>(new NamespacedName(Keeps), g => g.Status!.Contacts.Any(c => c.State == BookedContactState.Conflict && c.Reason is not null)))
            .Status!.Contacts.Single(c => c.Name == kept.Contact);
        (await NoteAsync(world, "other", "ContactLost")).Should().Contain($"Contact {kept.Contact}, which its provider moved and does not let go");
        var free = (await BookedAsync(world, "other", 3)).Status!.Plan!;
        foreach (var contact in new[] { free.Uplink, free.Downlink! })
        {
            (contact.Start < conflict.End && contact.End > conflict.Start).Should().BeFalse("nothing is booked in the time of the contact in conflict");
        }

        var followed = await world.JobAsync("kept", j => j.Status?.Plan?.Uplink.Start == conflict.Start);
        followed.Status!.Attempt.Should().Be(1, "its bundle may go up, so it is started nowhere else");
    }

    private static Task SubmitAsync(OrbitWorld world, string name, string satellite) =>
        world.SubmitAsync(name, $"work: {{duration: 30s}}\nsatelliteSelector: {SmallWorlds.Only(satellite)}");

    private static Task<OrbitalInferenceJob> BookedAsync(OrbitWorld world, string name, int attempt) =>
        world.JobAsync(name, j => j.Status is { Phase: JobPhase.Scheduled } s && s.Attempt >= attempt && s.Conditions.IsConditionTrue("Booked"));

    private static Task MoveAsync(OrbitWorld world, PlannedContact contact, PlannedContact onto)
    {
        var shift = (long)Math.Round((onto.Start - contact.Start).TotalSeconds);
        return world.FaultAsync($$"""{"kind": "ConfirmOtherTimes", "contact": "{{contact.Contact}}", "startShift": "{{shift}}s", "endShift": "{{shift}}s"}""");
    }

    private static async Task<string> NoteAsync(OrbitWorld world, string job, string reason) => await world.EventAsync(job, reason);

    // The uplink is where the gateway says that it was.
    private static async Task ShouldAgreeAsync(OrbitWorld world, OrbitalInferenceJob job)
    {
        var uplink = job.Status!.Plan!.Uplink;
        var known = (await world.GatewayContactsAsync()).Single(c => c.Id == uplink.Contact);
        (uplink.Start, uplink.End, uplink.Antenna).Should().Be((known.Start, known.End, known.Antenna), job.Metadata.Name);
    }
}
