using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Contract;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Tests.Jobs;

public class LateWorkTests
{
    private static readonly DateTimeOffset Start = TestData.Start;

    // Its work is planned from minute 5 to 15; the downlink takes a minute of the contact from minute 20 to 25.
    private static readonly JobPlan Plan = TestObjects.Plan(Start);

    [Theory]
    [InlineData(1, null)]
    [InlineData(13.98, null)]
    [InlineData(14, 24.0)]
    [InlineData(15, 25.0)]
    public void IfAnUplinkWasLateThenItsDownlinkHoldsAsLongAsTheResultIsReadyInTime(double arrival, double? expectedEnd) =>
        ShouldBe(expectedEnd, Reservation("default/question", 5, 15, arrival));

    [Theory]
    [InlineData(4, null)]
    [InlineData(14, 25.0)]
    public void IfWorkAheadOnBoardIsLateThenTheDownlinkOfWhatWaitsForItHoldsOnlyIfTheResultIsReadyInTime(double arrivalAhead, double? expectedEnd) =>
        ShouldBe(expectedEnd, Reservation("default/ahead", 4, 5, arrivalAhead), Reservation("default/question", 5, 15, arrivalAhead));

    [Fact]
    public void IfNothingIsKnownOfTheWorkThenTheDownlinkStands() => ShouldBe(null, Reservation("default/other", 0, 60, 0));

    [Fact]
    public void IfTheSatelliteReportsThatTheWorkWaitsThenItIsExpectedFromThenOn()
    {
        var (status, plan) = Progress(new AttemptReport { AttemptId = Plan.AttemptId, Phase = AttemptPhase.Queued, ReceivedAt = Start.AddMinutes(2) });

        plan.Compute.Should().Be(new PlannedCompute { Start = Start.AddMinutes(21), End = Start.AddMinutes(31) });
        status.Actual!.UplinkFinished.Should().Be(Start.AddMinutes(2));
    }

    [Theory]
    [InlineData(18, 28)]
    [InlineData(9, 33)]
    public void IfTheSatelliteReportsThatTheWorkRunsThenItsEndFollowsFromItsStart(double started, double end)
    {
        var (_, plan) = Progress(new AttemptReport { AttemptId = Plan.AttemptId, Phase = AttemptPhase.Running, ReceivedAt = Start, StartedAt = Start.AddMinutes(started) });

        plan.Compute.Should().Be(new PlannedCompute { Start = Start.AddMinutes(started), End = Start.AddMinutes(end) });
    }

    // In the second case the run takes longer than planned: it may end at any moment.
    [Theory]
    [InlineData(18, 28)]
    [InlineData(9, 21)]
    public void IfTheWorkRunsThenItsContactIsNotGivenUpForMoreThanTheLeastThatItStillNeeds(double started, double end)
    {
        var report = Report([new AttemptReport { AttemptId = Plan.AttemptId, Phase = AttemptPhase.Running, ReceivedAt = Start, StartedAt = Start.AddMinutes(started) }]);

        OnboardProgress.Earliest(report, Plan).Compute.Should().Be(new PlannedCompute { Start = Start.AddMinutes(started), End = Start.AddMinutes(end) });
    }

    [Fact]
    public void IfTheSatelliteReportsThatTheWorkIsDoneThenItsEndIsKnown()
    {
        var (status, plan) = Progress(new AttemptReport
        {
            AttemptId = Plan.AttemptId,
            Phase = AttemptPhase.Completed,
            ReceivedAt = Start,
            StartedAt = Start.AddMinutes(6),
            FinishedAt = Start.AddMinutes(16),
        });

        status.Actual!.ComputeFinished.Should().Be(Start.AddMinutes(16));
        plan.Should().Be(Plan);
    }

    [Fact]
    public void IfTheSatelliteReportsNothingOfItThenThePlanStands()
    {
        var status = new OrbitalInferenceJobStatus { Plan = Plan };

        OnboardProgress.Of(null, status, Plan).Should().Be((status, Plan));
        OnboardProgress.Of(Report([]), status, Plan).Should().Be((status, Plan));
    }

    // Heard a minute after the downlink began.
    private static SatelliteReport Report(AttemptReport[] attempts) => new()
    {
        NoradId = Plan.NoradId,
        AsOf = Start.AddMinutes(21),
        Accelerators = new AcceleratorLoad { Total = 1, Busy = 1 },
        Attempts = attempts,
    };

    private static (OrbitalInferenceJobStatus Status, JobPlan Plan) Progress(AttemptReport attempt) =>
        OnboardProgress.Of(Report([attempt]), new OrbitalInferenceJobStatus { Plan = Plan }, Plan);

    private static ComputeReservation Reservation(string job, double start, double end, double arrival) =>
        new("scs-01-a", job, new Interval(Start.AddMinutes(start), Start.AddMinutes(end)), Start.AddMinutes(arrival));

    private static void ShouldBe(double? expectedEnd, params ComputeReservation[] reservations)
    {
        var late = LateWork.PlanOf(TestObjects.Satellite(), reservations, "default/question", Plan, Plan.Downlink!);

        late.Should().Be(expectedEnd is { } end ? Plan with { Compute = new PlannedCompute { Start = Start.AddMinutes(end - 10), End = Start.AddMinutes(end) } } : null);
    }
}
