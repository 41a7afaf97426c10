using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>The operator is killed at each phase of a job's life: the next one brings it to the same single completion.</summary>
[Collection(RecoveryCollection.Name)]
public sealed class CrashTests(ControlPlaneFixture controlPlane)
{
    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    [InlineData(JobPhase.Computing)]
    [InlineData(JobPhase.Downlinking)]
    public async Task IfTheOperatorIsKilledInAPhaseThenItsSuccessorCompletesTheSameAttempt(JobPhase phase)
    {
        // Slow enough that each phase is there to be seen: a second of wall time is ten of the mission.
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("survivor", "work: {duration: 60s}\noutput: {maximumSize: 512Ki}");
        var before = await world.JobAsync("survivor", j => j.Status?.Phase == phase && j.Status.Conditions.IsConditionTrue("Booked"));

        await world.KillOperatorAsync();
        await world.StartOperatorAsync();

        var job = await world.JobInAsync("survivor", JobPhase.Succeeded);
        await ShouldHaveRunOnceAsync(world, job);
        await ShouldHaveKeptItsPlanAsync(world, job, before.Status!.Attempt);
    }

    [Fact]
    public async Task IfTheOperatorIsKilledRightAfterPlanningThenItsSuccessorCompletesTheJobOnce()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("survivor", "work: {duration: 60s}");
        await world.JobAsync("survivor", j => j.Status?.Plan is not null);

        await world.KillOperatorAsync();
        await world.StartOperatorAsync();

        // What was planned and not confirmed may have been planned again: nothing of it went up.
        var job = await world.JobInAsync("survivor", JobPhase.Succeeded);
        await ShouldHaveRunOnceAsync(world, job);
    }

    [Fact]
    public async Task IfTheOperatorIsKilledAgainAndAgainThenTheJobStillCompletesOnce()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("survivor", "work: {duration: 60s}");
        var attempt = 0;
        foreach (var phase in new[] { JobPhase.Scheduled, JobPhase.Computing, JobPhase.Downlinking })
        {
            var booked = await world.JobAsync("survivor", j => j.Status?.Phase >= phase && j.Status.Conditions.IsConditionTrue("Booked"));
            attempt = attempt == 0 ? booked.Status!.Attempt : attempt;
            await world.KillOperatorAsync();
            await world.StartOperatorAsync();
        }

        var job = await world.JobInAsync("survivor", JobPhase.Succeeded);
        await ShouldHaveRunOnceAsync(world, job);
        await ShouldHaveKeptItsPlanAsync(world, job, attempt);
    }

    [Fact]
    public async Task IfAJobIsSubmittedWhileNoOperatorRunsThenTheNextOneTakesItUp()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60);
        await world.KillOperatorAsync();
        await world.SubmitAsync("orphan");
        await world.StartOperatorAsync();

        var job = await world.JobInAsync("orphan", JobPhase.Succeeded);
        await ShouldHaveRunOnceAsync(world, job);
    }

    private static async Task ShouldHaveRunOnceAsync(OrbitWorld world, OrbitalInferenceJob job)
    {
        job.Status!.Failures.Should().Be(0);
        var log = await world.PhysicalLogAsync();
        log.Runs.Should().ContainSingle().Which.AttemptId.Should().Be(job.Status.Plan!.AttemptId);
        log.Transmissions.Where(t => t.Finished).Should().HaveCount(2);
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        await world.WaitAsync<V1ConfigMap>(new NamespacedName("default", job.Status.Result!.ConfigMap), _ => true);
        var pods = await world.WaitForAllAsync<V1Pod>("default", p => p.Count == 1 && p.All(x => x.Status?.Phase == "Succeeded"));
        pods.Should().ContainSingle();
        // On a slow machine the contact of an attempt before may have gone by unused, and its ledger may be about to learn of it.
        await world.WaitForAllAsync<GroundLink>(null, all => all.SelectMany(g => g.Status?.Contacts ?? [])
            .Where(c => c.Job.Uid == job.Metadata.Uid && c.State is not (BookedContactState.Cancelled or BookedContactState.Completed))
            .All(c => Named(job).Contains(c.Name)));
    }

    // What the gateways had confirmed is no reason to plan again: the contacts of the attempt are all that is booked.
    private static async Task ShouldHaveKeptItsPlanAsync(OrbitWorld world, OrbitalInferenceJob job, int attempt)
    {
        job.Status!.Attempt.Should().Be(attempt);
        (await world.GatewayContactsAsync())
            .Where(c => c.State is not ContactState.Cancelled && c.Id.StartsWith($"{job.Metadata.Uid}-{attempt}-", StringComparison.Ordinal))
            .Select(c => c.Id).Should().BeEquivalentTo(Named(job));
    }

    private static HashSet<string> Named(OrbitalInferenceJob job) =>
        new([job.Status!.Plan!.Uplink.Contact, job.Status.Plan.Downlink!.Contact], StringComparer.Ordinal);
}
