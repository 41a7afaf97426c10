using System.Diagnostics;

namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>Runs a command to its end.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Runs <paramref name="command"/> without a shell and returns what it wrote to standard output.
    /// </summary>
    /// <param name="command">The executable and its arguments.</param>
    /// <param name="environment">Variables added to the ones of this process.</param>
    /// <param name="input">What the command reads from standard input; nothing when null.</param>
    /// <exception cref="InvalidOperationException">The exit code is not 0; the message holds all output.</exception>
    public static async Task<string> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)
            ?? throw new InvalidOperationException($"`{command[0]}` could not be started");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"`{string.Join(' ', command)}` ended with exit code {process.ExitCode}:\n{await output}{await errors}");
    }
}
