using System.Net.Http.Headers;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Faults;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>What the tests of the runtime under faults share: a way to the real API server that leads through a fault proxy, beside the straight one of <see cref="RuntimeTest.Client"/>.</summary>
[Collection(AloneCollection.Name)]
public abstract class FaultTest(ControlPlaneFixture controlPlane) : RuntimeTest(controlPlane)
{
    private readonly List<IAsyncDisposable> _owned = [];

    protected FaultProxy Proxy { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Proxy = await FaultProxy.StartAsync(ControlPlane.ApiServer, ControlPlane.CertificateAuthorityPath);
    }

    public override async Task DisposeAsync()
    {
        // What was held up ends first, then those who waited for it.
        Proxy.Hook = TrafficHook.None;
        Proxy.Connections.Accept();
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        await Proxy.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A client whose requests go through the proxy.</summary>
    protected KubernetesClient NewProxiedClient(string httpVersion = "1.1") => new(
        new ClusterAccess
        {
            Server = Proxy.Address,
            CertificateAuthorities = CertificateAuthorities.FromPem(Proxy.CertificateAuthorityPem, "the proxy's authority"),
            Credentials = new FixedCredentialProvider(new KubernetesCredentials { Authorization = new AuthenticationHeaderValue("Bearer", ControlPlane.AdministratorToken) }),
        },
        new KubernetesClientOptions { HttpVersion = Version.Parse(httpVersion) });

    /// <summary>Follows the widgets of the test's namespace through the proxy, and has written down what is told.</summary>
    internal async Task<WidgetJournal> FollowAsync(InformerOptions? options = null, string httpVersion = "1.1", Func<Widget, bool>? isSettled = null)
    {
        var journal = new WidgetJournal(NewProxiedClient(httpVersion), (options ?? new InformerOptions()) with { Namespace = Namespace }, isSettled);
        _owned.Add(journal);
        await journal.Informer.WaitForSyncAsync(default).WaitAsync(Patience);
        return journal;
    }

    /// <summary>Has something disposed of at the end, before the proxy.</summary>
    protected T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>What the server holds, as <c>name@version</c>.</summary>
    protected async Task<IReadOnlyList<string>> ServersListAsync() => Texts((await Client.ListAllAsync<Widget>(Namespace, options: null, default)).Items);

    protected static IReadOnlyList<string> Texts(IEnumerable<Widget> widgets) => [.. widgets.Select(w => $"{w.Metadata.Name}@{w.Metadata.ResourceVersion}").Order(StringComparer.Ordinal)];

    protected Task PoisonAsync(string name) => Client.ApplyManifestAsync(
        $$"""{"apiVersion": "runtime.test.orbitoperator.io/v1", "kind": "Widget", "metadata": {"name": "{{name}}", "namespace": "{{Namespace}}"}, "spec": {"size": "big"} }""", "poison", default);
}
