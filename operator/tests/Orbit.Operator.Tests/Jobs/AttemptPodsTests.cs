using Orbit.Operator.Jobs;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class AttemptPodsTests
{
    [Fact]
    public void IfTheJobsNameIsShortThenThePodsNameIsItWithTheAttempt() =>
        AttemptPods.Name(TestObjects.Job("question"), 12).Should().Be("question-12");

    [Fact]
    public void IfTheNameIsAsLongAsItMayBeThenItIsNotCut()
    {
        var name = new string('a', 251);

        AttemptPods.Name(TestObjects.Job(name), 7).Should().Be($"{name}-7");
    }

    [Theory]
    [InlineData(252)]
    [InlineData(253)]
    public void IfTheJobsNameIsLongThenThePodsNameStillFits(int length)
    {
        var name = AttemptPods.Name(TestObjects.Job(new string('a', length)), 7);

        name.Should().HaveLength(253).And.MatchRegex("a-[0-9a-f]{10}-7$");
    }

    [Fact]
    public void IfTwoLongNamesBeginAlikeThenTheirPodsHaveDifferentNames()
    {
        var first = AttemptPods.Name(TestObjects.Job(new string('a', 252) + "b"), 7);
        var second = AttemptPods.Name(TestObjects.Job(new string('a', 252) + "c"), 7);

        first.Should().NotBe(second);
        AttemptPods.Name(TestObjects.Job(new string('a', 252) + "b"), 7).Should().Be(first, "a repeat finds the same pod");
    }

    [Fact]
    public void IfTheCutFallsOnADotThenThePodsNameIsStillOne()
    {
        var name = AttemptPods.Name(TestObjects.Job(new string('a', 239) + ".bcdefghijklmn"), 7);

        name.Should().MatchRegex("^a{239}-[0-9a-f]{10}-7$");
    }
}
