using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A result is stored as the satellite computed it, in the job's own place, or not at all.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ResultTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAResultComesDownDamagedThenItIsTakenDownAgainAndAfterTheSecondTimeTheAttemptHasFailed()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 300, tap: tap);
        var asked = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var downlinks = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var downlinksAtFirst = new ConcurrentDictionary<int, int>();
        tap.Script = async request =>
        {
            if (request.Job == "mislaid" && request.Is("PUT", "/downlinks/"))
            {
                downlinks[request.Http.Request.Path.Value!] = request.Attempt;
            }

            if (request.Job is not { } name || !request.Is("GET", "/v1/results/"))
            {
                return false;
            }

            var time = asked.AddOrUpdate(name, 1, (_, n) => n + 1);
            var noise = "noise"u8.ToArray();
            switch (name)
            {
                // The ground's copy is damaged, and carries its own hash; each is asked for twice.
                case "damaged-once" when time <= 2:
                case "damaged-always":
                    request.Http.Response.Headers[GatewayClient.HashHeader] = Convert.ToHexStringLower(SHA256.HashData(noise));
                    break;
                // Received, says the gateway, and does not find it until it comes down in another contact than those asked for by then.
                case "mislaid" when downlinks.Values.Count(a => a == request.Attempt) is var n && n == downlinksAtFirst.GetOrAdd(request.Attempt, n):
                    await request.RefuseAsync(404, "There is no such result.");
                    return true;
                // Damaged between the gateway and the operator.
                case "noisy-line" when time == 1:
                    request.Http.Response.Headers[GatewayClient.HashHeader] = new string('0', 64);
                    break;
                default:
                    return false;
            }

            await request.Http.Response.Body.WriteAsync(noise);
            return true;
        };
        await Task.WhenAll(world.SubmitAsync("damaged-once"), world.SubmitAsync("damaged-always", "work: {duration: 30s}\nbackoffLimit: 0"), world.SubmitAsync("noisy-line"), world.SubmitAsync("mislaid"));

        var once = await world.JobInAsync("damaged-once", JobPhase.Succeeded);
        await ShouldHoldTheAnswerAsync(world, once);
        once.Status!.Failures.Should().Be(0);
        (await world.EventAsync("damaged-once", "ResultDamaged")).Should().Contain("SHA-256").And.Contain("Another downlink");
        once.Status.Conditions.FindCondition("ResultIntact").Should().BeNull();
        var noisy = await world.JobInAsync("noisy-line", JobPhase.Succeeded);
        await ShouldHoldTheAnswerAsync(world, noisy);
        var always = await world.JobInAsync("damaged-always", JobPhase.Failed);
        always.Status!.Message.Should().Contain("came down damaged twice");
        (await world.Client.FindAsync<V1ConfigMap>(new NamespacedName("default", "damaged-always-result"), CancellationToken.None)).Should().BeNull();
        var mislaid = await world.JobInAsync("mislaid", JobPhase.Succeeded);
        await ShouldHoldTheAnswerAsync(world, mislaid);
        var log = await world.PhysicalLogAsync();
        foreach (var (job, times) in new[] { (once, 2), (noisy, 1), (always, 2), (mislaid, 2) })
        {
            log.Transmissions.Count(t => t.Direction == "Down" && t.Finished && t.AttemptId == job.Status!.Plan!.AttemptId).Should().Be(times, job.Metadata.Name);
            log.Runs.Should().ContainSingle(r => r.AttemptId == job.Status!.Plan!.AttemptId, "nothing is computed twice for it");
        }
    }

    [Fact]
    public async Task IfSomebodyElsesConfigMapHasTheResultsNameThenItIsKeptAndTheResultStoredOnceItIsGone()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600);
        await controlPlane.KubectlAsync("create", "configmap", "taken", "-n", "default", "--from-literal=result=mine");
        await world.SubmitAsync("blocked", "work: {duration: 30s}\noutput: {configMapName: taken}");

        var note = await world.EventAsync("blocked", "ResultNotStored");
        var waiting = await world.JobAsync("blocked", j => j.Status?.Message == note);
        waiting.Status!.Phase.Should().Be(JobPhase.Downlinking);
        note.Should().Contain("spec.output.configMapName").And.Contain("default/taken");
        var foreign = await world.Client.GetAsync<V1ConfigMap>(new NamespacedName("default", "taken"), CancellationToken.None);
        foreign.Data!["result"].Should().Be("mine");
        foreign.Metadata.OwnerReferences.Should().BeNullOrEmpty();

        await world.Client.DeleteAsync<V1ConfigMap>(new NamespacedName("default", "taken"), null, CancellationToken.None);
        // It is looked for every few seconds; a change of the job has it looked for at once.
        await controlPlane.KubectlAsync("annotate", "oij", "blocked", "mended=true");

        var job = await world.JobInAsync("blocked", JobPhase.Succeeded);
        job.Status!.Failures.Should().Be(0);
        await ShouldHoldTheAnswerAsync(world, job);
        (await world.PhysicalLogAsync()).Transmissions.Should().HaveCount(2, "the result waited on the ground");
    }

    private static async Task ShouldHoldTheAnswerAsync(OrbitWorld world, OrbitalInferenceJob job)
    {
        var result = job.Status!.Result!;
        var stored = await world.Client.GetAsync<V1ConfigMap>(new NamespacedName("default", result.ConfigMap), CancellationToken.None);
        stored.Data![result.Key].Should().Contain(job.Metadata.Name);
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored.Data[result.Key]))).Should().Be(result.Sha256);
        stored.Metadata.OwnerReferences.Should().ContainSingle(o => o.Uid == job.Metadata.Uid);
    }
}
