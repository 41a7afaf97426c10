using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class JobRequestsTests
{
    private static readonly DateTimeOffset Now = TestData.Start;
    private static readonly JobPlan Plan = TestObjects.Plan(Now);

    [Fact]
    public void IfAJobIsNewOrPendingThenItAsksForAPlan()
    {
        JobRequests.NeedsPlan(TestObjects.Job()).Should().BeTrue();
        JobRequests.NeedsPlan(TestObjects.Job().In(JobPhase.Pending)).Should().BeTrue();
    }

    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    [InlineData(JobPhase.Computing)]
    [InlineData(JobPhase.Downlinking)]
    [InlineData(JobPhase.Succeeded)]
    [InlineData(JobPhase.Failed)]
    [InlineData(JobPhase.Suspended)]
    internal void IfAJobIsUnderWayOrOverThenItAsksForNoPlan(JobPhase phase) =>
        JobRequests.NeedsPlan(TestObjects.Job().In(phase)).Should().BeFalse();

    [Fact]
    public void IfAJobIsSuspendedOrBeingDeletedThenItAsksForNoPlan()
    {
        var job = TestObjects.Job();
        foreach (var status in new[] { null, new OrbitalInferenceJobStatus() })
        {
            JobRequests.NeedsPlan(job with { Spec = job.Spec with { Suspend = true }, Status = status }).Should().BeFalse();
            JobRequests.NeedsPlan(job with { Metadata = job.Metadata with { DeletionTimestamp = Now.UtcDateTime }, Status = status }).Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(JobPhase.Scheduled, false)]
    [InlineData(JobPhase.Uplinking, true)]
    [InlineData(JobPhase.Computing, true)]
    [InlineData(JobPhase.Downlinking, true)]
    [InlineData(JobPhase.Succeeded, false)]
    internal void IfAResultIsOnBoardAndNoDownlinkStandsThenOneIsAskedFor(JobPhase phase, bool asked)
    {
        JobRequests.NeedsDownlink(TestObjects.Job().In(phase, Plan with { Downlink = null })).Should().Be(asked);
        JobRequests.NeedsDownlink(TestObjects.Job().In(phase, Plan)).Should().BeFalse("its downlink stands");
        JobRequests.NeedsDownlink(TestObjects.Job().In(phase)).Should().BeFalse("it has no plan");
    }

    [Fact]
    public void IfAJobThatWaitsForADownlinkIsBeingDeletedThenItAsksForNothing()
    {
        var job = TestObjects.Job().In(JobPhase.Computing, Plan with { Downlink = null });

        JobRequests.NeedsDownlink(job with { Metadata = job.Metadata with { DeletionTimestamp = Now.UtcDateTime } }).Should().BeFalse();
    }

    [Fact]
    public void IfAPlanIsAskedForThenTheRequestSaysWhatTheJobSays()
    {
        var job = TestObjects.Job();
        job = job with
        {
            Spec = job.Spec with
            {
                Priority = 7,
                Objective = JobObjective.LowestCost,
                CompleteWithin = TimeSpan.FromHours(2),
                Resources = new JobResources { Memory = Quantity.Parse("8Gi") },
                Output = new JobOutput { MaximumSize = Quantity.Parse("1Mi") },
                AllowedCountries = ["NO"],
                SatelliteSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["fleet"] = "three-body" } },
            },
        };
        ExcludedWindow[] excluded = [new("scs-01-a", null, new(Now, Now.AddHours(1)))];

        var request = JobRequests.ForPlan(job, Now, 20, excluded);

        request.Should().BeEquivalentTo(new
        {
            Key = "default/question",
            Submitted = Now,
            Priority = 7,
            Deadline = Now.AddHours(2),
            Objective = Objective.LowestCost,
            Model = "qwen3-8b",
            Work = Work.Tokens(200),
            MemoryBytes = 8L << 30,
            UplinkBytes = 20L,
            DownlinkBytes = 1L << 20,
        });
        request.AllowedCountries.Should().Equal("NO");
        request.ExcludedWindows.Should().Equal(excluded);
        request.SatelliteSelector!(new Dictionary<string, string> { ["fleet"] = "three-body" }).Should().BeTrue();
        request.SatelliteSelector!(new Dictionary<string, string>()).Should().BeFalse();
        request.UplinkSelector.Should().BeNull();
    }

    [Fact]
    public void IfWorkIsGivenInOperationsOrTimeThenItIsAskedForInThem()
    {
        WorkOf(new JobWork { TeraOperations = 5 }).Should().Be(Work.TeraOperations(5));
        WorkOf(new JobWork { Duration = TimeSpan.FromMinutes(2) }).Should().Be(Work.Lasting(TimeSpan.FromMinutes(2)));

        static Work WorkOf(JobWork work)
        {
            var job = TestObjects.Job();
            return JobRequests.ForPlan(job with { Spec = job.Spec with { Work = work } }, Now, 0, []).Work;
        }
    }

    [Fact]
    public void IfADownlinkIsAskedForThenItIsFromTheSatelliteOfThePlanAndHasNoDeadline()
    {
        var job = TestObjects.Job().In(JobPhase.Computing, Plan with { Downlink = null });
        job = job with { Spec = job.Spec with { Deadline = Now.AddHours(1) } };

        var planned = JobRequests.ForDownlink(job, []);
        var reported = JobRequests.ForDownlink(
            job with { Status = job.Status! with { Actual = new JobTimes { AcceptedTime = Now, ComputeFinished = Now.AddMinutes(9) } } }, []);

        planned.Should().BeEquivalentTo(new { Satellite = "scs-01-a", Ready = Plan.Compute.End, Deadline = (DateTimeOffset?)null });
        reported.Should().BeEquivalentTo(new { Submitted = Now, Ready = Now.AddMinutes(9) });
    }
}
