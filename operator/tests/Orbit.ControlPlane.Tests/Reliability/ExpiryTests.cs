using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.ControlPlane.Tests.Reliability.Sieve;
using Orbit.Faults;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>A job that is over is deleted when its time has come, but only as the operator knows it.</summary>
[Collection(ContactCollection.Name)]
public sealed class ExpiryTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAFinishedJobIsGivenMoreTimeAndTheOperatorDoesNotHearOfItThenItIsNotDeleted()
    {
        await using var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        var hook = new DeafToJobs();
        proxy.Hook = hook;
        var kubeconfig = Path.GetTempFileName();
        await File.WriteAllTextAsync(kubeconfig, proxy.Redirect(await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath)));
        await using var world = await OrbitWorld.StartAsync(
            controlPlane, rate: 40, SieveManifests.All, operatorEnvironment: new Dictionary<string, string>(StringComparer.Ordinal) { ["KUBECONFIG"] = kubeconfig });
        var play = new Play(world);
        await play.SubmitAsync("lengthened", "west", "south", "south", "work: {duration: 20s}\nttlAfterFinished: 15m");
        await world.JobInAsync("lengthened", JobPhase.Succeeded);
        await hook.Success.WaitAsync(OrbitWorld.Limit);

        hook.IsDeaf = true;
        await play.PatchAsync<OrbitalInferenceJob>("lengthened", """{"spec": {"ttlAfterFinished": "1000h"}}""");

        (await hook.FirstDeletion.WaitAsync(OrbitWorld.Limit)).Should().Be(409, "it is no longer the job whose time has come");
        var job = await world.Client.FindAsync<OrbitalInferenceJob>(new NamespacedName("default", "lengthened"), CancellationToken.None);
        job!.Metadata.DeletionTimestamp.Should().BeNull();
        File.Delete(kubeconfig);
    }

    /// <summary>Keeps events of jobs from the operator, and hears how its first deletion of one was answered.</summary>
    private sealed class DeafToJobs : TrafficHook
    {
        private const string Jobs = "orbitalinferencejobs";
        private readonly TaskCompletionSource<int> _deletion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource _success = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsDeaf { get; set; }

        /// <summary>The operator is being told that the job has succeeded.</summary>
        public Task Success => _success.Task;

        public Task<int> FirstDeletion => _deletion.Task;

        public override ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
        {
            if (call is { Verb: ApiVerb.Delete, Resource: Jobs })
            {
                _deletion.TrySetResult(status);
            }

            return new(Fault.None);
        }

        public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken)
        {
            if (call.Resource != Jobs)
            {
                return new(Fault.None);
            }

            if (watched.Object.TryGetProperty("status", out var status) && status.TryGetProperty("phase", out var phase) && phase.GetString() == "Succeeded")
            {
                _success.TrySetResult();
            }

            return new(IsDeaf ? Fault.Skip : Fault.None);
        }
    }
}
