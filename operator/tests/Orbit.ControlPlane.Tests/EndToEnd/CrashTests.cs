using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>The operator is killed at each phase of a job's life: the next one brings it to the same single completion.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class CrashTests(ControlPlaneFixture controlPlane)
{
    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    [InlineData(JobPhase.Computing)]
    [InlineData(JobPhase.Downlinking)]
    public async Task IfTheOperatorIsKilledInAPhaseThenItsSuccessorCompletesTheJobOnce(JobPhase phase)
    {
        // Slow enough that each phase is there to be seen: a second of wall time is ten of the mission.
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("survivor", "work: {duration: 60s}\noutput: {maximumSize: 512Ki}");
        await world.JobInAsync("survivor", phase);

        await world.KillOperatorAsync();
        await world.StartOperatorAsync();

        var job = await world.JobInAsync("survivor", JobPhase.Succeeded);
        await ShouldHaveRunOnceAsync(world, job);
    }

    [Fact]
    public async Task IfTheOperatorIsKilledAgainAndAgainThenTheJobStillCompletesOnce()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("survivor", "work: {duration: 60s}");
        foreach (var phase in new[] { JobPhase.Scheduled, JobPhase.Computing, JobPhase.Downlinking })
        {
            await world.JobAsync("survivor", j => j.Status?.Phase >= phase);
            await world.KillOperatorAsync();
            await world.StartOperatorAsync();
        }

        var job = await world.JobInAsync("survivor", JobPhase.Succeeded);
        await ShouldHaveRunOnceAsync(world, job);
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
        // An attempt that was planned but not confirmed when the operator died may have been planned again: nothing of it went up.
        job.Status!.Failures.Should().Be(0);
        var log = await world.PhysicalLogAsync();
        log.Runs.Should().ContainSingle().Which.AttemptId.Should().Be(job.Status.Plan!.AttemptId);
        log.Transmissions.Should().HaveCount(2);
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        await world.WaitAsync<V1ConfigMap>(new NamespacedName("default", job.Status.Result!.ConfigMap), _ => true);
        var pods = await world.WaitForAllAsync<V1Pod>("default", p => p.Count == 1 && p.All(x => x.Status?.Phase == "Succeeded"));
        pods.Should().ContainSingle();
        var named = new[] { job.Status.Plan.Uplink.Contact, job.Status.Plan.Downlink!.Contact }.ToHashSet(StringComparer.Ordinal);
        var ledgers = await world.WaitForAllAsync<GroundLink>(null, _ => true);
        ledgers.SelectMany(g => g.Status?.Contacts ?? []).Where(c => c.State is not BookedContactState.Cancelled).Select(c => c.Name).Should().BeSubsetOf(named);
    }
}
