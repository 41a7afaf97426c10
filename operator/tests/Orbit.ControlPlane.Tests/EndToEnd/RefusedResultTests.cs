using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A result is on the ground, and the API server refuses to store it: the job says so in the server's words, and is done once that is mended.</summary>
[Collection(GatewayCollection.Name)]
public sealed class RefusedResultTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAQuotaOrMissingRightsRefuseAResultThenTheJobSaysSoAndCompletesOnceThatIsMended()
    {
        const string space = "without-room";
        var role = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config", "rbac", "role.yaml"));
        const string rights = "resources: [configmaps]\n    verbs: [get, create, patch]";
        role.Should().Contain(rights);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 300, await SmallWorlds.OnlyAsync("scs-01-a", "scs-01-e", "scs-01-j", "ksat-svalbard"), start: OrbitWorld.MissionStart.AddHours(7));
        await controlPlane.KubectlAsync("create", "namespace", space);
        await controlPlane.KubectlAsync("create", "quota", "none", "-n", space, "--hard=count/configmaps=0");
        await controlPlane.ApplyAsync(role.Replace(rights, "resources: [configmaps]\n    verbs: [get]", StringComparison.Ordinal));
        try
        {
            await world.SubmitAsync("forbidden");
            await controlPlane.ApplyAsync($$"""
                apiVersion: orbitoperator.io/v1alpha1
                kind: OrbitalInferenceJob
                metadata: {name: crowded, namespace: {{space}}}
                spec:
                  model: qwen3-8b
                  input: {inline: "Is there room?"}
                  work: {duration: 30s}
                """);
            var note = await world.EventAsync("forbidden", "ResultNotStored");
            note.Should().Contain("ConfigMap default/forbidden-result").And.Contain("cannot patch resource \"configmaps\"");
            (await world.JobAsync("forbidden", j => j.Status?.Message == note)).Status!.Phase.Should().Be(JobPhase.Downlinking);
        }
        finally
        {
            await controlPlane.ApplyAsync(role);
        }

        // Retried before long; a change of the job has it retried at once.
        await controlPlane.KubectlAsync("annotate", "oij", "forbidden", "mended=true");
        (await world.JobInAsync("forbidden", JobPhase.Succeeded)).Status!.Failures.Should().Be(0);

        await controlPlane.KubectlAsync("annotate", "oij", "crowded", "-n", space, "rights=mended");
        var crowded = await world.WaitAsync<OrbitalInferenceJob>(new NamespacedName(space, "crowded"), j => j.Status?.Message?.Contains("exceeded quota", StringComparison.Ordinal) is true);
        crowded.Status!.Phase.Should().Be(JobPhase.Downlinking);
        await world.WaitForAllAsync<Eventsv1Event>(space, e => e.Any(x => x.Regarding?.Name == "crowded" && x.Reason == "ResultNotStored" && x.Note == crowded.Status.Message));

        await controlPlane.KubectlAsync("delete", "quota", "none", "-n", space);
        await controlPlane.KubectlAsync("annotate", "oij", "crowded", "-n", space, "quota=mended");
        var done = await world.WaitAsync<OrbitalInferenceJob>(new NamespacedName(space, "crowded"), j => j.Status?.Phase == JobPhase.Succeeded);
        done.Status!.Failures.Should().Be(0);
        (await world.PhysicalLogAsync()).Runs.Should().HaveCount(2, "the results waited on the ground");
        await controlPlane.KubectlAsync("delete", "namespace", space, "--wait=false");
    }
}
