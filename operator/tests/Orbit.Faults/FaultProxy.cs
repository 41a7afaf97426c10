using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Orbit.Faults.Connections;
using Orbit.Faults.Traffic;

namespace Orbit.Faults;

/// <summary>
/// Stands between clients and an API server, over TLS, with HTTP/1.1 and HTTP/2 alike, and does to their traffic what a test
/// asks for: to whole connections by <see cref="Connections"/>, to single requests, answers and watch events by <see cref="Hook"/>.
/// </summary>
/// <remarks>It ends the clients' TLS, so bearer tokens reach the server and client certificates do not.</remarks>
public sealed partial class FaultProxy : IAsyncDisposable
{
    private readonly ProxyCertificate _certificate = new();
    private readonly HttpMessageInvoker _behind;
    private readonly Uri _server;
    private WebApplication? _app;
    private volatile TrafficHook _hook = TrafficHook.None;

    private FaultProxy(Uri server, X509Certificate2Collection authorities)
    {
        _server = server;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        _behind = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        });
    }

    /// <summary>Where it listens, on the loopback interface.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The certificate, in PEM, of the authority that vouches for this proxy.</summary>
    public string CertificateAuthorityPem => _certificate.AuthorityPem;

    /// <summary>The clients' connections.</summary>
    public ConnectionList Connections { get; } = new();

    /// <summary>What is done to requests, answers and watch events from now on; nothing at first.</summary>
    public TrafficHook Hook
    {
        get => _hook;
        set => _hook = value;
    }

    /// <summary>Starts a proxy on a port of its own.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="authorityFile">PEM file of the authority that vouches for it.</param>
    public static async Task<FaultProxy> StartAsync(Uri server, string authorityFile)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authorityFile);
        var proxy = new FaultProxy(server, authorities);
        await proxy.ListenAsync();
        return proxy;
    }

    /// <summary>A kubeconfig that leads here instead of to the server that <paramref name="kubeconfig"/> names, with the same identity.</summary>
    /// <exception cref="ArgumentException">It has not exactly one server and one certificate-authority-data.</exception>
    public string Redirect(string kubeconfig)
    {
        if (Server().Count(kubeconfig) != 1 || Authority().Count(kubeconfig) != 1)
        {
            throw new ArgumentException("The kubeconfig must have one server and one certificate-authority-data.", nameof(kubeconfig));
        }

        var authority = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(CertificateAuthorityPem));
        return Authority().Replace(Server().Replace(kubeconfig, $"\"{Address.AbsoluteUri.TrimEnd('/')}\""), $"\"{authority}\"");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Connections that are held up would hold up the end, too.
        Connections.ResetAll();
        if (_app is { } app)
        {
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
        }

        _behind.Dispose();
        _certificate.Dispose();
    }

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = 1);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            // With no buffers in between, a write is over when the bytes are on the wire: what shall pass before a break does pass.
            kestrel.Limits.MaxResponseBufferSize = 0;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.Use(Connections.ServeAsync);
                listen.UseHttps(_certificate.Server);
            });
        });
        _app = builder.Build();
        var forwarder = new CallForwarder(_behind, _server, () => _hook);
        _app.Run(forwarder.ServeAsync);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    [GeneratedRegex("""(?<=\bserver:\s*)"?[^"\s,}]+"?""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Server();

    [GeneratedRegex("""(?<=\bcertificate-authority-data:\s*)"?[^"\s,}]+"?""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Authority();
}
