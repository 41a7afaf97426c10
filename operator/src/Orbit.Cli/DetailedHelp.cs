using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Orbit.Cli;

/// <summary>The usual help, and after it what a command's one-line description has no room for.</summary>
internal sealed class DetailedHelp(string details) : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

    /// <summary>Who asks for help need not have given the required options.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = _usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write(details);
        return exitCode;
    }
}
