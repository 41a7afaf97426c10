using System.Collections.Concurrent;
using Orbit.Gateway.Client;

namespace Orbit.Operator.Gateways;

/// <summary>The gateway clients, one an address, over one connection pool.</summary>
internal sealed class GatewayPool(TimeProvider wall) : IDisposable
{
    private readonly ConcurrentDictionary<string, GatewayClient> _clients = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // Credentials of the operator's environment must not leak to whatever address a GroundLink names.
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The client of the gateway at <paramref name="url"/>, an absolute http or https address.</summary>
    /// <exception cref="ArgumentException"><paramref name="url"/> is none.</exception>
    public GatewayClient Get(string url) => _clients.GetOrAdd(url, u => new GatewayClient(_http, new Uri(u, UriKind.Absolute), wall));

    public void Dispose() => _http.Dispose();
}
