using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;

namespace Orbit.Kubernetes.Tests.Support;

/// <summary>An HTTP server on a loopback port whose requests wait until the test takes and answers them.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Channel<ScriptedRequest> _requests = Channel.CreateUnbounded<ScriptedRequest>();
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificate,
                    ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                    ClientCertificateValidation = (_, _, _) => true,
                });
            }
        }));
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.Run(async context =>
        {
            var request = await ScriptedRequest.ReadAsync(context);
            await server._requests.Writer.WriteAsync(request);
            await request.Done;
        });
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>A client of this server.</summary>
    public KubernetesClient Client(TimeProvider? time = null, ICredentialProvider? credentials = null) =>
        new(
            new ClusterAccess { Server = Address, Credentials = credentials ?? new FixedCredentialProvider(KubernetesCredentials.Anonymous) },
            new KubernetesClientOptions { TimeProvider = time ?? TimeProvider.System });

    /// <summary>The next request; fails if none comes in a while.</summary>
    public Task<ScriptedRequest> TakeAsync() => _requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Whether a request waits to be taken.</summary>
    public bool HasRequest => _requests.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        // Whatever a test left open must not hold up the end.
        while (_requests.Reader.TryRead(out var request))
        {
            request.Abort();
        }

        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
