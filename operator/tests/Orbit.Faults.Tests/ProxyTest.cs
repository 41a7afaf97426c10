using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Orbit.Faults.Tests;

/// <summary>A little server, a proxy in front of it, and clients of both versions of HTTP.</summary>
public abstract class ProxyTest : IAsyncLifetime
{
    private readonly List<IDisposable> _clients = [];

    /// <summary>The versions of HTTP, for theories.</summary>
    public static TheoryData<string> Versions { get; } = ["1.1", "2.0"];

    internal LittleServer Server { get; private set; } = null!;

    protected FaultProxy Proxy { get; private set; } = null!;

    public async Task InitializeAsync() => (Server, Proxy) = await LittleServer.StartAsync();

    public async Task DisposeAsync()
    {
        await Proxy.DisposeAsync();
        _clients.ForEach(c => c.Dispose());
        await Server.DisposeAsync();
    }

    /// <summary>A client that speaks nothing but <paramref name="version"/>.</summary>
    protected HttpClient NewClient(string version)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Proxy.CertificateAuthorityPem);
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { CertificateChainPolicy = policy } })
        {
            BaseAddress = Proxy.Address,
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // No test is judged by time: this only ends one that would hang.
            Timeout = TimeSpan.FromMinutes(1),
        };
        _clients.Add(client);
        return client;
    }

    /// <summary>Opens a watch and reads its lines.</summary>
    protected static async Task<StreamReader> WatchAsync(HttpClient client)
    {
        var answer = await client.GetAsync("api/v1/namespaces/n/pods?watch=true", HttpCompletionOption.ResponseHeadersRead);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }
}
