using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Jobs;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class JobExpiryTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    // A minute of the mission is a second here, and the mission began years ago.
    private static readonly DateTimeOffset Wall = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly MissionClock _clock = new(new ManualTimeProvider(Wall), TestData.Start, rate: 60, anchor: Wall);

    [Theory]
    [InlineData(JobPhase.Succeeded, ConditionTypes.Complete)]
    [InlineData(JobPhase.Failed, ConditionTypes.Failed)]
    public void IfAJobIsOverThenItIsKeptFromThenOn(JobPhase phase, string condition) =>
        Of(phase, condition, completed: TestData.Start, told: Wall.AddSeconds(-1)).Should().Be(TestData.Start + Kept);

    [Fact]
    public void IfItWasSaidOnlyLongAfterwardsThenTheJobIsKeptFromThatInstantOn() =>
        Of(JobPhase.Succeeded, ConditionTypes.Complete, completed: TestData.Start, told: Wall.AddSeconds(40)).Should().Be(TestData.Start.AddMinutes(40) + Kept);

    [Fact]
    public void IfAJobIsNotOverOrIsKeptForEverThenItNeverExpires()
    {
        Of(JobPhase.Downlinking, ConditionTypes.Complete, TestData.Start, Wall).Should().BeNull();
        Of(JobPhase.Succeeded, ConditionTypes.Complete, TestData.Start, Wall, kept: null).Should().BeNull();
    }

    private DateTimeOffset? Of(JobPhase phase, string condition, DateTimeOffset completed, DateTimeOffset told) => Of(phase, condition, completed, told, Kept);

    private DateTimeOffset? Of(JobPhase phase, string condition, DateTimeOffset completed, DateTimeOffset told, TimeSpan? kept)
    {
        var job = TestObjects.Job();
        var status = new OrbitalInferenceJobStatus
        {
            Phase = phase,
            Actual = new JobTimes { Completed = completed },
            Conditions = [new V1Condition { Type = condition, Status = ConditionStatus.True, LastTransitionTime = told.UtcDateTime, Reason = "Said", Message = "" }],
        };
        return JobExpiry.Of(job with { Spec = job.Spec with { TtlAfterFinished = kept } }, status, _clock);
    }
}
