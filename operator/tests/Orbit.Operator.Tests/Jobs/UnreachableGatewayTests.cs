using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Operator.Jobs;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class UnreachableGatewayTests
{
    private const string Silence = "The gateway does not answer.";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(7);
    private static readonly JobPlan Plan = TestObjects.Plan(TestData.Start);

    private readonly ManualTimeProvider _clock = new(TestData.Start);
    private readonly UnsentBundles _unsent = new();
    private readonly PhaseContext _context;
    private bool _isReady = true;

    // No gateway is asked here.
    public UnreachableGatewayTests() => _context = new PhaseContext(null!, new MissionClock(_clock));

    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    public void IfTheUplinkIsNotLongOverThenTheGatewayIsAskedAgain(JobPhase phase)
    {
        At(Plan.Uplink.End + _context.Grace - TimeSpan.FromSeconds(1));

        var step = Step(phase);

        step.Status.Phase.Should().Be(phase);
        step.Status.Message.Should().Be(Silence);
        step.Next.Should().Be(_context.Now + Retry);
    }

    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    public void IfTheUplinkIsLongOverThenTheWorkIsTakenForOnBoard(JobPhase phase)
    {
        _unsent.Planned("job-uid", Plan.AttemptId, plannedAt: 0);
        _unsent.HandedOver("job-uid", Plan.AttemptId);
        At(Plan.Uplink.End + _context.Grace);

        var step = Step(phase);

        step.Status.Phase.Should().Be(JobPhase.Computing);
        step.Status.Plan.Should().Be(Plan);
        step.Event!.Reason.Should().Be("UplinkUnknown");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public void IfTheBundleWasNeverHandedOverAndTheUplinkIsOverThenTheJobIsPlannedAnew(int secondsSince)
    {
        _unsent.Planned("job-uid", Plan.AttemptId, plannedAt: 0);
        At(Plan.Uplink.End.AddSeconds(secondsSince));

        ShouldBePlannedAnew(Step(JobPhase.Scheduled));
    }

    [Fact]
    public void IfTheBundleWasNeverHandedOverAndAStationCanNotBeReachedThenTheJobIsPlannedAnewAtOnce()
    {
        _unsent.Planned("job-uid", Plan.AttemptId, plannedAt: 0);
        _isReady = false;

        ShouldBePlannedAnew(Step(JobPhase.Scheduled));
    }

    [Fact]
    public void IfTheBundleWasNeverHandedOverButThereIsTimeThenTheGatewayIsAskedAgain()
    {
        _unsent.Planned("job-uid", Plan.AttemptId, plannedAt: 0);
        At(Plan.Uplink.End.AddSeconds(-1));

        Step(JobPhase.Scheduled).Status.Phase.Should().Be(JobPhase.Scheduled);
    }

    [Theory]
    [InlineData(JobPhase.Computing)]
    [InlineData(JobPhase.Downlinking)]
    public void IfTheDownlinkIsLongOverThenAnotherIsFound(JobPhase phase)
    {
        At(Plan.Downlink!.End + _context.Grace - TimeSpan.FromSeconds(1));
        Step(phase).Status.Plan!.Downlink.Should().Be(Plan.Downlink, "it may still be told of");

        At(Plan.Downlink.End + _context.Grace);
        var step = Step(phase);

        step.Status.Phase.Should().Be(phase, "the work stays on board");
        step.Status.Plan!.Downlink.Should().BeNull();
        step.Event!.Reason.Should().Be("DownlinkLost");
    }

    private static void ShouldBePlannedAnew(JobStep step)
    {
        step.Status.Phase.Should().Be(JobPhase.Pending);
        step.Status.Plan.Should().BeNull();
        step.Status.Failures.Should().Be(0);
        step.Event!.Reason.Should().Be("GatewayUnreachable");
        step.Event.Message.Should().Be(Silence);
    }

    private void At(DateTimeOffset instant) => _clock.Advance(instant - _clock.GetUtcNow());

    private JobStep Step(JobPhase phase)
    {
        var job = TestObjects.Job().In(phase, Plan);
        var unreachable = new UnreachableGateway(_context, new JobTransitions(_context, new Refusals(), new AttemptBackoff()), _unsent, _ => _isReady);
        return unreachable.Step(job, job.Status!, Silence, Retry);
    }
}
