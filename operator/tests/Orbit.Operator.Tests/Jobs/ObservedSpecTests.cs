using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Jobs;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class ObservedSpecTests
{
    private static readonly DateTimeOffset Wall = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IfNothingIsSentUpThenAChangeIsOnlyObserved()
    {
        var job = Changed(JobPhase.Scheduled, s => s with { Model = "qwen3-32b" });

        var observed = job.Status!.Observe(job, Wall);

        observed.ObservedGeneration.Should().Be(2);
        observed.Conditions.Should().ContainSingle().Which.ObservedGeneration.Should().Be(2);
    }

    [Theory]
    [InlineData(JobPhase.Uplinking, "runs")]
    [InlineData(JobPhase.Computing, "runs")]
    [InlineData(JobPhase.Succeeded, "ran")]
    public void IfWhatWasSentUpIsChangedThenTheConditionNamesTheFieldsUntilTheyAreChangedBack(JobPhase phase, string runs)
    {
        var job = Changed(phase, s => s with { Model = "qwen3-32b", Work = new JobWork { Tokens = 1 } });

        var observed = job.Status!.Observe(job, Wall);

        observed.Conditions.FindCondition(ConditionTypes.SpecApplied).Should().Be(new V1Condition
        {
            Type = "SpecApplied",
            Status = "False",
            Reason = "ChangedAfterUplink",
            Message = $"spec.model and spec.work changed after the job was sent up to scs-01-a: attempt 1 {runs} with the spec of generation 1. Submit another job for the new spec.",
            ObservedGeneration = 2,
            LastTransitionTime = Wall.UtcDateTime,
        });
        observed.Observe(job, Wall.AddHours(1)).Conditions.Should().Equal(observed.Conditions, "it says so already");
        var back = job with { Spec = TestObjects.Job().Spec, Metadata = job.Metadata with { Generation = 3 }, Status = observed };
        back.Status.Observe(back, Wall).Conditions.FindCondition(ConditionTypes.SpecApplied).Should().BeNull();
        observed.Replanned("SatelliteLost", "Lost.", 2, Wall).Conditions.FindCondition(ConditionTypes.SpecApplied).Should().BeNull("the next attempt is made from the new spec");
    }

    [Fact]
    public void IfTheGenerationIsKnownThenTheStatusIsTheSameInstance()
    {
        var job = Changed(JobPhase.Succeeded, s => s with { Priority = 3 });
        var once = job.Status!.Observe(job, Wall);

        once.ObservedGeneration.Should().Be(2);
        once.Observe(job, Wall.AddHours(1)).Should().BeSameAs(once);
    }

    private static OrbitalInferenceJob Changed(JobPhase phase, Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec> change)
    {
        var job = TestObjects.Job();
        var planned = job.In(phase, TestObjects.Plan(TestData.Start) with { Generation = 1, Model = job.Spec.Model, SpecDigests = PlannedFields.Digests(job.Spec) });
        var status = planned.Status!.With(ConditionTypes.Scheduled, ConditionStatus.True, "Planned", "Planned.", 1, Wall) with { ObservedGeneration = 1 };
        return planned with { Spec = change(job.Spec), Metadata = job.Metadata with { Generation = 2 }, Status = status };
    }
}
