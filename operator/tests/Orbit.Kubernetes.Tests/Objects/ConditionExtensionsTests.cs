using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Tests.Objects;

public sealed class ConditionExtensionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 22, 12, 0, 0, 700, TimeSpan.Zero);
    private static readonly DateTime NoonInWholeSeconds = new(2026, 8, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly V1Condition Ready = new() { Type = "Ready", Status = ConditionStatus.True, Reason = "InContact", Message = "", ObservedGeneration = 1 };

    [Fact]
    public void IfTheConditionIsNewThenItIsAddedWithTheInstant()
    {
        IReadOnlyList<V1Condition>? none = null;

        none.WithCondition(Ready, Noon).Should().Equal(Ready with { LastTransitionTime = NoonInWholeSeconds });
    }

    [Fact]
    public void IfOnlyTheMessageChangesThenTheTransitionTimeStays()
    {
        var before = new[] { new V1Condition { Type = "Other" } }.WithCondition(Ready, Noon);
        var after = before.WithCondition(Ready with { Message = "again" }, Noon.AddHours(1));

        after.Select(c => c.Type).Should().Equal("Other", "Ready");
        after.FindCondition("Ready").Should().Be(Ready with { Message = "again", LastTransitionTime = NoonInWholeSeconds });
    }

    [Fact]
    public void IfTheStatusChangesThenTheTransitionTimeMoves()
    {
        var after = new[] { Ready }.WithCondition(Ready, Noon).WithCondition(Ready with { Status = ConditionStatus.False }, Noon.AddHours(1));

        after.Should().Equal(Ready with { Status = ConditionStatus.False, LastTransitionTime = NoonInWholeSeconds.AddHours(1) });
        after.IsConditionTrue("Ready").Should().BeFalse();
    }

    [Fact]
    public void IfNothingChangesThenTheSameListIsReturned()
    {
        var before = Array.Empty<V1Condition>().WithCondition(Ready, Noon);

        before.WithCondition(Ready, Noon.AddHours(1)).Should().BeSameAs(before);
    }

    [Fact]
    public void IfTheMessageIsTooLongForTheServerThenItIsCut()
    {
        var list = Array.Empty<V1Condition>().WithCondition(Ready with { Message = new string('x', 40_000) }, Noon);

        list[0].Message.Should().HaveLength(ConditionExtensions.MaxMessageLength).And.EndWith("x…");
    }
}
