using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Orbit.Faults.Connections;

/// <summary>One TCP connection of a client, below its TLS.</summary>
public sealed class ProxyConnection
{
    private readonly Socket _socket;
    private readonly CancellationToken _closed;
    private readonly Lock _lock = new();
    private TaskCompletionSource? _stalled;
    private volatile bool _ended;

    internal ProxyConnection(long number, Socket socket, CancellationToken closed)
    {
        Number = number;
        _socket = socket;
        _closed = closed;
    }

    /// <summary>Counts the proxy's connections from 1.</summary>
    public long Number { get; }

    /// <summary>Whether it is still open.</summary>
    public bool IsOpen => !_ended && !_closed.IsCancellationRequested;

    /// <summary>Lets nothing pass any more, in either direction, and leaves the connection open: a peer that hangs, or a firewall that forgot it.</summary>
    public void Stall()
    {
        lock (_lock)
        {
            _stalled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets everything pass again, what was held back first.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _stalled?.TrySetResult();
            _stalled = null;
        }
    }

    /// <summary>Closes the connection (FIN), without a word of TLS or HTTP.</summary>
    public void Cut() => End(linger: false);

    /// <summary>Resets the connection (RST).</summary>
    public void Reset() => End(linger: true);

    /// <summary>Moves bytes from one side to the other as the connection's state allows.</summary>
    internal async Task PumpAsync(PipeReader from, PipeWriter to)
    {
        Exception? error = null;
        try
        {
            while (true)
            {
                var read = await from.ReadAsync(_closed);
                await PassAsync();
                foreach (var segment in read.Buffer)
                {
                    to.Write(segment.Span);
                }

                // The other end is told that there is room only once the bytes have gone on their way.
                var flushed = await to.FlushAsync(_closed);
                from.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || flushed.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            error = e;
        }

        await to.CompleteAsync(error);
        await from.CompleteAsync(error);
    }

    private async Task PassAsync()
    {
        Task? stalled;
        lock (_lock)
        {
            stalled = _stalled?.Task;
        }

        if (stalled is not null)
        {
            await stalled.WaitAsync(_closed);
        }
    }

    private void End(bool linger)
    {
        _ended = true;
        try
        {
            if (linger)
            {
                _socket.LingerState = new LingerOption(enable: true, 0);
                _socket.Close();
            }
            else
            {
                _socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It ended by itself a moment before.
        }
    }
}
