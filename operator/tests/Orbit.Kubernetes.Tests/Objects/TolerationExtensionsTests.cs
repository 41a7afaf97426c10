using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Tests.Objects;

public sealed class TolerationExtensionsTests
{
    private static readonly V1Taint Maintenance = new() { Key = "maintenance", Value = "yes", Effect = "NoSchedule" };

    [Theory]
    [InlineData("maintenance", "Equal", "yes", "NoSchedule", true)]
    [InlineData("maintenance", null, "yes", null, true)]
    [InlineData("maintenance", "Exists", null, null, true)]
    [InlineData(null, "Exists", null, null, true)]
    [InlineData("", "Exists", null, "", true)]
    [InlineData(null, "Exists", null, "NoExecute", false)]
    [InlineData("maintenance", "Equal", "no", null, false)]
    [InlineData("maintenance", "Equal", null, null, false)]
    [InlineData("repair", "Exists", null, null, false)]
    [InlineData(null, "Equal", "yes", null, false)]
    [InlineData("maintenance", "Like", "yes", null, false)]
    public void IfATaintIsMetThenItIsToleratedAsByAPod(string? key, string? op, string? value, string? effect, bool tolerated) =>
        new V1Toleration { Key = key, OperatorProperty = op, Value = value, Effect = effect }.Tolerates(Maintenance).Should().Be(tolerated);

    [Fact]
    public void IfATaintHasNoValueThenAnEmptyOneEqualsIt() =>
        new V1Toleration { Key = "repair", Value = "" }.Tolerates(new V1Taint { Key = "repair", Effect = "NoExecute" }).Should().BeTrue();

    [Theory]
    [InlineData("maintenance", "Equal", "yes", "NoSchedule", null)]
    [InlineData("example.com/maintenance", null, null, null, null)]
    [InlineData(null, "Exists", null, "NoExecute", 60L)]
    public void IfAPodCouldHaveItThenNothingIsSaid(string? key, string? op, string? value, string? effect, long? seconds) =>
        Problems(key, op, value, effect, seconds).Should().BeEmpty();

    [Theory]
    [InlineData(null, null, "yes", null, null, "t.operator must be Exists where key is empty: that tolerates every taint.")]
    [InlineData("a", "Like", null, null, null, "t.operator must be Exists or Equal, not \"Like\".")]
    [InlineData("a b", "Exists", null, null, null, "t.key is \"a b\"; it must be a taint's key, such as example.com/maintenance.")]
    [InlineData("A.com/b", "Exists", null, null, null, "t.key is \"A.com/b\"; it must be a taint's key, such as example.com/maintenance.")]
    [InlineData("a", "Exists", "yes", null, null, "t.value must be empty for operator Exists.")]
    [InlineData("a", "Equal", "-", null, null, "t.value is \"-\"; it must be a taint's value: at most 63 letters, digits, '-', '_' and '.', with a letter or digit first and last.")]
    [InlineData("a", null, null, "Never", null, "t.effect must be NoSchedule, PreferNoSchedule or NoExecute, not \"Never\".")]
    [InlineData("a", null, null, "NoSchedule", 5L, "t.effect must be NoExecute where tolerationSeconds is given.")]
    public void IfNoPodCouldHaveItThenTheFieldIsNamed(string? key, string? op, string? value, string? effect, long? seconds, string problem) =>
        Problems(key, op, value, effect, seconds).Should().Equal(problem);

    private static IEnumerable<string> Problems(string? key, string? op, string? value, string? effect, long? seconds) =>
        new V1Toleration { Key = key, OperatorProperty = op, Value = value, Effect = effect, TolerationSeconds = seconds }.Validate("t");
}
