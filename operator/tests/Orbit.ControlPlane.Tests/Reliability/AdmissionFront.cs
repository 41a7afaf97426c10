using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>What a Service is to an API server: one address in front of several replicas. It passes bytes on, so that TLS ends at the replica, and leaves out replicas that don't listen.</summary>
internal sealed class AdmissionFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public AdmissionFront()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port to call.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The ports of the replicas.</summary>
    public IReadOnlyList<int> Replicas { get; set; } = [];

    /// <summary>Ends all connections and waits until the other side has let go of them too: the next call makes a TLS handshake.</summary>
    public async Task CutAsync()
    {
        foreach (var (socket, pump) in _connections.ToArray())
        {
            try
            {
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It has ended by itself.
            }

            await pump;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                // Held back until it is known, so that nobody cuts a connection that is not there yet.
                var known = new TaskCompletionSource();
                _connections[socket] = PumpAsync(socket, known.Task);
                known.SetResult();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task PumpAsync(Socket client, Task known)
    {
        await known;
        try
        {
            using var server = await ConnectAsync();
            if (server is null)
            {
                return;
            }

            await using var down = new NetworkStream(client);
            await using var up = new NetworkStream(server);
            // The client's end is the end of both: what is cut here is answered by its closing.
            var answers = up.CopyToAsync(down, _stop.Token);
            await Ended(down.CopyToAsync(up, _stop.Token));
            server.Dispose();
            await Ended(answers);
        }
        finally
        {
            _connections.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        foreach (var port in Replicas)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), _stop.Token);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    private static async Task Ended(Task copy)
    {
        try
        {
            await copy;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One of the two is gone.
        }
    }
}
