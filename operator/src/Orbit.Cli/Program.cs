using Orbit.Cli;

using var host = CliHost.ForThisProcess();
return CommandLine.Run(args, host);
