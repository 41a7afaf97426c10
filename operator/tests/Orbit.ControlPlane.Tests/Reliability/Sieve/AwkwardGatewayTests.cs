using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>What the sieve's cases brought up between a job and its gateway, each in a world without waiting.</summary>
[Collection(GatewayCollection.Name)]
public sealed class AwkwardGatewayTests(ControlPlaneFixture controlPlane)
{
    private const double Rate = 40;

    [Fact]
    public async Task IfABookingReachesItsGatewayWhenTheContactIsOverThenTheStationIsNotShunnedForThat()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, Rate, SieveManifests.All, tap);
        tap.Script = async request =>
        {
            if (request.Attempt != 1 || !request.Is("PUT", "/contacts/"))
            {
                return false;
            }

            // The contact lasts a minute and begins in half a second of wall time: by then it is over.
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, request.Http.RequestAborted);
            return false;
        };
        var play = new Play(world);
        await play.SubmitAsync("late", "east", "north", "north");

        var first = await world.JobAsync("late", j => j.Status?.Plan is not null);
        var job = await world.JobInAsync("late", JobPhase.Succeeded);

        job.Status!.Attempt.Should().BeGreaterThan(1, "the first attempt's contact was over before it was booked");
        job.Status.Plan!.Uplink.Start.Should().BeBefore(first.Status!.Plan!.Uplink.End.AddHours(1), "what came too late says nothing about the station");
        (await world.PhysicalLogAsync()).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task IfAGatewayTakesABundleAndForgetsItAtOnceThenItIsNotToldAgainWithoutAPause()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 2, SieveManifests.All, tap);
        var told = 0;
        tap.Script = async request =>
        {
            if (!request.Is("PUT", "/uplinks/") || Interlocked.Increment(ref told) > 3)
            {
                return false;
            }

            request.Http.Response.StatusCode = StatusCodes.Status201Created;
            await request.Http.Response.WriteAsJsonAsync(new { attemptId = request.Http.Request.Path.Value!.Split('/')[^1], sizeBytes = 1, state = "Waiting" });
            return true;
        };
        var play = new Play(world);
        await play.SubmitAsync("forgotten", "east", "north", "north");

        // The contact lasts 30 s of wall time: time for three pauses.
        var job = await world.JobInAsync("forgotten", JobPhase.Succeeded);

        told.Should().Be(4, "the fourth time it was kept");
        job.Status!.Attempt.Should().Be(1);
        job.Status.Actual!.UplinkFinished.Should().BeAfter(job.Status.Plan!.Uplink.Start.AddSeconds(5), "three pauses of a second at least lie before it");
        (await world.PhysicalLogAsync()).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task IfASatelliteIsDeletedBeforeItsUplinkThenTheJobGoesElsewhereOnlyOnceTheGatewayHasLetTheBundleGo()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, Rate, SieveManifests.All, tap);
        await world.SubmitAsync("orphaned", "work: {duration: 20s}\nuplinkSelector: {matchLabels: {name: later}}\ndownlinkSelector: {matchLabels: {name: later}}");
        var booked = await new Play(world).BookedAsync("orphaned");
        var contact = booked.Status!.Plan!.Uplink.Contact;
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = false;
        tap.Script = request =>
        {
            if (Volatile.Read(ref open) || !request.Is("DELETE", contact))
            {
                return Task.FromResult(false);
            }

            request.Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            refused.TrySetResult();
            return Task.FromResult(true);
        };

        await controlPlane.KubectlAsync("delete", "sat", booked.Status.Plan.Satellite);
        await refused.Task;
        var held = await world.JobAsync("orphaned", j => j.Status?.Message != booked.Status.Message);
        Volatile.Write(ref open, true);
        var moved = await world.JobAsync("orphaned", j => j.Status is { Phase: JobPhase.Scheduled, Plan: { } plan } && plan.Satellite != booked.Status.Plan.Satellite);

        held.Status!.Phase.Should().Be(JobPhase.Scheduled, "the gateway may still send the bundle up");
        held.Status.Plan!.AttemptId.Should().Be(booked.Status.Plan.AttemptId);
        moved.Status!.Failures.Should().Be(0);
    }
}
