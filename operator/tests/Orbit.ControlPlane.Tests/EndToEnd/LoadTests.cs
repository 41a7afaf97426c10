using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Many jobs share few satellites and stations.</summary>
[Collection(AloneCollection.Name)]
public sealed class LoadTests(ControlPlaneFixture controlPlane)
{
    // What a plan leaves between the end of the work and its downlink.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task IfAHundredJobsAreSubmittedAtSixHundredTimesTheSpeedThenAllComplete()
    {
        const int count = 100;
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600);
        var manifests = Enumerable.Range(0, count).Select(i => $$"""
            apiVersion: orbitoperator.io/v1alpha1
            kind: OrbitalInferenceJob
            metadata: {name: load-{{i}}, namespace: default}
            spec:
              model: qwen3-8b
              input: {inline: "Question {{i}}"}
              work: {duration: 30s}
            """);
        await controlPlane.ApplyAsync(string.Join("\n---\n", manifests));

        var jobs = await world.WaitForAllAsync<OrbitalInferenceJob>("default", j => j.Count == count && j.All(x => x.Status?.Phase is JobPhase.Succeeded or JobPhase.Failed));

        jobs.Should().OnlyContain(j => j.Status!.Phase == JobPhase.Succeeded && j.Status.Failures == 0);
        var log = await world.PhysicalLogAsync();
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        log.Runs.Should().HaveCount(count, "no work is started twice");
        foreach (var job in jobs)
        {
            log.Runs.Should().ContainSingle(r => r.AttemptId == job.Status!.Plan!.AttemptId && r.Outcome == "Completed");
            log.Transmissions.Should().Contain(t => t.AttemptId == job.Status!.Plan!.AttemptId && t.Direction == "Down" && t.Finished, "a result comes down whole");
        }

        // What is planned on board is what a satellite does. On a machine so slow that a bundle went up late, that one and what waited
        // for it ran later. Downlinks may be lost there, too, because they were asked for too late; `PARTS=load make bench-runtime` counts them.
        var late = jobs.Where(j => j.Status!.Actual!.UplinkFinished > j.Status.Plan!.Uplink.TransferEnd + Margin).Select(j => j.Status!.Plan!.NoradId).ToHashSet();
        foreach (var plan in jobs.Select(j => j.Status!.Plan!).Where(p => !late.Contains(p.NoradId)))
        {
            log.Runs.Single(r => r.AttemptId == plan.AttemptId).End.Should().BeOnOrBefore(plan.Compute.End + Margin, plan.AttemptId);
        }
    }
}
