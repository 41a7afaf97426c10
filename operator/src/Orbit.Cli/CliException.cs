namespace Orbit.Cli;

/// <summary>The command cannot do what it was asked for: one sentence that names the option and what is wrong.</summary>
internal sealed class CliException(string message) : Exception(message);
