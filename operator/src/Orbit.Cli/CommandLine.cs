using System.CommandLine;
using Orbit.Cli.Windows;

namespace Orbit.Cli;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command to its end.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, CliHost host)
    {
        var root = new RootCommand("Satellites as Kubernetes nodes: when each is in view, seen from the ground.") { WindowsCommand.Create(host) };

        // A file name may begin with an @.
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            foreach (var message in result.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
            {
                host.Error.WriteLine($"error: {message}");
            }

            var command = result.CommandResult.Command;
            host.Error.WriteLine($"See 'kubectl-orbit {(command == root ? "" : command.Name + " ")}--help'.");
            return ExitCode.Usage;
        }

        try
        {
            return result.Invoke(new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false });
        }
        catch (CliException e)
        {
            host.Error.WriteLine($"error: {e.Message}");
            return ExitCode.Failure;
        }
        catch (IOException e)
        {
            host.Error.WriteLine($"error: The output cannot be written: {e.Message}");
            return ExitCode.Failure;
        }
    }
}
