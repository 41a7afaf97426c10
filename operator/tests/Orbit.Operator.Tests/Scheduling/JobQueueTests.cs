using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class JobQueueTests
{
    private static readonly DateTimeOffset Now = TestData.Start;
    private readonly JobQueue _queue = new();

    [Fact]
    public void IfNothingChangedThenAJobWithoutAPlanIsNotDueBeforeItsNextTry()
    {
        var job = Job("a");
        _queue.Looked(job, "1", world: 5, Now.AddMinutes(10));

        Due([job]).Should().BeEmpty();
        _queue.Due([job], 5, 0, Now.AddMinutes(10), _ => false).Should().Equal(job);
        _queue.Due([job], 6, 0, Now, _ => false).Should().Equal([job], "something may have made room");
        Due([job with { Metadata = job.Metadata with { ResourceVersion = "2" } }]).Should().ContainSingle("it has changed");
    }

    [Fact]
    public void IfAJobWaitsForRoomThatIsBeingMadeThenItIsDueInEveryRoundAndBeforeThoseOfLowerPriority()
    {
        var (high, low) = (Job("high", priority: 100), Job("low"));
        _queue.WaitsForRoom(high, Now.AddSeconds(1));

        Due([low, high]).Should().Equal(high, low);
    }

    [Fact]
    public void IfJobsAreDueAgainThenNewOnesOfTheirPriorityComeFirst()
    {
        var (old, @new, urgent) = (Job("a"), Job("b"), Job("c", priority: 1));
        _queue.Looked(old, "1", 4, Now.AddMinutes(10));
        _queue.Looked(urgent, "1", 4, Now.AddMinutes(10));

        Due([old, @new, urgent]).Should().Equal(urgent, @new, old);
    }

    [Fact]
    public void IfALedgerHasRoomAgainThenAsManyOfTheJobsThatWaitForItAreDueAsItTakes()
    {
        OrbitalInferenceJob[] jobs = [Job("a"), Job("b"), Job("c")];
        foreach (var job in jobs)
        {
            _queue.Looked(job, "1", 5, Now.AddMinutes(10), forLedger: true);
        }

        _queue.Due(jobs, 5, room: 2, Now, _ => false).Should().Equal(jobs[0], jobs[1]);
        _queue.WaitsForLedger.Should().BeTrue();
    }

    [Fact]
    public void IfAJobIsGoneThenNothingIsRememberedOfIt()
    {
        var job = Job("a");
        _queue.Looked(job, "1", 5, Now.AddMinutes(10));

        _queue.KeepOnly([]);

        _queue.NextLook(job, Now, pausedUntil: null).Should().Be(Now);
        _queue.Unplaced.Should().Be(0);
    }

    [Fact]
    public void IfAPauseEndsWhileARoundGoesOnThenTheJobIsLookedAtAtOnce()
    {
        var (paused, unplaced) = (Job("paused"), Job("unplaced"));
        _queue.Looked(unplaced, "1", 5, Now.AddMinutes(10));

        // Left out of the round for its pause, which is over when the round ends.
        _queue.Due([paused, unplaced], 5, 0, Now, j => j == paused).Should().BeEmpty();
        _queue.NextLook(paused, Now, pausedUntil: null).Should().Be(Now);

        _queue.NextLook(paused, Now, Now.AddSeconds(1)).Should().Be(Now.AddSeconds(1));
        _queue.NextLook(unplaced, Now, pausedUntil: null).Should().Be(Now.AddMinutes(10));
    }

    private IReadOnlyList<OrbitalInferenceJob> Due(IReadOnlyList<OrbitalInferenceJob> jobs) => _queue.Due(jobs, 5, 0, Now, _ => false);

    private static OrbitalInferenceJob Job(string name, int priority = 0)
    {
        var job = TestObjects.Job(name);
        return job with { Metadata = job.Metadata with { Uid = name, ResourceVersion = "1" }, Spec = job.Spec with { Priority = priority } };
    }
}
