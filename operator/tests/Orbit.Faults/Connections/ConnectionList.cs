using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Orbit.Faults.Connections;

/// <summary>The connections that clients have opened to a proxy, and what becomes of new ones.</summary>
public sealed class ConnectionList
{
    private readonly ConcurrentDictionary<long, ProxyConnection> _open = new();
    private long _count;
    private volatile bool _refuses;
    private volatile bool _stalls;

    /// <summary>Those that are open.</summary>
    public IReadOnlyList<ProxyConnection> Open => [.. _open.Values.Where(c => c.IsOpen).OrderBy(c => c.Number)];

    /// <summary>How many there ever were.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Cuts the client off: what is open is reset, and what is opened from now on, too.</summary>
    public void Refuse()
    {
        _refuses = true;
        ResetAll();
    }

    /// <summary>Stalls what is open and what is opened from now on: a partition that swallows everything.</summary>
    public void StallAll()
    {
        _stalls = true;
        foreach (var connection in Open)
        {
            connection.Stall();
        }
    }

    /// <summary>Ends <see cref="Refuse"/> and <see cref="StallAll"/>.</summary>
    public void Accept()
    {
        (_refuses, _stalls) = (false, false);
        foreach (var connection in Open)
        {
            connection.Resume();
        }
    }

    /// <summary>Closes everything that is open; new connections are welcome.</summary>
    public void CutAll()
    {
        foreach (var connection in Open)
        {
            connection.Cut();
        }
    }

    /// <summary>Resets everything that is open; new connections are welcome.</summary>
    public void ResetAll()
    {
        foreach (var connection in Open)
        {
            connection.Reset();
        }
    }

    /// <summary>Kestrel's connection middleware: puts the connection's valve between the socket and TLS.</summary>
    internal ConnectionDelegate ServeAsync(ConnectionDelegate next) => async context =>
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()!.Socket;
        var connection = new ProxyConnection(Interlocked.Increment(ref _count), socket, context.ConnectionClosed);
        // First the entry in the list, then the look: whichever of a test's word and this connection comes first, the other finds it.
        _open[connection.Number] = connection;
        if (_refuses)
        {
            _open.TryRemove(connection.Number, out _);
            connection.Reset();
            context.Abort();
            return;
        }

        if (_stalls)
        {
            connection.Stall();
        }

        context.Features.Set(connection);
        var (inbound, outbound) = (new Pipe(), new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1)));
        var wire = context.Transport;
        context.Transport = new Duplex(inbound.Reader, outbound.Writer);
        var fromClient = connection.PumpAsync(wire.Input, inbound.Writer);
        var toClient = connection.PumpAsync(outbound.Reader, wire.Output);
        try
        {
            await next(context);
        }
        finally
        {
            await inbound.Reader.CompleteAsync();
            await outbound.Writer.CompleteAsync();
            connection.Resume();
            _open.TryRemove(connection.Number, out _);
            await toClient;
            context.Abort();
            await fromClient;
        }
    };

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
