using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Gateways fall silent, forget, and refuse: no job is lost for it, and no work is started twice.</summary>
[Collection(GatewayCollection.Name)]
public sealed class GatewayTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfNobodySaysWhetherTheUplinkSucceededThenTheNextDownlinkTells()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        var first = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        tap.Script = async request =>
        {
            if (request.Is("PUT", "/uplinks/") && request.Job is { } name && !first.ContainsKey(name))
            {
                if (name == "dropped")
                {
                    // Taken in, and lost.
                    request.Http.Response.StatusCode = 201;
                    await request.Http.Response.WriteAsJsonAsync(new { attemptId = request.Http.Request.Path.Value!.Split('/')[^1], sizeBytes = 1, state = "Waiting" });
                }
                else
                {
                    await request.Forward();
                }

                // A busy machine may have missed the contact already: then the next attempt is the first that is taken.
                if (request.Http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status201Created)
                {
                    first[name] = request.Attempt;
                }

                return true;
            }

            // What became of the first bundle can't be learnt.
            if (first.TryGetValue(request.Job ?? "", out var staged) && staged == request.Attempt && (request.Is("GET", "-up-") || request.Is("GET", "-pass-")))
            {
                request.Http.Response.StatusCode = 503;
                return true;
            }

            return false;
        };
        await Task.WhenAll(world.SubmitAsync("held"), world.SubmitAsync("dropped"));

        var held = await world.JobInAsync("held", JobPhase.Succeeded);
        held.Status!.Attempt.Should().Be(first["held"], "the work was on board all the time");
        held.Status.Failures.Should().Be(0);
        held.Status.Actual!.UplinkFinished.Should().BeBefore(held.Status.Actual.ComputeFinished!.Value, "the satellite's report tells it");
        (await world.ReasonsAsync("held")).Should().Contain("UplinkUnknown").And.NotContain("NotOnBoard");
        var dropped = await world.JobInAsync("dropped", JobPhase.Succeeded);
        dropped.Status!.Attempt.Should().BeGreaterThan(first["dropped"]);
        dropped.Status.Failures.Should().Be(0, "what never went up did not fail");
        (await world.ReasonsAsync("dropped")).Should().Contain(["UplinkUnknown", "NotOnBoard"]);
        (await world.PhysicalLogAsync()).Runs.Select(r => r.AttemptId).Should().BeEquivalentTo([held.Status.Plan!.AttemptId, dropped.Status.Plan!.AttemptId]);
        // An attempt that was only assumed to be on board leaves no pod behind.
        await world.WaitForAllAsync<V1Pod>("default", pods => pods.Count == 2 && pods.All(p => p.Status?.Phase == "Succeeded"));
    }

    [Fact]
    public async Task IfTheAnswerToTheBundleIsLostUntilItsContactIsOverThenTheWorkIsFollowedAndStartedNowhereElse()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        int? staged = null;
        tap.Script = async request =>
        {
            if (!request.Is("PUT", "/uplinks/") || (staged ?? request.Attempt) != request.Attempt)
            {
                return false;
            }

            // A busy machine may have missed the contact already: then there is nothing on board to lose track of.
            var unknown = new MemoryStream();
            (request.Http.Response.Body, var answer) = (unknown, request.Http.Response.Body);
            await request.Forward();
            request.Http.Response.Body = answer;
            if (request.Http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status201Created)
            {
                staged = request.Attempt;
                await tap.ContactOverAsync(request.Contact);
            }

            request.Http.Response.Clear();
            request.Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return true;
        };
        await world.SubmitAsync("unanswered");

        var job = await world.JobInAsync("unanswered", JobPhase.Succeeded);

        job.Status!.Attempt.Should().Be(staged, "it was on board from then on");
        (await world.PhysicalLogAsync()).Runs.Should().ContainSingle().Which.AttemptId.Should().Be(job.Status.Plan!.AttemptId);
    }

    [Fact]
    public async Task IfAContactIsOverBeforeItsBundleCouldBeHandedOverThenTheJobIsPlannedAnewAtOnce()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        tap.Script = async request =>
        {
            if (request.Is("PUT", "/uplinks/") && request.Attempt == 1)
            {
                await tap.ContactOverAsync(request.Contact);
            }

            return false;
        };
        await world.SubmitAsync("belated");

        var job = await world.JobInAsync("belated", JobPhase.Succeeded);

        job.Status!.Attempt.Should().BeGreaterThan(1);
        job.Status.Failures.Should().Be(0);
        (await world.ReasonsAsync("belated")).Should().NotContain(["UplinkUnknown", "NotOnBoard"], "its gateway says that it never had the bundle");
    }

    [Fact]
    public async Task IfADownlinksGatewayIsSilentUntilItsContactIsOverThenAnotherDownlinkBringsTheResult()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        await world.SubmitAsync("unheard", "work: {duration: 20m}");
        // On a busy machine the first uplink may be missed: what counts is an attempt that is known to be on board.
        var running = await world.JobAsync(
            "unheard", j => j.Status is { Phase: JobPhase.Computing, Actual.UplinkFinished: not null, Plan.Downlink: not null } s && s.Conditions.IsConditionTrue("Booked"));
        var silent = running.Status!.Plan!.Downlink!.Contact;
        tap.Script = request =>
        {
            request.Http.Response.StatusCode = 503;
            return Task.FromResult(request.Is("GET", silent));
        };

        var job = await world.JobInAsync("unheard", JobPhase.Succeeded);

        job.Status!.Attempt.Should().Be(running.Status.Attempt, "the work stayed on board");
        job.Status.Failures.Should().Be(0);
        job.Status.Plan!.Downlink!.Contact.Should().NotBe(silent);
        (await world.EventAsync("unheard", "DownlinkLost")).Should().Contain("503");
        (await world.PhysicalLogAsync()).Runs.Should().ContainSingle();
    }

    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    [InlineData(JobPhase.Computing)]
    [InlineData(JobPhase.Downlinking)]
    public async Task IfTheGatewaysForgetEverythingInAPhaseThenTheJobStillCompletes(JobPhase phase)
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 20);
        await world.SubmitAsync("forgotten", "work: {duration: 60s}");
        await world.JobAsync("forgotten", j => j.Status?.Phase == phase && (phase != JobPhase.Scheduled || j.Status.Conditions.IsConditionTrue("Booked")));

        await world.StopSimulatorAsync();
        var forgotten = world.Now;
        await world.StartSimulatorAsync();

        // The simulator forgets what is on board too: work that was there has failed, and what was not yet there has not.
        var job = await world.JobInAsync("forgotten", JobPhase.Succeeded);
        job.Status!.Failures.Should().BeLessThanOrEqualTo(1);
        var log = await world.PhysicalLogAsync();
        if (job.Status.Actual!.Completed > forgotten)
        {
            log.Runs.Should().ContainSingle(r => r.Outcome == "Completed").Which.AttemptId.Should().Be(job.Status.Plan!.AttemptId);
        }

        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        var result = await world.Client.GetAsync<V1ConfigMap>(new NamespacedName("default", job.Status.Result!.ConfigMap), CancellationToken.None);
        result.Data!["result"].Should().Contain("forgotten");
        await world.WaitForAllAsync<GroundLink>(null, g => g.SelectMany(x => x.Status?.Contacts ?? []).Where(c => c.End > job.Status.Actual.Completed).All(c => c.Name == job.Status.Plan!.Downlink!.Contact || c.Name == job.Status.Plan.Uplink.Contact));
    }

    [Fact]
    public async Task IfAProviderLetsNoContactGoThenWorkThatGoesUpAnywayIsFollowedToItsEnd()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(
            controlPlane, rate: 600, await SmallWorlds.OneSatelliteAndOneStationAsync(), tap, start: OrbitWorld.MissionStart.AddHours(7));
        // The contact is taken back long before it.
        await world.CloseForNowAsync("ksat-svalbard");
        var refused = 0;
        tap.Script = async request =>
        {
            if (!request.Is("DELETE", "/v1/contacts/"))
            {
                return false;
            }

            Interlocked.Increment(ref refused);
            await request.RefuseAsync(409, "It can't be cancelled any more.");
            return true;
        };
        await world.SubmitAsync("kept");
        await world.JobAsync("kept", j => j.Status?.Conditions.IsConditionTrue("Booked") is true);

        await world.Client.PatchAsync<OrbitalInferenceJob>(
            new NamespacedName("default", "kept"), new JsonObject { ["spec"] = new JsonObject { ["suspend"] = true } }, null, CancellationToken.None);

        var job = await world.JobInAsync("kept", JobPhase.Succeeded);
        refused.Should().BePositive("taking the contact back was tried");
        job.Status!.Attempt.Should().Be(1);
        (await world.ReasonsAsync("kept")).Should().NotContain("Suspended");
        (await world.PhysicalLogAsync()).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task IfAStationIsDeletedWhileNoOperatorRunsThenTheJobBookedThereStillCompletes()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 20);
        await world.SubmitAsync("stranded");
        var planned = await world.JobAsync("stranded", j => j.Status?.Conditions.IsConditionTrue("Booked") is true);
        var station = planned.Status!.Plan!.Uplink.GroundLink;
        await world.KillOperatorAsync();
        await world.Client.DeleteAsync<GroundLink>(new NamespacedName(station), null, CancellationToken.None);
        await world.StartOperatorAsync();

        var job = await world.JobInAsync("stranded", JobPhase.Succeeded);

        job.Status!.Plan!.Downlink!.GroundLink.Should().NotBe(station);
        var log = await world.PhysicalLogAsync();
        log.Runs.Should().ContainSingle().Which.AttemptId.Should().Be(job.Status.Plan.AttemptId, "nobody could say whether it was on board, so it was started nowhere else");
        (await world.GatewayContactsAsync()).Should().NotContain(c => c.State == ContactState.Scheduled);
    }
}
