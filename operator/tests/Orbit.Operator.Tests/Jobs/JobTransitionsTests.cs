using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Jobs;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class JobTransitionsTests
{
    private static readonly JobPlan Plan = TestObjects.Plan(TestData.Start);

    private readonly ManualTimeProvider _clock = new(TestData.Start);
    private readonly AttemptBackoff _backoff = new();
    private readonly JobTransitions _transitions;

    public JobTransitionsTests() => _transitions = new JobTransitions(new PhaseContext(null!, new MissionClock(_clock)), new Refusals(), _backoff);

    [Fact]
    public void IfDownlinksAreRefusedOneAfterTheOtherThenTheNextWaitsLongerAndLonger()
    {
        var pauses = Enumerable.Range(0, 4).Select(_ => (Replace(TestObjects.Job()).Status.NextTryTime - TestData.Start)?.TotalSeconds ?? 0).ToArray();

        pauses.Should().Equal(0, 1, 2, 4);
        _transitions.Held(TestObjects.Job());
        Replace(TestObjects.Job()).Status.NextTryTime.Should().BeNull("one was booked since");
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void IfTheDeadlineHasPassedThenNoOtherDownlinkIsBooked(int minutes, bool fails)
    {
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        var job = TestObjects.Job();
        job = job with { Spec = job.Spec with { CompleteWithin = TimeSpan.FromHours(1) } };

        var step = Replace(job);

        step.Status.Phase.Should().Be(fails ? JobPhase.Failed : JobPhase.Downlinking);
        step.Event!.Reason.Should().Be(fails ? "DeadlineExceeded" : "DownlinkLost");
        step.Status.Conditions.IsConditionTrue(ConditionTypes.Failed).Should().Be(fails);
        step.Event.Message.Should().StartWith("Nothing came.");
    }

    private JobStep Replace(OrbitalInferenceJob job)
    {
        var status = job.In(JobPhase.Downlinking, Plan).Status! with { Actual = new JobTimes { AcceptedTime = TestData.Start } };
        return _transitions.ReplaceDownlink(job, status, Plan, "DownlinkLost", "Nothing came.");
    }
}
