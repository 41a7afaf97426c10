using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;
using Orbit.Kubernetes.Watching;
using Orbit.Operator.Gateways;
using Orbit.Operator.Jobs;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A contact ends, or is given up, while the operator is busy with it or dead. The step runs in this process, so that its clock can be moved.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ContactEndTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAnUplinkEndsInTheMiddleOfAStepThenTheWorkOnBoardIsNotPlannedAnew()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60);
        var onBoard = await OnBoardAsync(world, "between");
        var plan = onBoard.Status!.Plan!;

        var step = await StepAsync(world, Unconfirmed(onBoard, JobPhase.Scheduled), new EndingClock(plan.Uplink.End));

        step.Status.Plan.Should().Be(plan, "an operator before this one may have handed the bundle over, and did");
        step.Status.Phase.Should().BeOneOf(JobPhase.Scheduled, JobPhase.Uplinking);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    public async Task IfADownlinkEndedBeforeItWasKnownToBeBookedThenItsResultIsAskedForAndNotSentAgain(int secondsAfter, bool satelliteDeleted)
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        // A name of its own, for the result of the case before is only collected after a while.
        var onBoard = await OnBoardAsync(world, satelliteDeleted ? "behind-and-orphaned" : $"behind-{secondsAfter}");
        var downlink = onBoard.Status!.Plan!.Downlink!;
        await tap.ContactOverAsync(downlink.Contact);
        if (satelliteDeleted)
        {
            await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(onBoard.Status.Plan.Satellite), null, CancellationToken.None);
        }

        var step = await StepAsync(world, Unconfirmed(onBoard, JobPhase.Computing), new EndingClock(downlink.End.AddSeconds(secondsAfter)));
        step.Status.Phase.Should().Be(JobPhase.Downlinking);
        step = await StepAsync(world, onBoard with { Status = step.Status }, new EndingClock(downlink.End.AddSeconds(secondsAfter)));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, step.Status.Message);
        step.Status.Plan!.Downlink.Should().Be(downlink, "that is where the result came down");
        step.Status.Failures.Should().Be(0);
    }

    [Fact]
    public async Task IfAGatewayForgetsADownlinkThenItIsToldAgainButNotWithoutAPause()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        var onBoard = await OnBoardAsync(world, "forgetful");
        var downlink = onBoard.Status!.Plan!.Downlink!;
        tap.Script = Refusing(request => request.Is("GET", downlink.Contact));
        var now = downlink.Start.AddMinutes(-1);
        OrbitalInferenceJob ConfirmedAt(DateTimeOffset instant) => onBoard with
        {
            Status = onBoard.Status with
            {
                Phase = JobPhase.Downlinking,
                Conditions = [.. onBoard.Status.Conditions.Select(c => c.Type == JobConditions.Booked ? c with { LastTransitionTime = instant } : c)],
            },
        };

        var atOnce = await StepAsync(world, ConfirmedAt(now), new EndingClock(now));
        var later = await StepAsync(world, ConfirmedAt(now.AddMinutes(-1)), new EndingClock(now));

        atOnce.Status.Conditions.IsConditionTrue(JobConditions.Booked).Should().BeTrue();
        atOnce.Next.Should().BeAfter(now.AddSeconds(1)).And.BeBefore(now.AddMinutes(1));
        later.Status.Conditions.IsConditionTrue(JobConditions.Booked).Should().BeFalse("it is to be booked again");
    }

    [Fact]
    public async Task IfAnOperatorDiedWhileItGaveUpAPlanThenItsSuccessorKnowsTheReasonAndNotOnlyThatTheContactIsCancelled()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1);
        await world.SubmitAsync("halfway", "work: {duration: 20m}");
        var booked = await world.JobAsync("halfway", j => j.Status is { Phase: JobPhase.Scheduled } s && s.Conditions.IsConditionTrue(JobConditions.Booked));
        await world.KillOperatorAsync();
        var plan = booked.Status!.Plan!;
        await ChangeAsync(world, plan.Downlink!.GroundLink, g => world.Client.UpdateAsync(
            g with { Spec = g.Spec with { Maintenance = [new MaintenanceWindow { Start = plan.Downlink.Start, End = plan.Downlink.End }] } }, CancellationToken.None));
        await ChangeAsync(world, plan.Uplink.GroundLink, g => world.Client.UpdateStatusAsync(
            g with { Status = g.Status! with { Contacts = [.. g.Status.Contacts.Select(c => c.Name == plan.Uplink.Contact ? c with { State = BookedContactState.Cancelled } : c)] } }, CancellationToken.None));

        var step = await StepAsync(world, booked, new EndingClock(plan.Uplink.Start.AddSeconds(-10)));

        step.Status.Phase.Should().Be(JobPhase.Pending, step.Status.Message);
        step.Event!.Reason.Should().Be("StationInMaintenance");
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
        tap.Script = Refusing(request => request.Is("GET", "/report"));
        var before = done with
        {
            Status = done.Status! with { Phase = JobPhase.Downlinking, Result = null, Actual = done.Status.Actual! with { ComputeStarted = null, ComputeFinished = null } },
        };

        var step = await StepAsync(world, before, new EndingClock(done.Status.Plan!.Downlink!.End.AddMinutes(1)));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, step.Status.Message);
        step.Status.Actual.Should().Be(done.Status.Actual);
        step.Status.Result.Should().Be(done.Status.Result);

        // Its gateway was silent for so long that the downlink was given up.
        step = await StepAsync(world, before with { Status = before.Status! with { Plan = before.Status.Plan! with { Downlink = null } } }, new EndingClock(OrbitWorld.MissionStart.AddHours(6)));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, "the answer is here already");
        step.Status.Result.Should().Be(done.Status.Result);
    }

    // A job whose work is on board, and whose operator is gone.
    private static async Task<OrbitalInferenceJob> OnBoardAsync(OrbitWorld world, string name)
    {
        await world.SubmitAsync(name, "work: {duration: 5m}");
        var onBoard = await world.JobInAsync(name, JobPhase.Computing);
        await world.KillOperatorAsync();
        return onBoard;
    }

    private static async Task ChangeAsync(OrbitWorld world, string groundLink, Func<GroundLink, Task> change) =>
        await change(await world.Client.GetAsync<GroundLink>(new NamespacedName(groundLink), CancellationToken.None));

    private static Func<TappedRequest, Task<bool>> Refusing(Func<TappedRequest, bool> which) => async request =>
    {
        var refused = which(request);
        await (refused ? request.RefuseAsync(StatusCodes.Status404NotFound, "There is none.") : Task.CompletedTask);
        return refused;
    };

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
