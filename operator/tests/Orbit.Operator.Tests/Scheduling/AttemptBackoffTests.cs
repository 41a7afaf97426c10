using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class AttemptBackoffTests
{
    private readonly AttemptBackoff _backoff = new();

    [Fact]
    public void IfPlansComeToNothingOneAfterTheOtherThenEachWaitsTwiceAsLongUpToAMinute()
    {
        var delays = Enumerable.Range(0, 10).Select(_ => (_backoff.Failed("a", 1, TestData.Start) - TestData.Start)?.TotalSeconds ?? 0);

        delays.Should().Equal(0, 1, 2, 4, 8, 16, 32, 60, 60, 60);
    }

    [Fact]
    public void IfAJobWaitsThenItIsForThatTimeAndOthersDoNot()
    {
        _backoff.Failed("a", 1, TestData.Start);
        _backoff.Until("a", 1, TestData.Start).Should().BeNull("the first is made up for at once");
        _backoff.Failed("a", 1, TestData.Start);

        _backoff.Until("a", 1, TestData.Start).Should().Be(TestData.Start.AddSeconds(1));
        _backoff.Until("a", 2, TestData.Start).Should().BeNull("its spec has changed, and the plan may well hold now");
        _backoff.Until("a", 1, TestData.Start.AddSeconds(1)).Should().BeNull();
        _backoff.Until("b", 1, TestData.Start).Should().BeNull();
    }

    [Fact]
    public void IfThePlanHeldThenTheNextFailureIsAFirstOneAgain()
    {
        _backoff.Failed("a", 1, TestData.Start);
        _backoff.Failed("a", 1, TestData.Start);

        _backoff.Reset("a");

        _backoff.Failed("a", 1, TestData.Start).Should().BeNull();
    }
}
