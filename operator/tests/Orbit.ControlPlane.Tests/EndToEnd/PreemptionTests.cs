using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A job of a higher priority takes the place of a lower one, and nobody is lost over it.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class PreemptionTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfTheLastSlotBeforeADeadlineIsHeldByALowerPriorityThenThatJobMovesAndBothComplete()
    {
        await using var world = await OrbitWorld.StartAsync(
            controlPlane, rate: 600, await SmallWorlds.OneSatelliteAndOneStationAsync(), start: OrbitWorld.MissionStart.AddHours(7));
        await world.CloseForNowAsync("ksat-svalbard");
        var slot = await BookFarAheadAsync(world);
        var deadline = await SubmitHighAsync(world, slot);

        var high = await world.JobInAsync("high", JobPhase.Succeeded);
        var low = await world.JobInAsync("low", JobPhase.Succeeded);

        high.Status!.Actual!.Completed.Should().BeOnOrBefore(deadline);
        high.Status.Attempt.Should().Be(1);
        high.Status.Plan!.Uplink.Start.Should().BeBefore(slot.Downlink!.End, "it took the very place");
        low.Status!.Attempt.Should().BeGreaterThan(slot.Attempt, "it was planned anew, however often it took on a busy machine");
        low.Status.Failures.Should().Be(0, "being preempted is no failure");
        low.Status.Plan!.Uplink.Start.Should().BeOnOrAfter(high.Status.Plan.Downlink!.End);
        var log = await world.PhysicalLogAsync();
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        string[] jobs = [high.Metadata.Uid!, low.Metadata.Uid!];
        log.Runs.Select(r => r.AttemptId).Where(a => jobs.Any(uid => a.StartsWith(uid, StringComparison.Ordinal)))
            .Should().Equal(high.Status.Plan.AttemptId, low.Status.Plan.AttemptId);
        var events = await controlPlane.KubectlAsync("get", "events.events.k8s.io", "--namespace", "default", "-o", "jsonpath={range .items[*]}{.regarding.name} {.reason}: {.note}{'\\n'}{end}");
        events.Should().MatchRegex(@"low Preempted: .*default/high.*priority 100").And.MatchRegex(@"high Preempting: .*default/low \(priority 1\)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IfTheOperatorDiesBetweenTwoWritesOfAPreemptionThenItsSuccessorBringsItToTheEnd(bool alsoTheSecondIsDone)
    {
        // The only pass is hours away: what counts are the plans.
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, await SmallWorlds.OneSatelliteAndOneStationAsync());
        var slot = await BookLowAsync(world);
        await world.KillOperatorAsync();

        // What the dead operator had done: the uplink is cancelled at the gateway; perhaps the victim is pending, its bookings orphans.
        using var http = new HttpClient();
        await new GatewayClient(http, world.SimulatorAddress).CancelAsync(slot.Uplink.Contact);
        if (alsoTheSecondIsDone)
        {
            var victim = await world.Client.GetAsync<OrbitalInferenceJob>(new NamespacedName("default", "low"), CancellationToken.None);
            await world.Client.UpdateStatusAsync(victim with { Status = victim.Status! with { Phase = JobPhase.Pending, Plan = null } }, CancellationToken.None);
        }

        var deadline = await SubmitHighAsync(world, slot);
        await world.StartOperatorAsync();

        var high = (await world.JobAsync("high", IsBooked)).Status!.Plan!;
        var low = await world.JobAsync("low", j => IsBooked(j) && j.Status!.Plan!.AttemptId != slot.AttemptId);

        high.ExpectedCompletion.Should().BeOnOrBefore(deadline);
        high.Uplink.Start.Should().BeBefore(slot.Downlink!.End, "it took the very place");
        low.Status!.Failures.Should().Be(0);
        low.Status.Plan!.Uplink.Start.Should().BeOnOrAfter(high.Downlink!.End);
        var booked = new[] { high, low.Status.Plan }.SelectMany(p => new[] { p.Uplink.Contact, p.Downlink!.Contact }).Distinct();
        await world.WaitAsync<GroundLink>(new NamespacedName("ksat-svalbard"), g => g.Status!.Contacts.Select(c => c.Name).Order().SequenceEqual(booked.Order()));
        (await world.GatewayContactsAsync()).Where(c => c.State is not ContactState.Cancelled).Select(c => c.Id).Should().BeEquivalentTo(booked, "nothing of the plan that was given up is left");
    }

    private static bool IsBooked(OrbitalInferenceJob job) => job.Status is { Phase: JobPhase.Scheduled } status && status.Conditions.IsConditionTrue("Booked");

    // The slot has to be so far ahead that the other job can take it, too, on a machine that takes as long as this one for a booking.
    private static async Task<JobPlan> BookFarAheadAsync(OrbitWorld world)
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var submitted = world.Now;
            var slot = await BookLowAsync(world);
            var took = world.Now - submitted;
            if (slot.Uplink.Start - world.Now > Least(4 * took, TimeSpan.FromHours(12)))
            {
                return slot;
            }

            await world.Client.DeleteAsync<OrbitalInferenceJob>(new NamespacedName("default", "low"), null, CancellationToken.None);
            await world.WaitForAllAsync<OrbitalInferenceJob>("default", jobs => jobs.Count == 0);
            // Within the horizon of a day.
            await world.CloseForNowAsync("ksat-svalbard", Least(8 * took, TimeSpan.FromHours(18)));
        }

        throw new TimeoutException("No slot was far enough ahead for a second booking to take it.");

        static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
    }

    private static async Task<JobPlan> BookLowAsync(OrbitWorld world)
    {
        await world.SubmitAsync("low", "work: {duration: 60s}\npriority: 1");
        var low = await world.JobAsync("low", j => j.Status?.Conditions.IsConditionTrue("Booked") is true);
        return low.Status!.Plan!;
    }

    // There is one satellite with one accelerator and one antenna: a second minute of compute would be 40 s too late.
    private static async Task<DateTimeOffset> SubmitHighAsync(OrbitWorld world, JobPlan slot)
    {
        var deadline = slot.ExpectedCompletion.AddSeconds(20);
        await world.SubmitAsync("high", string.Create(CultureInfo.InvariantCulture, $"work: {{duration: 60s}}\npriority: 100\ndeadline: \"{deadline.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\""));
        return deadline;
    }
}
