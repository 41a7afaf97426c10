using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Metrics;

namespace Orbit.Kubernetes.Client;

/// <summary>Connections to the API server for one purpose, with identity and TLS. Plain requests, watches and leases each have one of their own, so that a flood of one can't hold up another.</summary>
internal sealed class ApiConnection(ClusterAccess configuration, KubernetesClientOptions options, int maxConnections) : IDisposable
{
    private readonly Lock _lock = new();
    private HttpMessageInvoker? _invoker;
    private SslStreamCertificateContext? _certificate;

    /// <summary>Sends a request and returns with the answer's header; a 401 is tried once more with new credentials.</summary>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> newRequest, CancellationToken cancellationToken)
    {
        var (response, credentials) = await SendOnceAsync(newRequest, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        configuration.Credentials.Invalidate(credentials);
        try
        {
            var renewed = await configuration.Credentials.GetAsync(cancellationToken);
            if (ReferenceEquals(renewed, credentials))
            {
                return response;
            }
        }
        catch
        {
            response.Dispose();
            throw;
        }

        response.Dispose();
        (response, _) = await SendOnceAsync(newRequest, cancellationToken);
        return response;
    }

    /// <summary>What a request that is about to be sent calls when its time is over: the requests after it go into new connections.</summary>
    /// <remarks>
    /// With HTTP/1.1 a request that is given up takes its connection with it. With HTTP/2 the next one would go into the
    /// same connection, even one that stalled, until its pings fail; and they don't where something in between answers them.
    /// </remarks>
    public Action Forsaking()
    {
        if (options.HttpVersion.Major < 2)
        {
            return static () => { };
        }

        HttpMessageInvoker? used;
        lock (_lock)
        {
            used = _invoker;
        }

        return () =>
        {
            lock (_lock)
            {
                // Only once: what has timed out together does not end the connections that were opened since.
                _invoker = ReferenceEquals(_invoker, used) ? null : _invoker;
            }
        };
    }

    public void Dispose() => _invoker?.Dispose();

    private async Task<(HttpResponseMessage Response, KubernetesCredentials Credentials)> SendOnceAsync(
        Func<HttpRequestMessage> newRequest, CancellationToken cancellationToken)
    {
        var credentials = await configuration.Credentials.GetAsync(cancellationToken);
        using var request = newRequest();
        request.Version = options.HttpVersion;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.Authorization = credentials.Authorization;
        request.Headers.UserAgent.ParseAdd(options.UserAgent);
        request.Headers.Accept.ParseAdd("application/json");
        if (configuration.TlsServerName is { } name)
        {
            // SocketsHttpHandler takes the name for TLS from here, and from nowhere else.
            request.Headers.Host = name;
        }

        var start = options.TimeProvider.GetTimestamp();
        var code = "<error>";
        try
        {
            var response = await InvokerFor(credentials.ClientCertificate).SendAsync(request, cancellationToken);
            code = ((int)response.StatusCode).ToString();
            return (response, credentials);
        }
        finally
        {
            var method = request.Method.Method;
            var host = configuration.Server.Authority;
            ClientMetrics.Requests.WithLabels(code, method, host).Inc();
            ClientMetrics.RequestDuration.WithLabels(method, host).Observe(options.TimeProvider.GetElapsedTime(start).TotalSeconds);
        }
    }

    private HttpMessageInvoker InvokerFor(SslStreamCertificateContext? certificate)
    {
        lock (_lock)
        {
            if (_invoker is null || !ReferenceEquals(_certificate, certificate))
            {
                // A connection keeps the certificate it was opened with, so a new certificate needs new connections.
                // The old handler is not disposed: requests may be on their way in it, and its connections close when idle.
                _certificate = certificate;
                _invoker = new HttpMessageInvoker(NewHandler(certificate));
            }

            return _invoker;
        }
    }

    private SocketsHttpHandler NewHandler(SslStreamCertificateContext? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            // Sooner than the request is given up, so that its error can say what took so long.
            ConnectTimeout = options.RequestTimeout / 3,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            // Without this, a load balancer's or a restarted server's new address would never be asked for.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = maxConnections,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            UseProxy = configuration.Proxy is not null || !configuration.Server.IsLoopback,
            Proxy = configuration.Proxy is { } proxy ? new WebProxy(proxy) : null,
            ConnectCallback = ConnectAsync,
        };
        handler.SslOptions.ClientCertificateContext = certificate;
        if (configuration.SkipTlsVerify)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (configuration.CertificateAuthorities is { } authorities)
        {
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, certificate, chain, errors) => authorities.Validate(certificate, chain, errors);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // A peer that vanished without a word is noticed within a minute, even on an idle watch.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
