using Orbit.Operator.Jobs;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class AttemptPodsTests
{
    [Fact]
    public void IfTheJobsNameIsShortThenThePodsNameIsItWithTheAttempt() =>
        AttemptPods.Name(TestObjects.Job("question"), 12).Should().Be("question-12");

    [Theory]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(252)]
    [InlineData(253)]
    public void IfTheJobsNameIsLongThenThePodsNameStillFits(int length)
    {
        var name = AttemptPods.Name(TestObjects.Job(new string('a', length)), 7);

        name.Length.Should().BeLessThanOrEqualTo(253);
        name.Should().EndWith("a-7");
    }

    [Fact]
    public void IfTheCutFallsOnADotThenThePodsNameIsStillOne()
    {
        var name = AttemptPods.Name(TestObjects.Job(new string('a', 250) + ".bc"), 7);

        name.Should().Be(new string('a', 250) + "-7");
    }
}
