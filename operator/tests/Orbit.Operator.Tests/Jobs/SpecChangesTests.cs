using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class SpecChangesTests
{
    private static readonly JobPlan Plan = TestObjects.Plan(TestData.Start) with { Generation = 1, SpecDigests = PlannedFields.Digests(TestObjects.Job().Spec) };

    [Fact]
    public void IfAPlannedFieldChangesThenThePlanIsMadeAnewAndTheFieldsAreNamed() =>
        Problem(s => s with { Model = "qwen3-32b", Work = new JobWork { Tokens = 1 }, AllowedCountries = ["NO"] })
            .Should().Be("spec.model, spec.work and spec.allowedCountries changed; the job is planned anew.");

    [Fact]
    public void IfANewDeadlineIsTooEarlyForThePlanThenItIsMadeAnewAndOtherwiseItStands()
    {
        Problem(s => s with { Deadline = TestData.Start.AddMinutes(20) })
            .Should().Be("The result is expected at 2026-08-22T00:21:00Z, after the new deadline of 2026-08-22T00:20:00Z; the job is planned anew.");
        Problem(s => s with { CompleteWithin = TimeSpan.FromMinutes(20) }).Should().Contain("after the new deadline");
        Problem(s => s with { Deadline = TestData.Start.AddMinutes(21) }).Should().BeNull();
        Problem(s => s with { Deadline = TestData.Start.AddMinutes(20) }, generation: 1).Should().BeNull("nobody has changed it since");
    }

    [Fact]
    public void IfSomethingElseChangesThenThePlanStands() =>
        Problem(s => s with { Priority = 7, BackoffLimit = 0, TtlAfterFinished = TimeSpan.FromHours(1) }).Should().BeNull();

    private static string? Problem(Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec> change, long generation = 2)
    {
        var job = TestObjects.Job();
        var changed = job with { Spec = change(job.Spec), Metadata = job.Metadata with { Generation = generation } };
        return SpecChanges.PlanProblem(changed, new OrbitalInferenceJobStatus { Actual = new JobTimes { AcceptedTime = TestData.Start } }, Plan);
    }
}
