using System.Buffers;
using System.IO.Pipelines;

namespace Orbit.Faults.Traffic;

/// <summary>Reads a stream line by line, line ends included.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    private readonly PipeReader _reader = PipeReader.Create(stream);

    /// <summary>The next line, or null at the end.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var after = read.Buffer.GetPosition(1, end);
                var line = read.Buffer.Slice(0, after).ToArray();
                _reader.AdvanceTo(after);
                return line;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    public void Dispose() => _reader.Complete();
}
