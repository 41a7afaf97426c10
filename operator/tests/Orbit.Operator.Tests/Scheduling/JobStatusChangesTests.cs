using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class JobStatusChangesTests
{
    private static readonly DateTimeOffset Mission = TestData.Start;
    private static readonly DateTimeOffset Wall = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly OrbitalInferenceJobStatus UnderWay = new()
    {
        Phase = JobPhase.Computing,
        Attempt = 2,
        Failures = 1,
        Plan = TestObjects.Plan(Mission),
        NextTryTime = Mission,
        Actual = new JobTimes { AcceptedTime = Mission, UplinkFinished = Mission.AddMinutes(1) },
    };

    [Fact]
    public void IfAJobIsPlannedAnewThenNothingIsBookedAndItsAgeIsKept()
    {
        var status = UnderWay.Replanned("ContactLost", "The contact was cancelled.", 3, Wall);

        status.Phase.Should().Be(JobPhase.Pending);
        status.Plan.Should().BeNull();
        status.NextTryTime.Should().BeNull();
        status.Actual.Should().Be(new JobTimes { AcceptedTime = Mission });
        status.Attempt.Should().Be(2, "the next attempt needs a name of its own");
        status.Failures.Should().Be(1);
        status.Message.Should().Be("The contact was cancelled.");
        status.Conditions.FindCondition(ConditionTypes.Scheduled).Should().Be(new V1Condition
        {
            Type = "Scheduled",
            Status = "False",
            Reason = "ContactLost",
            Message = "The contact was cancelled.",
            ObservedGeneration = 3,
            LastTransitionTime = Wall.UtcDateTime,
        });
    }

    [Fact]
    public void IfAJobEndsThenItHasFailedAndIsNotComplete()
    {
        var status = UnderWay.Ended("DeadlineExceeded", "Too late.", 3, Wall, Mission.AddHours(1));

        status.Phase.Should().Be(JobPhase.Failed);
        status.Actual.Should().Be(UnderWay.Actual! with { Completed = Mission.AddHours(1) });
        status.NextTryTime.Should().BeNull();
        status.Conditions.IsConditionTrue(ConditionTypes.Failed).Should().BeTrue();
        status.Conditions.FindCondition(ConditionTypes.Complete)!.Status.Should().Be("False");
    }

    [Fact]
    public void IfAJobIsBeingDeletedThenItIsNoLongerPlannedAndOneThatHasEndedKeepsItsEnd()
    {
        var deleting = UnderWay.Deleting(3, Wall);

        deleting.Phase.Should().Be(JobPhase.Pending);
        deleting.Plan.Should().BeNull();
        deleting.Message.Should().Be("The job is being deleted; its bookings are released.");
        deleting.ObservedGeneration.Should().Be(3);
        deleting.Conditions.FindCondition(ConditionTypes.Scheduled)!.Should().BeEquivalentTo(new { Status = "False", Reason = "Deleting", ObservedGeneration = 3L });
        deleting.Deleting(3, Wall.AddHours(1)).Should().Be(deleting);
        var ended = UnderWay.Ended("DeadlineExceeded", "Too late.", 2, Wall, Mission);
        ended.Deleting(3, Wall).Should().BeEquivalentTo(new { Phase = JobPhase.Failed, ended.Plan, Message = "Too late.", ObservedGeneration = 3L });
    }

    [Fact]
    public void IfTheSameIsSaidAgainThenTheStatusDoesNotChange()
    {
        var once = UnderWay.Replanned("ContactLost", "The contact was cancelled.", 3, Wall);

        var twice = once.Replanned("ContactLost", "The contact was cancelled.", 3, Wall.AddHours(1));

        twice.Should().Be(once);
    }

    [Fact]
    public void IfOnlyTheNextTryMovesThenNothingNewIsSaidUntilTheOneThatWasToldHasPassed()
    {
        var told = new DateTimeOffset(2026, 8, 22, 0, 10, 0, TimeSpan.Zero);
        var status = new OrbitalInferenceJobStatus { ObservedGeneration = 1, Message = "No satellite.", NextTryTime = told };

        status.AlreadySays("No satellite.", 1, told.AddMilliseconds(-1)).Should().BeTrue();
        status.AlreadySays("No satellite.", 1, told).Should().BeFalse("the job would claim to be tried in the past");
        status.AlreadySays("No station.", 1, told.AddMinutes(-1)).Should().BeFalse("the reason is another");
        status.AlreadySays("No satellite.", 2, told.AddMinutes(-1)).Should().BeFalse("the job was changed, and has to show that this was seen");
        (status with { NextTryTime = null }).AlreadySays("No satellite.", 1, told).Should().BeFalse("it has to say when");
    }
}
