using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Faults;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The fault proxy without faults is invisible to a client of a real API server.</summary>
[Collection(AloneCollection.Name)]
public sealed class ProxyTests(ControlPlaneFixture controlPlane)
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task IfNothingIsAskedOfTheProxyThenWritesListsAndWatchesPassOverBothVersionsOfHttp(string version)
    {
        await using var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, proxy.Redirect(await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath)));
        using var client = new KubernetesClient(new KubernetesConfigurationLoader().LoadKubeconfig([file]), new KubernetesClientOptions { HttpVersion = Version.Parse(version) });
        var name = $"proxy-{version.Replace('.', '-')}";
        var list = await client.ListAllAsync<V1Node>(null, null, CancellationToken.None);
        await client.CreateAsync(new V1Node { Metadata = new V1ObjectMeta { Name = name } }, CancellationToken.None);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await foreach (var change in client.WatchAsync<V1Node>(null, new WatchOptions { ResourceVersion = list.ResourceVersion }, limit.Token))
        {
            if (change.Object?.Metadata.Name == name)
            {
                break;
            }
        }

        await controlPlane.KubectlAsync("delete", "node", name);
        proxy.Connections.Count.Should().BePositive("everything went through the proxy");
        File.Delete(file);
    }
}
