using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults;
using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>etcd forgets the versions that the operator's watches are at.</summary>
public sealed class CompactionTests(ControlPlaneFixture controlPlane) : RecoveryTest(controlPlane)
{
    [Fact]
    public async Task IfEtcdIsCompactedUnderTheWatchThenTheOperatorListsAgainAndSaysWhy()
    {
        // With its cache the API server would answer for etcd, and for longer than etcd remembers.
        await ControlPlane.KillApiServerAsync();
        await ControlPlane.StartApiServerAsync("--watch-cache=false");
        try
        {
            await using var proxy = await FaultProxy.StartAsync(ControlPlane.ApiServer, ControlPlane.CertificateAuthorityPath);
            var kubeconfig = Path.Combine(Folder, "kubeconfig");
            await File.WriteAllTextAsync(kubeconfig, proxy.Redirect(await File.ReadAllTextAsync(ControlPlane.OperatorKubeconfigPath)));
            var gone = new GoneCounter();
            proxy.Hook = gone;
            await using var world = await OrbitWorld.StartAsync(ControlPlane, Rate, operatorEnvironment: Steadfast(("KUBECONFIG", kubeconfig)));
            var lease = await LeaseAsync(world);
            await BookAsync(world, "under-way");

            proxy.Connections.Refuse();
            await world.SubmitAsync("unseen");
            await ControlPlane.KubectlAsync("annotate", "groundlinks", "--all", "seen=no");
            await ControlPlane.CompactEtcdAsync();
            gone.Count.Should().Be(0);
            proxy.Connections.Accept();

            await AllSucceedAsync(world, "under-way", "unseen");
            await world.SubmitAsync("afterwards");
            await AllSucceedAsync(world, "afterwards");
            gone.Count.Should().BePositive("the server itself said that the version is gone");
            world.OperatorOutput.Should().Contain("The server no longer keeps the version that the watch of");
            ShouldBeTheSameProcess(world, lease, await LeaseAsync(world));
        }
        finally
        {
            await ControlPlane.KillApiServerAsync();
            await ControlPlane.StartApiServerAsync();
        }
    }

    /// <summary>Counts how often the real server says 410, either way.</summary>
    private sealed class GoneCounter : TrafficHook
    {
        private int _count;

        public int Count => _count;

        public override ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
        {
            if (status == 410)
            {
                Interlocked.Increment(ref _count);
            }

            return new(Fault.None);
        }

        public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken)
        {
            if (watched.Type == "ERROR" && watched.Object.GetProperty("code").GetInt32() == 410)
            {
                Interlocked.Increment(ref _count);
            }

            return new(Fault.None);
        }
    }
}
