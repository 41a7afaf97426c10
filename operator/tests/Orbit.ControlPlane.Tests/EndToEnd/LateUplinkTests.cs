using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Operator.Snapshots;
using Orbit.Visibility.Intervals;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A bundle goes up later than planned: its downlink moves with its work, before it is lost.</summary>
[Collection(ContactCollection.Name)]
public sealed class LateUplinkTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAnUplinkIsLateThenItsContactIsExtendedOrAnotherDownlinkBookedBeforeTheResultIsLost()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 20, SmallWorlds.AskedAhead(SmallWorlds.Selectable(await OrbitWorld.ShippedConstellationAsync()), "5m"), tap);
        GatewayContact? late = null;
        var known = DateTimeOffset.MaxValue;
        tap.Script = async request =>
        {
            if (request.Is("PUT", "/uplinks/"))
            {
                // Busy with something else, until five seconds after the uplink should have begun.
                var booked = (await world.GatewayContactsAsync()).Single(c => c.Id == request.Contact);
                late ??= request.Job == "extended" ? booked : null;
                await world.ReachAsync(booked.Start.AddSeconds(5));
            }

            if (request.Job == "extended" && request.Is("GET", "/contacts/")
                && (await world.GatewayContactsAsync()).Any(c => c.Id == request.Contact && c.Uplinks.Any(u => u.State is UplinkState.Delivered)))
            {
                known = known < world.Now ? known : world.Now;
            }

            // A provider that sells no more than was booked.
            return request.Job == "replaced" && await request.RefuseIfAsync(request.Is("PATCH", "/contacts/"), StatusCodes.Status405MethodNotAllowed);
        };

        // A satellite for each: otherwise one would also wait for the other on board.
        await Task.WhenAll(SubmitAsync(world, "extended", "scs-01-a"), SubmitAsync(world, "replaced", "scs-01-b"));
        var extended = await world.JobInAsync("extended", JobPhase.Succeeded);
        var replaced = await world.JobInAsync("replaced", JobPhase.Succeeded);

        foreach (var job in new[] { extended, replaced })
        {
            job.Status!.Failures.Should().Be(0);
            (await world.ReasonsAsync(job.Metadata.Name!)).Should().NotContain("DownlinkLost");
            var plan = job.Status.Plan!;
            var run = (await world.PhysicalLogAsync()).Runs.Should().ContainSingle(r => r.AttemptId == plan.AttemptId).Subject;
            run.Start.Should().BeAfter(plan.Uplink.TransferStart, "the bundle was late");
            plan.Compute.Start.Should().Be(run.Start, "the plan follows what happened");
            plan.Downlink!.TransferStart.Should().BeOnOrAfter(run.End!.Value);
        }

        // On a machine so slow that the pass or the contact is over by then, there is nothing to extend.
        var done = (await world.PhysicalLogAsync()).Runs.Single(r => r.AttemptId == extended.Status!.Plan!.AttemptId).End!.Value.AddSeconds(Room);
        var hasRoom = known.AddSeconds(Room) < late!.End && await IsInViewAsync(world, extended.Status!.Plan!, late.Start, done);
        (await world.EventAsync("extended", "Uplinked")).Should().Contain(hasRoom ? "later than planned, its downlink at" : "later than planned");
        (await world.EventAsync("replaced", "Uplinked")).Should().Contain("later than planned and gets another downlink");
        replaced.Status!.Plan!.Downlink!.Contact.Should().NotBe(replaced.Status.Plan.Uplink.Contact);
    }

    // Seconds of mission time for a transfer with its margins, and for a request at twenty times the pace.
    private const int Room = 30;

    private static async Task<bool> IsInViewAsync(OrbitWorld world, JobPlan plan, DateTimeOffset start, DateTimeOffset end)
    {
        var visibility = new VisibilityIndex(TimeSpan.FromHours(24));
        var satellites = await world.Client.ListAsync<SatelliteNode>(null, null, CancellationToken.None);
        var groundLinks = await world.Client.ListAsync<GroundLink>(null, null, CancellationToken.None);
        visibility.Update(satellites.Items, groundLinks.Items, OrbitWorld.MissionStart, CancellationToken.None);
        return visibility.IsInView(plan.Satellite, plan.Uplink.GroundLink, new Interval(start, end), TimeSpan.Zero) is true;
    }

    private static Task SubmitAsync(OrbitWorld world, string name, string satellite) =>
        world.SubmitAsync(name, $"work: {{duration: 3m}}\nsatelliteSelector: {SmallWorlds.Only(satellite)}");
}
