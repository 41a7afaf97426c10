using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Admission;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Admission;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Admission;

public sealed class OrbitalInferenceJobValidatorTests
{
    private const string NotOneInput = "must have exactly one of inline, configMapKeyRef, and uri with size.";
    private const string NotOneWork = "must have exactly one of tokens, teraOperations and duration, and more than none of it.";

    private static readonly OrbitalInferenceJob Good = TestObjects.Job();
    private readonly OrbitalInferenceJobValidator _validator = new(new ManualTimeProvider(TestData.Start));

    [Fact]
    public void IfTheJobIsGoodThenNothingIsSaid()
    {
        _validator.Validate(Good, null).Should().BeEquivalentTo(new ValidationResult());
        Errors(s => s with { Input = new JobInput { Uri = "https://example.org/a", Size = Quantity.Parse("20Mi") } }).Should().BeEmpty();
        Errors(s => s with { Input = new JobInput { ConfigMapKeyRef = new ConfigMapKeySelector { Name = "a", Key = "b" } } }).Should().BeEmpty("whether it is there is found out later");
        Errors(s => s with { Work = new JobWork { Duration = TimeSpan.FromSeconds(1) } }).Should().BeEmpty();
        Errors(s => s with { Work = new JobWork { TeraOperations = 0.5 } }).Should().BeEmpty();
    }

    [Fact]
    public void IfThereIsNotExactlyOneInputThenItIsRefused()
    {
        var error = new FieldError("spec.input", NotOneInput);
        Errors(s => s with { Input = new JobInput() }).Should().Equal(error);
        Errors(s => s with { Input = new JobInput { Uri = "https://example.org/a" } }).Should().Equal(error);
        Errors(s => s with { Input = new JobInput { Inline = "a", Uri = "https://example.org/a", Size = Quantity.Parse("1") } }).Should().Equal(error);
    }

    [Fact]
    public void IfThereIsNothingToSendUpThenItIsRefused()
    {
        var error = new FieldError("spec.input", "is empty; there must be something to send up.");
        Errors(s => s with { Input = new JobInput { Inline = "" } }).Should().Equal(error);
        Errors(s => s with { Input = new JobInput { Uri = "https://example.org/a", Size = Quantity.Parse("0") } }).Should().Equal(error);
    }

    [Fact]
    public void IfAPodCouldNotHaveATolerationThenItsFieldIsNamed()
    {
        Errors(s => s with { Tolerations = [new() { OperatorProperty = "Exists" }, new() { Key = "maintenance", Value = "yes" }] }).Should().BeEmpty();
        Errors(s => s with { Tolerations = [new() { OperatorProperty = "Exists" }, new() { Key = "maintenance", OperatorProperty = "Exists", Value = "yes" }] })
            .Should().Equal(new FieldError("spec.tolerations[1].value", "must be empty for operator Exists."));
    }

    [Fact]
    public void IfThereIsNotExactlyOneKindOfWorkThenItIsRefused()
    {
        var error = new FieldError("spec.work", NotOneWork);
        Errors(s => s with { Work = new JobWork() }).Should().Equal(error);
        Errors(s => s with { Work = new JobWork { Tokens = 1, Duration = TimeSpan.FromSeconds(1) } }).Should().Equal(error);
        Errors(s => s with { Work = new JobWork { Duration = TimeSpan.Zero } }).Should().Equal(error);
        Errors(s => s with { Work = new JobWork { TeraOperations = double.NaN } }).Should().Equal(error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001Ki")]
    public void IfTheResultFitsInNoConfigMapThenItIsRefused(string size) =>
        Errors(s => s with { Output = new JobOutput { MaximumSize = Quantity.Parse(size) } })
            .Should().Equal(new FieldError("spec.output.maximumSize", $"is {size}; it must be above 0 and at most 1000Ki, which is what a ConfigMap can hold."));

    [Fact]
    public void IfASelectorCanNotBeMetThenItIsRefused()
    {
        var selector = new V1LabelSelector { MatchExpressions = [new() { Key = "a", OperatorProperty = "Exists", Values = ["b"] }] };

        Errors(s => s with { SatelliteSelector = selector, UplinkSelector = selector, DownlinkSelector = selector }).Select(e => e.Field)
            .Should().Equal("spec.satelliteSelector.matchExpressions[0].values", "spec.uplinkSelector.matchExpressions[0].values", "spec.downlinkSelector.matchExpressions[0].values");
    }

    [Fact]
    public void IfTheDeadlineIsOverThenItIsAcceptedWithAWarningAsLongAsItWaits()
    {
        var late = Good with { Spec = Good.Spec with { Deadline = TestData.Start.AddHours(-1) } };

        _validator.Validate(late, null).Warnings.Should().Equal("spec.deadline 2026-08-21T23:00:00Z is over: it is 2026-08-22T00:00:00Z, mission time.");
        _validator.Validate(late.In(JobPhase.Succeeded), late).Warnings.Should().BeEmpty();
    }

    [Fact]
    public void IfItWasSentUpThenWhatWasSentCanNotBeChangedAndTheRestCan()
    {
        var sent = new JobTimes { UplinkFinished = new DateTimeOffset(2026, 8, 22, 0, 1, 5, 400, TimeSpan.Zero) };
        var edited = Good with { Spec = Good.Spec with { Model = "qwen3-32b", Priority = 3, Suspend = true, DownlinkSelector = new V1LabelSelector() } };

        Changes(JobPhase.Uplinking).Should().Equal(new FieldError("spec.model", "can't be changed: the job is being sent up to scs-01-a; submit another job."));
        Changes(JobPhase.Computing, sent).Should().Equal(new FieldError("spec.model", "can't be changed: the job was sent up to scs-01-a at 00:01:05Z; submit another job."));
        Changes(JobPhase.Downlinking).Should().Equal(new FieldError("spec.model", "can't be changed: the job was sent up to scs-01-a; submit another job."));
        Changes(JobPhase.Succeeded, sent).Should().Equal(new FieldError("spec.model", "can't be changed: the job was sent up to scs-01-a at 00:01:05Z; submit another job."));
        Changes(JobPhase.Failed).Should().Equal(new FieldError("spec.model", "can't be changed: the job has ended; submit another job."));
        Changes(JobPhase.Scheduled).Should().BeEmpty("it is planned anew");
        Changes(JobPhase.Pending).Should().BeEmpty();

        IReadOnlyList<FieldError> Changes(JobPhase phase, JobTimes? actual = null)
        {
            var old = Good.In(phase, TestObjects.Plan(TestData.Start));
            old = old with { Status = old.Status! with { Actual = actual } };
            _validator.Validate(old, old).Errors.Should().BeEmpty("nothing is changed");
            return _validator.Validate(edited with { Status = old.Status }, old).Errors;
        }
    }

    private IReadOnlyList<FieldError> Errors(Func<OrbitalInferenceJobSpec, OrbitalInferenceJobSpec> change) =>
        _validator.Validate(Good with { Spec = change(Good.Spec) }, null).Errors;
}
