using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Configuration;

public sealed class ProxyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task IfTheClusterHasAProxyThenItsServerIsReachedThroughIt()
    {
        await using var proxy = await ScriptedServer.StartAsync();
        var file = _folder.Write("config", $$"""
            current-context: x
            clusters: [{name: c, cluster: {server: "http://cluster.invalid", proxy-url: "{{proxy.Address}}"} }]
            contexts: [{name: x, context: {cluster: c} }]
            """);
        using var client = new KubernetesClient(new KubernetesConfigurationLoader().Load(file));

        var find = client.FindAsync<V1Node>(new("a"), default);
        await (await proxy.TakeAsync()).AnswerStatusAsync(404, "NotFound");

        (await find.Soon()).Should().BeNull();
    }
}
