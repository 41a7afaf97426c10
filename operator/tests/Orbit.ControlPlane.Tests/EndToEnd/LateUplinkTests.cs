using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
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
        int? extension = null;
        tap.Script = async request =>
        {
            if (request.Is("PUT", "/uplinks/"))
            {
                // Busy with something else, until five seconds after the uplink should have begun.
                var booked = (await world.GatewayContactsAsync()).Single(c => c.Id == request.Contact);
                await world.ReachAsync(booked.Start.AddSeconds(5));
            }

            if (request.Job == "extended" && request.Is("PATCH", "/contacts/"))
            {
                await request.Forward();
                extension = request.Http.Response.StatusCode;
                return true;
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

        // On a machine so slow that the contact was over by then, or the pass too short for it, there was nothing to extend.
        var said = await world.EventAsync("extended", "Uplinked");
        if (extension is null or >= StatusCodes.Status400BadRequest && !said.Contains("later than planned, its downlink at", StringComparison.Ordinal))
        {
            said.Should().Contain("later than planned and gets another downlink");
            (extension is not null || !await HasRoomAsync(world, extended.Status!.Plan!)).Should().BeTrue("the pass had room for the contact to be extended, and nobody asked for it");
        }
        else
        {
            said.Should().Contain("later than planned, its downlink at");
        }

        (await world.EventAsync("replaced", "Uplinked")).Should().Contain("later than planned and gets another downlink");
        replaced.Status!.Plan!.Downlink!.Contact.Should().NotBe(replaced.Status.Plan.Uplink.Contact);
    }

    // Whether the satellite was in view from the uplink until well after the end of the work.
    private static async Task<bool> HasRoomAsync(OrbitWorld world, JobPlan plan)
    {
        var end = (await world.PhysicalLogAsync()).Runs.Single(r => r.AttemptId == plan.AttemptId).End!.Value.AddSeconds(30);
        var visibility = new VisibilityIndex(TimeSpan.FromHours(24));
        var satellites = await world.Client.ListAsync<SatelliteNode>(null, null, CancellationToken.None);
        var groundLinks = await world.Client.ListAsync<GroundLink>(null, null, CancellationToken.None);
        visibility.Update(satellites.Items, groundLinks.Items, OrbitWorld.MissionStart, CancellationToken.None);
        return visibility.IsInView(plan.Satellite, plan.Uplink.GroundLink, new Interval(plan.Uplink.Start, end), TimeSpan.Zero) is true;
    }

    private static Task SubmitAsync(OrbitWorld world, string name, string satellite) =>
        world.SubmitAsync(name, $"work: {{duration: 3m}}\nsatelliteSelector: {SmallWorlds.Only(satellite)}");
}
