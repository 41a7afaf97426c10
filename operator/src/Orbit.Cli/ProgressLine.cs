namespace Orbit.Cli;

/// <summary>One line on a terminal that says how far a long work has come; nothing for a short one, or elsewhere.</summary>
internal sealed class ProgressLine(TextWriter writer, bool isShown, TimeProvider clock) : IDisposable
{
    private const string EraseLine = "\r\u001b[2K";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _started = clock.GetTimestamp();
    private TimeSpan _next = Patience;
    private bool _isWritten;

    public void Report(string progress)
    {
        var elapsed = clock.GetElapsedTime(_started);
        if (isShown && elapsed >= _next)
        {
            writer.Write(EraseLine + progress);
            writer.Flush();
            _next = elapsed + Pause;
            _isWritten = true;
        }
    }

    public void Dispose() => Clear();

    /// <summary>Leaves the terminal as if nothing had been written.</summary>
    public void Clear()
    {
        if (_isWritten)
        {
            writer.Write(EraseLine);
            writer.Flush();
            _isWritten = false;
        }
    }
}
