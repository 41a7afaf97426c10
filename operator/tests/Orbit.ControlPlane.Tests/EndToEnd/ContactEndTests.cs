using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A contact ends, or is given up, while the operator is busy with it or dead.</summary>
[Collection(ContactCollection.Name)]
public sealed class ContactEndTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAnUplinkEndsInTheMiddleOfAStepThenTheWorkOnBoardIsNotPlannedAnew()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60);
        var onBoard = await OnBoardAsync(world, "between");
        var plan = onBoard.Status!.Plan!;

        var step = await SingleStep.OfAsync(world, Unconfirmed(onBoard, JobPhase.Scheduled), new PassingClock(plan.Uplink.End));

        step.Status.Plan.Should().Be(plan, "an operator before this one may have handed the bundle over, and did");
        step.Status.Phase.Should().BeOneOf(JobPhase.Scheduled, JobPhase.Uplinking);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(-10, true)]
    public async Task IfAResultCameDownThatTheOperatorDidNotExpectThenItIsAskedForAndNotSentAgain(int secondsAfter, bool satelliteDeleted)
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        // A name of its own, for the result of the case before is only collected after a while.
        var onBoard = await OnBoardAsync(world, $"behind-{secondsAfter}-{satelliteDeleted}".ToLowerInvariant());
        var plan = onBoard.Status!.Plan!;
        var downlink = plan.Downlink!;
        await tap.ContactOverAsync(downlink.Contact);
        if (satelliteDeleted)
        {
            await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(plan.Satellite), null, CancellationToken.None);
        }

        // A downlink may begin while the work is still expected to run: it took less time than was planned for it.
        var instant = secondsAfter < 0 ? downlink.Start + ((downlink.End - downlink.Start) / 2) : downlink.End.AddSeconds(secondsAfter);
        plan = secondsAfter < 0 ? plan with { Compute = plan.Compute with { End = instant.AddMinutes(1) } } : plan;
        var job = Unconfirmed(onBoard with { Status = onBoard.Status with { Plan = plan } }, JobPhase.Computing);
        var step = await SingleStep.OfAsync(world, job, new PassingClock(instant));
        step.Status.Phase.Should().Be(JobPhase.Downlinking);
        step = await SingleStep.OfAsync(world, job with { Status = step.Status }, new PassingClock(instant));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, step.Status.Message);
        step.Status.Plan!.Downlink.Should().Be(downlink, "that is where the result came down");
        step.Status.Failures.Should().Be(0);
        step.Status.Conditions.IsConditionTrue(JobConditions.Booked).Should().BeTrue("it came down where it was booked");
    }

    [Fact]
    public async Task IfAGatewayForgetsADownlinkThenItIsToldAgainButNotWithoutAPause()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        var onBoard = await OnBoardAsync(world, "forgetful");
        var downlink = onBoard.Status!.Plan!.Downlink!;
        tap.Script = request => request.RefuseIfAsync(request.Is("GET", downlink.Contact), StatusCodes.Status404NotFound);
        var now = downlink.Start.AddMinutes(-1);
        OrbitalInferenceJob ConfirmedAt(DateTimeOffset instant) => onBoard with
        {
            Status = onBoard.Status with
            {
                Phase = JobPhase.Downlinking,
                Conditions = [.. onBoard.Status.Conditions.Select(c => c.Type == JobConditions.Booked ? c with { LastTransitionTime = instant.UtcDateTime } : c)],
            },
        };

        var atOnce = await SingleStep.OfAsync(world, ConfirmedAt(now), new PassingClock(now));
        var later = await SingleStep.OfAsync(world, ConfirmedAt(now.AddMinutes(-1)), new PassingClock(now));
        var afterTheClockWasSetBack = await SingleStep.OfAsync(world, ConfirmedAt(now.AddHours(1)), new PassingClock(now));

        atOnce.Status.Conditions.IsConditionTrue(JobConditions.Booked).Should().BeTrue();
        atOnce.Next.Should().BeAfter(now.AddSeconds(1)).And.BeBefore(now.AddMinutes(1));
        later.Status.Conditions.IsConditionTrue(JobConditions.Booked).Should().BeFalse("it is to be booked again");
        afterTheClockWasSetBack.Status.Conditions.IsConditionTrue(JobConditions.Booked).Should().BeFalse("an hour is no pause");
    }

    [Fact]
    public async Task IfAnOperatorDiedWhileItGaveUpAPlanThenItsSuccessorKnowsTheReasonAndNotOnlyThatTheContactIsCancelled()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1);
        await world.SubmitAsync("halfway", "work: {duration: 20m}");
        var booked = await world.JobAsync("halfway", j => j.Status is { Phase: JobPhase.Scheduled } s && s.Conditions.IsConditionTrue(JobConditions.Booked));
        await world.KillOperatorAsync();
        var plan = booked.Status!.Plan!;
        await world.ChangeAsync<GroundLink>(plan.Downlink!.GroundLink, g => world.Client.UpdateAsync(
            g with { Spec = g.Spec with { Maintenance = [new MaintenanceWindow { Start = plan.Downlink.Start, End = plan.Downlink.End }] } }, CancellationToken.None));
        await world.ChangeAsync<GroundLink>(plan.Uplink.GroundLink, g => world.Client.UpdateStatusAsync(
            g with { Status = g.Status! with { Contacts = [.. g.Status.Contacts.Select(c => c.Name == plan.Uplink.Contact ? c with { State = BookedContactState.Cancelled } : c)] } }, CancellationToken.None));

        var step = await SingleStep.OfAsync(world, booked, new PassingClock(plan.Uplink.Start.AddSeconds(-10)));

        step.Status.Phase.Should().Be(JobPhase.Pending, step.Status.Message);
        step.Event!.Reason.Should().Be("StationInMaintenance");

        // The same of a downlink, unless it begins while the passes are waited for: then only its gateway knows.
        var onBoard = booked with
        {
            Status = booked.Status with { Phase = JobPhase.Computing, Plan = plan with { Compute = plan.Compute with { End = plan.Downlink.End } } },
        };
        step = await SingleStep.OfAsync(world, onBoard, new PassingClock(plan.Downlink.Start.AddSeconds(-10)));
        step.Event!.Reason.Should().Be("StationInMaintenance");
        step = await SingleStep.OfAsync(world, onBoard, new PassingClock(plan.Downlink.Start, looks: 2));
        step.Status.Should().Be(onBoard.Status);

        await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(plan.Satellite), null, CancellationToken.None);
        var underWay = booked with { Status = booked.Status with { Phase = JobPhase.Downlinking } };
        step = await SingleStep.OfAsync(world, underWay, new PassingClock(plan.Downlink.Start, looks: 0));
        step.Status.Should().Be(underWay.Status, "its gateway says that the result is to come");
        step.Next.Should().NotBeNull();
        step = await SingleStep.OfAsync(world, underWay, new PassingClock(plan.Downlink.Start, looks: 2));
        step.Status.Should().Be(underWay.Status, "it began in the middle of the step");

        // What was cancelled on the way is of no more interest to anybody.
        await world.StartOperatorAsync();
        await world.WaitAsync<GroundLink>(new NamespacedName(plan.Uplink.GroundLink), g => g.Status!.Contacts.All(c => c.Name != plan.Uplink.Contact));
    }

    [Fact]
    public async Task IfADownlinkComesAndGoesInTheMiddleOfAStepThenItsResultIsAskedForBeforeItsSatelliteIsGivenUp()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        var onBoard = await OnBoardAsync(world, "missed");
        var downlink = onBoard.Status!.Plan!.Downlink!;
        await tap.ContactOverAsync(downlink.Contact);
        await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(onBoard.Status.Plan.Satellite), null, CancellationToken.None);

        var step = await SingleStep.OfAsync(world, Unconfirmed(onBoard, JobPhase.Downlinking), new PassingClock(downlink.End, seconds: (downlink.End - downlink.Start).TotalSeconds + 10));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, step.Status.Message);
    }

    [Fact]
    public async Task IfNobodyCanSayWhatIsOnBoardThenAResultThatCameDownIsStoredAllTheSame()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        var onBoard = await OnBoardAsync(world, "unreported");
        var downlink = onBoard.Status!.Plan!.Downlink!;
        await tap.ContactOverAsync(downlink.Contact);
        tap.Script = request => request.RefuseIfAsync(request.Is("GET", "/report"), StatusCodes.Status403Forbidden);

        var job = onBoard with { Status = onBoard.Status with { Phase = JobPhase.Downlinking } };
        var step = await SingleStep.OfAsync(world, job, new PassingClock(downlink.End.AddSeconds(10)));
        step.Status.Phase.Should().Be(JobPhase.Downlinking, "it may say so yet");
        step.Next.Should().NotBeNull();
        step = await SingleStep.OfAsync(world, job, new PassingClock(downlink.End.AddSeconds(50)));

        step.Status.Phase.Should().Be(JobPhase.Succeeded, step.Status.Message);
        (step.Status.Actual!.DownlinkFinished, step.Status.Actual.ComputeFinished).Should().Match<(DateTimeOffset? Down, DateTimeOffset? Computed)>(t => t.Down != null && t.Computed == null);
    }

    [Fact]
    public async Task IfAGatewayAnswersWronglyUntilADownlinkIsLongOverThenItIsGivenUp()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        var onBoard = await OnBoardAsync(world, "no-gateway");
        var downlink = onBoard.Status!.Plan!.Downlink!;
        tap.Script = async request =>
        {
            request.Http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await request.Http.Response.WriteAsync("Sign in first.");
            return true;
        };
        var job = onBoard with { Status = onBoard.Status with { Phase = JobPhase.Downlinking } };

        var atFirst = await SingleStep.OfAsync(world, job, new PassingClock(downlink.End));
        var longAfter = await SingleStep.OfAsync(world, job, new PassingClock(downlink.End.AddMinutes(2)));

        atFirst.Status.Plan.Should().Be(onBoard.Status.Plan, "somebody may mend it in time");
        atFirst.Status.Message.Should().Contain("is no gateway: 403");
        atFirst.Next.Should().BeAfter(downlink.End.AddSeconds(10), "asking again at once would not mend it");
        longAfter.Status.Plan!.Downlink.Should().BeNull();
        longAfter.Event!.Reason.Should().Be("DownlinkLost");
    }

    // A job whose work is on board and whose downlink is booked, and whose operator is gone. On a slow machine the uplink may be
    // so late that another downlink is booked first.
    private static async Task<OrbitalInferenceJob> OnBoardAsync(OrbitWorld world, string name)
    {
        await world.SubmitAsync(name, "work: {duration: 5m}");
        var onBoard = await world.JobAsync(name, j => j.Status is { Phase: JobPhase.Computing or JobPhase.Downlinking, Plan.Downlink: not null } s
            && s.Conditions.IsConditionTrue(JobConditions.Booked));
        await world.KillOperatorAsync();
        return onBoard;
    }

    // As an operator leaves a job that dies between telling a gateway and saying so.
    private static OrbitalInferenceJob Unconfirmed(OrbitalInferenceJob job, JobPhase phase) => job with
    {
        Status = job.Status! with { Phase = phase, Conditions = [.. job.Status.Conditions.Where(c => c.Type != JobConditions.Booked)] },
    };
}
