using System.Text;

namespace Orbit.Cli;

/// <summary>What a command sees of the process that it runs in: its output and what is at the other end of it.</summary>
/// <param name="Out">Standard output: results, and nothing else.</param>
/// <param name="Error">Standard error: warnings, errors and progress.</param>
/// <param name="Clock">Measures how long something takes.</param>
internal sealed record CliHost(TextWriter Out, TextWriter Error, TimeProvider Clock) : IDisposable
{
    /// <summary>Whether a terminal shows <see cref="Out"/>, and it may have colours.</summary>
    public bool OutHasColour { get; init; }

    /// <summary>Whether a terminal shows <see cref="Out"/>.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a terminal shows <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The host of a real process. Output is buffered: a day's windows of the catalogue are millions of lines.</summary>
    public static CliHost ForThisProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16) { AutoFlush = false };
        return new CliHost(output, Console.Error, TimeProvider.System)
        {
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            OutHasColour = !Console.IsOutputRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal),
        };
    }

    /// <summary>A sentence for the user that is no result.</summary>
    public void Warn(string sentence) => Error.WriteLine($"warning: {sentence}");

    public void Dispose() => Out.Flush();
}
