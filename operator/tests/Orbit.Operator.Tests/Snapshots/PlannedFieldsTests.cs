using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class PlannedFieldsTests
{
    private static readonly OrbitalInferenceJob Planned = WithPlan(TestObjects.Job());
    private static readonly V1LabelSelector Selector = new() { MatchLabels = new Dictionary<string, string> { ["a"] = "b" } };

    public static TheoryData<string, Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec>> Sent => new()
    {
        { "spec.model", s => s with { Model = "qwen3-32b" } },
        { "spec.input", s => s with { Input = new JobInput { Inline = "Why is it dark at night?" } } },
        { "spec.input", s => s with { Input = new JobInput { ConfigMapKeyRef = new ConfigMapKeySelector { Name = "a", Key = "b" } } } },
        { "spec.input", s => s with { Input = new JobInput { Uri = "https://example.org/a", Size = Quantity.Parse("20Mi") } } },
        { "spec.output.maximumSize", s => s with { Output = s.Output with { MaximumSize = Quantity.Parse("1Ki") } } },
        { "spec.work", s => s with { Work = new JobWork { Tokens = 201 } } },
        { "spec.resources", s => s with { Resources = new JobResources { Memory = Quantity.Parse("16Gi") } } },
        { "spec.satelliteSelector", s => s with { SatelliteSelector = Selector } },
        { "spec.uplinkSelector", s => s with { UplinkSelector = Selector } },
    };

    public static TheoryData<string, Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec>> OfDownlink => new()
    {
        { "spec.downlinkSelector", s => s with { DownlinkSelector = Selector } },
        { "spec.allowedCountries", s => s with { AllowedCountries = ["NO"] } },
    };

    [Theory]
    [MemberData(nameof(Sent))]
    public void IfAFieldChangesThatIsSentUpThenItIsNamedUntilItIsChangedBack(string field, Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec> change)
    {
        var changed = Changed(change);

        PlannedFields.Changed(changed, changed.Status!.Plan!).Should().Equal(field);
        PlannedFields.ChangedSinceSent(changed, changed.Status.Plan!).Should().Equal(field);
        PlannedFields.ChangedOfDownlink(changed, changed.Status.Plan!).Should().BeEmpty();
        PlannedFields.ChangedOfSent(Planned.Spec, changed.Spec, Planned.Status!.Plan).Should().Equal(field);
        PlannedFields.ChangedOfSent(changed.Spec, Planned.Spec, Planned.Status.Plan).Should().BeEmpty("back to what was sent up is always allowed");
        PlannedFields.ChangedOfSent(changed.Spec, Planned.Spec, plan: null).Should().Equal(field);
        var back = changed with { Spec = Planned.Spec, Metadata = changed.Metadata with { Generation = 3 } };
        PlannedFields.Changed(back, back.Status!.Plan!).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(OfDownlink))]
    public void IfAFieldChangesThatDecidesOnTheDownlinkThenOnlyThatIsConcernedOnceItIsSent(string field, Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec> change)
    {
        var changed = Changed(change);

        PlannedFields.Changed(changed, changed.Status!.Plan!).Should().Equal(field);
        PlannedFields.ChangedSinceSent(changed, changed.Status.Plan!).Should().BeEmpty();
        PlannedFields.ChangedOfDownlink(changed, changed.Status.Plan!).Should().Equal(field);
        PlannedFields.ChangedOfSent(Planned.Spec, changed.Spec, Planned.Status!.Plan).Should().BeEmpty();
        var replaced = changed.Status.Plan! with { SpecDigests = PlannedFields.WithDownlinkOf(changed.Status.Plan!.SpecDigests, changed.Spec) };
        PlannedFields.Changed(changed, replaced).Should().BeEmpty("the downlink was planned with it");
    }

    [Fact]
    public void IfTheOperatorIsUpgradedThenTheDigestsOfAPlanAreStillTheSame()
    {
        var spec = TestObjects.Job().Spec with
        {
            Tolerations = [new V1Toleration { Key = "example.com/slow", OperatorProperty = "Exists", Effect = "NoSchedule" }],
            SatelliteSelector = new V1LabelSelector
            {
                MatchLabels = new Dictionary<string, string> { ["team"] = "a" },
                MatchExpressions = [new() { Key = "orbit", OperatorProperty = "In", Values = ["sso"] }],
            },
        };

        PlannedFields.Digests(spec).Should().Contain("tolerations", "9745e3894578f713").And.Contain("satelliteSelector", "2a28468c056f0f2c");
    }

    [Fact]
    public void IfTheTolerationsChangeThenThePlanIsMadeAnewUntilItIsSentUp()
    {
        var changed = Changed(s => s with { Tolerations = [new V1Toleration { Key = "a", OperatorProperty = "Exists" }] });

        PlannedFields.Changed(changed, changed.Status!.Plan!).Should().Equal("spec.tolerations");
        PlannedFields.ChangedSinceSent(changed, changed.Status.Plan!).Should().BeEmpty();
        PlannedFields.ChangedOfSent(Planned.Spec, changed.Spec, Planned.Status!.Plan).Should().BeEmpty("the pod of the next attempt has them");
        PlannedFields.Digests(changed.Spec).Should().ContainKey("tolerations");
    }

    [Fact]
    public void IfAFieldChangesThatTakesEffectAtOnceThenThePlanIsNotConcerned()
    {
        var changed = Changed(s => s with
        {
            Priority = 5,
            Deadline = TestData.Start,
            CompleteWithin = TimeSpan.FromHours(1),
            BackoffLimit = 0,
            TtlAfterFinished = TimeSpan.FromHours(1),
            Suspend = true,
            Output = s.Output with { ConfigMapName = "elsewhere" },
        });

        PlannedFields.Changed(changed, changed.Status!.Plan!).Should().BeEmpty();
    }

    [Fact]
    public void IfTheSameIsWrittenInAnotherWayThenNothingHasChanged()
    {
        var changed = Changed(s => s with
        {
            Output = s.Output with { MaximumSize = Quantity.Parse("65536") },
            SatelliteSelector = new V1LabelSelector(),
            Resources = new JobResources(),
        });

        PlannedFields.Changed(changed, changed.Status!.Plan!).Should().BeEmpty();
        Planned.Status!.Plan!.SpecDigests!.Keys.Should().Equal("input", "model", "work");
    }

    [Fact]
    public void IfAPlanIsOlderThanTheDigestsThenNothingIsKnownToHaveChanged()
    {
        var changed = Changed(s => s with { Model = "qwen3-32b" });

        PlannedFields.Changed(changed, TestObjects.Plan(TestData.Start)).Should().BeEmpty();
    }

    [Fact]
    public void IfTheLargestResultIsChangedAfterTheUplinkThenAResultThatFitsAConfigMapIsTaken()
    {
        PlannedFields.MaximumResultBytes(Planned).Should().Be(64 * 1024);
        PlannedFields.MaximumResultBytes(Changed(s => s with { Output = s.Output with { MaximumSize = Quantity.Parse("1") } })).Should().Be(1000 * 1024);
    }

    private static OrbitalInferenceJob Changed(Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec> change) =>
        Planned with { Spec = change(Planned.Spec), Metadata = Planned.Metadata with { Generation = 2 } };

    private static OrbitalInferenceJob WithPlan(OrbitalInferenceJob job) => job.In(
        JobPhase.Computing, TestObjects.Plan(TestData.Start) with { Generation = 1, Model = job.Spec.Model, SpecDigests = PlannedFields.Digests(job.Spec) });
}
