using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Tests.Objects;

public sealed class LabelSelectorExtensionsTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["role"] = "inference", ["plane"] = "2" };

    [Fact]
    public void IfTheSelectorIsEmptyThenEverythingMatches()
    {
        new V1LabelSelector().Matches(null).Should().BeTrue();
        new V1LabelSelector { MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal), MatchExpressions = [] }.Matches(Labels).Should().BeTrue();
    }

    [Theory]
    [InlineData("role", "inference", true)]
    [InlineData("role", "training", false)]
    [InlineData("shell", "", false)]
    public void IfLabelsAreRequiredThenTheyMustBeEqual(string key, string value, bool matches) =>
        new V1LabelSelector { MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value } }.Matches(Labels).Should().Be(matches);

    [Theory]
    [InlineData("role", "In", "training,inference", true)]
    [InlineData("role", "In", "training", false)]
    [InlineData("shell", "In", "1", false)]
    [InlineData("role", "NotIn", "training", true)]
    [InlineData("role", "NotIn", "inference", false)]
    [InlineData("shell", "NotIn", "1", true)]
    [InlineData("plane", "Exists", null, true)]
    [InlineData("shell", "Exists", null, false)]
    [InlineData("plane", "DoesNotExist", null, false)]
    [InlineData("shell", "DoesNotExist", null, true)]
    [InlineData("plane", "Gt", "1", false)]
    public void IfAnExpressionIsRequiredThenItsOperatorDecides(string key, string op, string? values, bool matches)
    {
        var requirement = new V1LabelSelectorRequirement { Key = key, OperatorProperty = op, Values = values?.Split(',') };

        new V1LabelSelector { MatchExpressions = [requirement] }.Matches(Labels).Should().Be(matches);
    }

    [Fact]
    public void IfARequirementIsNotValidThenItsFieldIsNamed()
    {
        var selector = new V1LabelSelector
        {
            MatchExpressions =
            [
                new() { Key = "a", OperatorProperty = "Exists" },
                new() { Key = "a", OperatorProperty = "In" },
                new() { Key = "a", OperatorProperty = "Exists", Values = ["1"] },
                new() { Key = "a", OperatorProperty = "Like", Values = ["1"] },
                new() { OperatorProperty = "Exists" },
            ],
        };

        selector.Validate("spec.selector").Should().Equal(
            "spec.selector.matchExpressions[1].values must name at least one value for operator In.",
            "spec.selector.matchExpressions[2].values must be empty for operator Exists.",
            "spec.selector.matchExpressions[3].operator must be In, NotIn, Exists or DoesNotExist, not \"Like\".",
            "spec.selector.matchExpressions[4].key must not be empty.");
    }

    [Fact]
    public void IfTheSelectorIsMadeAQueryThenItHasTheServersNotation()
    {
        var selector = new V1LabelSelector
        {
            MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "2", ["a"] = "1" },
            MatchExpressions = [new() { Key = "c", OperatorProperty = "NotIn", Values = ["x", "y"] }, new() { Key = "d", OperatorProperty = "DoesNotExist" }, new() { Key = "e", OperatorProperty = "Exists" }],
        };

        selector.ToQuery().Should().Be("a=1,b=2,c notin (x,y),!d,e");
    }
}
