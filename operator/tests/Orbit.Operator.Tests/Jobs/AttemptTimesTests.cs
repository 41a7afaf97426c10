using Orbit.Gateway.Contract;
using Orbit.Operator.Jobs;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class OnboardTimesTests
{
    private static readonly DateTimeOffset Received = TestData.Start.AddTicks(1_234_567);

    [Fact]
    public void IfTheyAreWrittenToAnnotationsThenTheyAreReadBackToTheTick()
    {
        var times = OnboardTimes.Of(new AttemptReport
        {
            AttemptId = "job-uid-1",
            Phase = AttemptPhase.Completed,
            ReceivedAt = Received,
            StartedAt = Received.AddSeconds(1),
            FinishedAt = Received.AddSeconds(21),
        });

        times.Should().Be(new OnboardTimes(Received, Received.AddSeconds(1), Received.AddSeconds(21)));
        OnboardTimes.Of(times.Annotations()).Should().Be(times);
    }

    [Fact]
    public void IfTheSatelliteSaidNothingThenNothingIsWritten()
    {
        OnboardTimes.Of(report: null).Annotations().Should().BeEmpty();
        OnboardTimes.Of(new Dictionary<string, string>()).Should().Be(OnboardTimes.Unknown);
    }

    [Fact]
    public void IfSomebodyChangedAnAnnotationToNonsenseThenThatTimeIsUnknown() =>
        OnboardTimes.Of(new Dictionary<string, string> { ["orbitoperator.io/compute-started"] = "soon" }).Should().Be(OnboardTimes.Unknown);
}
