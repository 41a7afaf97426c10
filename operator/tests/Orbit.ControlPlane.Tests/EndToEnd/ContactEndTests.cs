using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Objects.Core;
using Orbit.Kubernetes.Watching;
using Orbit.Operator.Gateways;
using Orbit.Operator.Jobs;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A contact ends while the operator is busy with it. The step runs in this process, so that its clock can be moved.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ContactEndTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAnUplinkEndsInTheMiddleOfAStepThenTheWorkOnBoardIsNotPlannedAnew()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60);
        await world.SubmitAsync("between", "work: {duration: 20m}");
        var onBoard = await world.JobInAsync("between", JobPhase.Computing);
        await world.KillOperatorAsync();
        var plan = onBoard.Status!.Plan!;

        var step = await StepAsync(world, Unconfirmed(onBoard, JobPhase.Scheduled), new EndingClock(plan.Uplink.End));

        step.Status.Plan.Should().Be(plan, "an operator before this one may have handed the bundle over, and did");
        step.Status.Phase.Should().BeOneOf(JobPhase.Scheduled, JobPhase.Uplinking);
    }

    [Fact]
    public async Task IfADownlinkEndedBeforeItWasKnownToBeBookedThenItsResultIsAskedForAndNotSentAgain()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        await world.SubmitAsync("behind", "work: {duration: 5m}");
        var onBoard = await world.JobInAsync("behind", JobPhase.Computing);
        await world.KillOperatorAsync();
        var downlink = onBoard.Status!.Plan!.Downlink!;
        await tap.ContactOverAsync(downlink.Contact);

        var step = await StepAsync(world, Unconfirmed(onBoard, JobPhase.Computing), new EndingClock(downlink.End.AddSeconds(5)));
        step.Status.Phase.Should().Be(JobPhase.Downlinking);
        step = await StepAsync(world, onBoard with { Status = step.Status }, new EndingClock(downlink.End.AddSeconds(10)));

        step.Status.Phase.Should().Be(JobPhase.Succeeded);
        step.Status.Plan!.Downlink.Should().Be(downlink, "that is where the result came down");
        (await world.PhysicalLogAsync()).Transmissions.Where(t => t.Direction == "Down").Should().ContainSingle();
    }

    [Fact]
    public async Task IfAResultIsStoredAndAcknowledgedButNotSaidToBeThenItsTimesAreNotLost()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        await world.SubmitAsync("acknowledged", "work: {duration: 5m}");
        var done = await world.JobInAsync("acknowledged", JobPhase.Succeeded);
        await world.KillOperatorAsync();
        // As it was before the last write, but the satellite was heard again since: it has dropped what was acknowledged.
        tap.Script = async request =>
        {
            var asked = request.Is("GET", "/report");
            await (asked ? request.RefuseAsync(StatusCodes.Status404NotFound, "It has reported nothing.") : Task.CompletedTask);
            return asked;
        };
        var before = done with
        {
            Status = done.Status! with { Phase = JobPhase.Downlinking, Result = null, Actual = done.Status.Actual! with { ComputeStarted = null, ComputeFinished = null } },
        };

        var step = await StepAsync(world, before, new EndingClock(done.Status.Plan!.Downlink!.End.AddMinutes(1)));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, step.Status.Message);
        step.Status.Actual.Should().Be(done.Status.Actual);
        step.Status.Result.Should().Be(done.Status.Result);
    }

    // As an operator leaves a job that dies between telling a gateway and saying so.
    private static OrbitalInferenceJob Unconfirmed(OrbitalInferenceJob job, JobPhase phase) => job with
    {
        Status = job.Status! with { Phase = phase, Conditions = [.. job.Status.Conditions.Where(c => c.Type != JobConditions.Booked)] },
    };

    // One step of an operator that knows what the API server and the gateways tell it, and nothing from before.
    private static async Task<JobStep> StepAsync(OrbitWorld world, OrbitalInferenceJob job, TimeProvider clock)
    {
        var client = world.Client;
        var (satellites, groundLinks, jobs) = (new Informer<SatelliteNode>(client), new Informer<GroundLink>(client), new Informer<OrbitalInferenceJob>(client));
        var stores = new WorldStores(satellites, groundLinks, jobs, new Informer<V1Pod>(client), new Informer<V1Node>(client));
        using var end = new CancellationTokenSource();
        IInformer[] followed = [satellites, groundLinks, jobs];
        var following = followed.Select(i => i.RunAsync(end.Token)).ToArray();
        await Task.WhenAll(followed.Select(i => i.WaitForSyncAsync(CancellationToken.None)));
        using var gateways = new GatewayPool(TimeProvider.System);
        var visibility = new VisibilityIndex(TimeSpan.FromHours(24));
        visibility.Update([], [], OrbitWorld.MissionStart, CancellationToken.None);
        var executor = new JobExecutor(
            client,
            stores,
            visibility,
            new Stations(stores, gateways),
            new JobInputs(client),
            new Refusals(),
            new ResultStore(client, NullLogger<ResultStore>.Instance),
            new UnsentBundles(),
            new MissionClock(clock));

        var step = await executor.StepAsync(job, CancellationToken.None);

        await end.CancelAsync();
        await Task.WhenAll(following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return step;
    }

    // The first look is a second before an instant, all others are a second after it.
    private sealed class EndingClock(DateTimeOffset instant) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => instant + TimeSpan.FromSeconds(_looks++ == 0 ? -1 : 1);
    }
}
