using Orbit.Gateway.Contract;
using Orbit.Operator.Jobs;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class AttemptTimesTests
{
    private static readonly DateTimeOffset Received = TestData.Start.AddTicks(1_234_567);

    private static readonly DownlinkTransfer Transfer = new()
    {
        AttemptId = "job-uid-1",
        State = DownlinkState.Received,
        StartedAt = Received.AddSeconds(60),
        FinishedAt = Received.AddSeconds(61),
    };

    [Fact]
    public void IfTheyAreWrittenToAnnotationsThenTheyAreReadBackToTheTick()
    {
        var report = new AttemptReport
        {
            AttemptId = "job-uid-1",
            Phase = AttemptPhase.Completed,
            ReceivedAt = Received,
            StartedAt = Received.AddSeconds(1),
            FinishedAt = Received.AddSeconds(21),
        };

        var times = AttemptTimes.Of(report, Transfer);

        times.Should().Be(new AttemptTimes
        {
            Received = Received,
            ComputeStarted = Received.AddSeconds(1),
            ComputeFinished = Received.AddSeconds(21),
            DownlinkStarted = Received.AddSeconds(60),
            DownlinkFinished = Received.AddSeconds(61),
        });
        AttemptTimes.Of(times.Annotations()).Should().Be(times);
    }

    [Fact]
    public void IfTheSatelliteSaidNothingThenOnlyTheDownlinkIsWritten()
    {
        AttemptTimes.Of(report: null, Transfer).Annotations().Keys.Should().Equal("orbitoperator.io/downlink-started", "orbitoperator.io/downlink-finished");
        AttemptTimes.Of(new Dictionary<string, string>()).Should().Be(new AttemptTimes());
    }

    [Fact]
    public void IfSomebodyChangedAnAnnotationToNonsenseThenThatTimeIsUnknown() =>
        AttemptTimes.Of(new Dictionary<string, string> { ["orbitoperator.io/compute-started"] = "soon" }).Should().Be(new AttemptTimes());
}
