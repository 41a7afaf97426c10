using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Providers that confirm another interval or antenna than asked for, or never say that a contact is over.</summary>
[Collection(ContactCollection.Name)]
public sealed class MovedContactTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAProviderConfirmsAnotherContactOrNeverSaysTheEndThenTheWorkIsDoneAllTheSameAndOnce()
    {
        // Contacts with room in them, so that what is shortened can be used all the same; and booked before they have begun.
        var manifests = SmallWorlds.Selectable(await OrbitWorld.ShippedConstellationAsync())
            .Replace("antennas: 1\n", "antennas: 2\n", StringComparison.Ordinal)
            .Replace("turnaround: 60s", "turnaround: 60s\n  minimumContact: 90s\n  leadTime: 5m", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, manifests);
        await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63982, "startShift": "11s", "endShift": "-5s"}""");
        await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63983, "antenna": 1}""");
        await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63984, "startShift": "5s", "endShift": "5s", "after": "1s"}""");
        var endless = await world.FaultAsync("""{"kind": "NeverEnds", "noradId": 63986}""");
        await SubmitAsync(world, "shortened", "scs-01-a");
        await SubmitAsync(world, "turned", "scs-01-b");
        await SubmitAsync(world, "postponed", "scs-01-c");
        await SubmitAsync(world, "endless", "scs-01-e");

        // What nobody says is not waited for: the work may be on board, and its downlink tells.
        await world.JobAsync("endless", j => j.Status?.Message?.Contains("does not say what became of the uplink", StringComparison.Ordinal) is true);
        await world.RepairAsync(endless);

        foreach (var name in new[] { "shortened", "turned", "postponed", "endless" })
        {
            var job = await world.JobInAsync(name, JobPhase.Succeeded);
            job.Status!.Failures.Should().Be(0);
            await ShouldAgreeAsync(world, job);
        }

        var log = await world.PhysicalLogAsync();
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        log.Links.Where(l => l.NoradId == 63983).Should().NotBeEmpty().And.OnlyContain(l => l.Antenna == 1);
        log.Runs.GroupBy(r => r.AttemptId[..r.AttemptId.LastIndexOf('-')]).Should().OnlyContain(job => job.Count() == 1, "no work was started twice");
    }

    [Fact]
    public async Task IfAContactIsMovedThenThePlanFollowsOrItIsGivenBackOrTheOneInItsWayIs()
    {
        const string Keeps = "ksat-svalbard";
        const string LetsGo = "ksat-tromso";
        // Nothing begins while this is looked at: every contact is at least half an hour away, and has room in it.
        const string Terms = "turnaround: 60s\n  leadTime: 30m\n  minimumContact: 60s";
        var documents = (await SmallWorlds.OnlyAsync("scs-01-a", Keeps, LetsGo)).Split("\n---\n").Select(d => d
            .Replace("antennas: 1\n", "antennas: 2\n", StringComparison.Ordinal)
            .Replace("turnaround: 60s", d.Contains($"name: {Keeps}", StringComparison.Ordinal) ? $"{Terms}\n  cancellationCutoff: 24h" : Terms, StringComparison.Ordinal));
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, SmallWorlds.Selectable(string.Join("\n---\n", documents)));

        // In the answer to the booking: it counts as booked only as it was confirmed. The work takes longer than a pass, so that
        // what comes down needs another contact, and nothing is near these.
        var shortens = await world.FaultAsync("""{"kind": "ConfirmOtherTimes", "noradId": 63982, "startShift": "3s", "endShift": "-1s"}""");
        await world.SubmitAsync("kept", $"work: {{duration: 20m}}\nuplinkSelector: {SmallWorlds.Only(Keeps)}");
        var keptJob = await BookedAsync(world, "kept");
        await world.SubmitAsync("other", $"work: {{duration: 20m}}\nuplinkSelector: {SmallWorlds.Only(LetsGo)}");
        var otherJob = await BookedAsync(world, "other");
        var (kept, other) = (await ShouldAgreeAsync(world, keptJob), await ShouldAgreeAsync(world, otherJob));
        kept.TransferStart.Should().BeOnOrAfter(kept.Start);
        await world.RepairAsync(shortens);

        // After it was scheduled.
        await world.FaultAsync($$"""{"kind": "ConfirmOtherTimes", "contact": "{{other.Contact}}", "antenna": 1, "endShift": "2s"}""");
        var turned = (await world.JobAsync("other", j => j.Status?.Plan is { Uplink.Antenna: 1 })).Status!;
        turned.Attempt.Should().Be(otherJob.Status!.Attempt);
        turned.Plan!.Uplink.End.Should().Be(other.End.AddSeconds(2));

        // What does not fit is given back.
        await world.FaultAsync($$"""{"kind": "ConfirmOtherTimes", "contact": "{{other.Contact}}", "startShift": "1h", "endShift": "1h"}""");
        var second = await GivenBackAsync(world, LetsGo, other);
        await SaysAsync(world, "other", "ContactMoved", "The transfers do not fit in it.");

        // What another contact needs is given back, and nobody else has to.
        await MoveAsync(world, second, kept);
        var third = await GivenBackAsync(world, LetsGo, second);
        await SaysAsync(world, "other", "ContactMoved", "Another contact of the antenna or the satellite needs that time.");
        (await world.JobAsync("kept", _ => true)).Status!.Plan!.Uplink.Should().Be(kept);

        // What can't be given back stays, in conflict; the other is given back.
        await MoveAsync(world, kept, third);
        var conflict = (await world.WaitAsync<GroundLink>(new NamespacedName(Keeps), g => g.Status!.Contacts.Any(c => c.State == BookedContactState.Conflict && c.Reason is not null)))
            .Status!.Contacts.Single(c => c.Name == kept.Contact);
        await GivenBackAsync(world, LetsGo, third);
        await SaysAsync(world, "other", "ContactLost", $"Contact {kept.Contact}, which its provider moved and does not let go");
        var free = (await world.JobAsync("other", _ => true)).Status!.Plan!;
        foreach (var contact in new[] { free.Uplink, free.Downlink! })
        {
            (contact.Start < conflict.End && contact.End > conflict.Start).Should().BeFalse("nothing is booked in the time of the contact in conflict");
        }

        var followed = await world.JobAsync("kept", j => j.Status?.Plan?.Uplink.Start == conflict.Start);
        followed.Status!.Attempt.Should().Be(keptJob.Status!.Attempt, "its bundle may go up, so it is started nowhere else");
    }

    private static Task SubmitAsync(OrbitWorld world, string name, string satellite) =>
        world.SubmitAsync(name, $"work: {{duration: 30s}}\nsatelliteSelector: {SmallWorlds.Only(satellite)}");

    private static Task<OrbitalInferenceJob> BookedAsync(OrbitWorld world, string name, string? instead = null) =>
        world.JobAsync(name, j => j.Status is { Phase: JobPhase.Scheduled, Plan: { } plan } s && plan.Uplink.Contact != instead && s.Conditions.IsConditionTrue("Booked"));

    private static Task MoveAsync(OrbitWorld world, PlannedContact contact, PlannedContact onto)
    {
        var shift = (long)Math.Round((onto.Start - contact.Start).TotalSeconds);
        return world.FaultAsync($$"""{"kind": "ConfirmOtherTimes", "contact": "{{contact.Contact}}", "startShift": "{{shift}}s", "endShift": "{{shift}}s"}""");
    }

    // The uplink of the plan that took the place of the one whose contact was given back.
    private static async Task<PlannedContact> GivenBackAsync(OrbitWorld world, string station, PlannedContact contact)
    {
        var uplink = (await BookedAsync(world, "other", contact.Contact)).Status!.Plan!.Uplink;
        await world.WaitAsync<GroundLink>(new NamespacedName(station), g => g.Status!.Contacts.All(c => c.Name != contact.Contact));
        (await world.GatewayContactsAsync()).Single(c => c.Id == contact.Contact).State.Should().Be(ContactState.Cancelled);
        return uplink;
    }

    private static Task SaysAsync(OrbitWorld world, string job, string reason, string words) =>
        world.WaitForAllAsync<Eventsv1Event>("default", events => events.Any(e =>
            e.Regarding?.Name == job && e.Reason == reason && e.Note?.Contains(words, StringComparison.Ordinal) is true));

    // The uplink is where the gateway says that it was.
    private static async Task<PlannedContact> ShouldAgreeAsync(OrbitWorld world, OrbitalInferenceJob job)
    {
        var uplink = job.Status!.Plan!.Uplink;
        var known = (await world.GatewayContactsAsync()).Single(c => c.Id == uplink.Contact);
        (uplink.Start, uplink.End, uplink.Antenna).Should().Be((known.Start, known.End, known.Antenna), job.Metadata.Name);
        return uplink;
    }
}
