namespace Orbit.Cli.Tests;

/// <summary>What one run of the command left behind.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs the command in this process, redirected unless <paramref name="shape"/> makes terminals of its output.</summary>
    public static CliRun Of(IEnumerable<string> args, Func<CliHost, CliHost>? shape = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(output, error, TimeProvider.System);
        var exitCode = CommandLine.Run([.. args], shape is null ? host : shape(host));
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
