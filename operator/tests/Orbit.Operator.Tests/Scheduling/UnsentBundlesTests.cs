using Orbit.Operator.Scheduling;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class UnsentBundlesTests
{
    private readonly UnsentBundles _unsent = new();

    [Fact]
    public void IfAnAttemptWasPlannedByAnotherProcessThenItsBundleMayBeAnywhere() =>
        _unsent.Contains("job-uid", "job-uid-1").Should().BeFalse();

    [Fact]
    public void IfABundleIsHandedOverThenItIsNoLongerCertainToBeHere()
    {
        _unsent.Planned("job-uid", "job-uid-1", plannedAt: 0);
        _unsent.Contains("job-uid", "job-uid-1").Should().BeTrue();

        _unsent.HandedOver("job-uid", "job-uid-1");

        _unsent.Contains("job-uid", "job-uid-1").Should().BeFalse();
    }

    [Fact]
    public void IfAnotherAttemptIsPlannedThenNothingIsSaidOfTheOneBefore()
    {
        _unsent.Planned("job-uid", "job-uid-1", plannedAt: 0);
        _unsent.Planned("job-uid", "job-uid-2", plannedAt: 0);

        _unsent.Contains("job-uid", "job-uid-1").Should().BeFalse();
        _unsent.Contains("job-uid", "job-uid-2").Should().BeTrue();
    }

    [Fact]
    public void IfAnAttemptThatWasHandedOverIsPlannedOnceMoreOnAnOutdatedCopyThenItStaysHandedOver()
    {
        _unsent.Planned("job-uid", "job-uid-1", plannedAt: 0);
        _unsent.HandedOver("job-uid", "job-uid-1");

        _unsent.Planned("job-uid", "job-uid-1", plannedAt: 0);

        _unsent.Contains("job-uid", "job-uid-1").Should().BeFalse();
    }

    [Fact]
    public void IfTheJobIsGoneThenNothingIsKeptOfIt()
    {
        _unsent.Planned("job-uid", "job-uid-1", plannedAt: 0);

        _unsent.Forget("job-uid");

        _unsent.Contains("job-uid", "job-uid-1").Should().BeFalse();
    }
}
