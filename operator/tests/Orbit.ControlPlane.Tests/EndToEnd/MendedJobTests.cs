using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A job that can't go on says which field is wrong, and goes on when that is put right; a quota on pods stops none.</summary>
[Collection(RecoveryCollection.Name)]
public sealed class MendedJobTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAJobsOutputOrInputIsWrongThenItNamesTheFieldAndCompletesOnceItIsMended()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600);
        await world.SubmitAsync("too-much", "work: {duration: 30s}\noutput: {maximumSize: 1001Ki}");
        await controlPlane.ApplyAsync("""
            apiVersion: orbitoperator.io/v1alpha1
            kind: OrbitalInferenceJob
            metadata: {name: no-question, namespace: default}
            spec:
              model: qwen3-8b
              input: {configMapKeyRef: {name: question, key: prompt}}
              work: {duration: 30s}
            """);

        (await RefusedAsync("too-much", "InvalidSpec")).Should().Contain("spec.output.maximumSize is 1001Ki").And.Contain("1000Ki");
        (await RefusedAsync("no-question", "InputMissing")).Should().Contain("spec.input.configMapKeyRef.name").And.Contain("default/question");
        await controlPlane.KubectlAsync("create", "configmap", "question", "-n", "default", "--from-literal=other=text");
        await controlPlane.KubectlAsync("annotate", "oij", "no-question", "mended=half");
        await world.JobAsync("no-question", j => j.Status?.Message?.Contains("spec.input.configMapKeyRef.key", StringComparison.Ordinal) is true);

        await controlPlane.KubectlAsync("patch", "oij", "too-much", "--type=merge", "-p", """{"spec": {"output": {"maximumSize": "1000Ki"}}}""");
        await controlPlane.KubectlAsync("patch", "configmap", "question", "-n", "default", "--type=merge", "-p", """{"data": {"prompt": "Does it go on?"}}""");
        await controlPlane.KubectlAsync("annotate", "oij", "no-question", "mended=whole", "--overwrite");

        (await world.JobInAsync("too-much", JobPhase.Succeeded)).Status!.Failures.Should().Be(0);
        (await world.JobInAsync("no-question", JobPhase.Succeeded)).Status!.Failures.Should().Be(0);
        (await world.PhysicalLogAsync()).Runs.Should().HaveCount(2);
        await world.Client.DeleteAsync<V1ConfigMap>(new NamespacedName("default", "question"), null, CancellationToken.None);

        async Task<string> RefusedAsync(string name, string reason) =>
            (await world.JobAsync(name, j => j.Status?.Conditions.FindCondition("Scheduled") is { Status: "False" } c && c.Reason == reason)).Status!.Message!;
    }

    [Fact]
    public async Task IfAQuotaAllowsNoPodsThenTheJobCompletesWithoutThemAndSaysWhyThereAreNone()
    {
        const string space = "without-pods";
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600);
        await controlPlane.KubectlAsync("create", "namespace", space);
        await controlPlane.KubectlAsync("create", "quota", "none", "-n", space, "--hard=pods=0");
        // Until the namespace has a service account, that is what keeps pods away.
        while (await controlPlane.KubectlAsync("get", "serviceaccount", "default", "-n", space, "--ignore-not-found", "-o", "name") is { Length: 0 })
        {
        }
        await controlPlane.ApplyAsync($$"""
            apiVersion: orbitoperator.io/v1alpha1
            kind: OrbitalInferenceJob
            metadata: {name: unseen, namespace: {{space}}}
            spec:
              model: qwen3-8b
              input: {inline: "Is anybody there?"}
              work: {duration: 30s}
            """);

        var job = await world.WaitAsync<OrbitalInferenceJob>(new NamespacedName(space, "unseen"), j => j.Status?.Phase == JobPhase.Succeeded);

        (await world.EventAsync("unseen", "PodNotWritten", space)).Should().Contain("quota");
        var pods = await world.Client.ListAllAsync<V1Pod>(space, null, CancellationToken.None);
        pods.Items.Should().BeEmpty();
        (await world.Client.GetAsync<V1ConfigMap>(new NamespacedName(space, job.Status!.Result!.ConfigMap), CancellationToken.None)).Data!.Should().ContainKey("result");
        await controlPlane.KubectlAsync("delete", "namespace", space, "--wait=false");
    }
}
