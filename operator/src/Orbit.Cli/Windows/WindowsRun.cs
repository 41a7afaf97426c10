using Orbit.Cli.Output;

namespace Orbit.Cli.Windows;

/// <summary>Runs the windows command on valid options.</summary>
internal static class WindowsRun
{
    /// <summary>Writes the windows, and to standard error what is worth knowing about them.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public static int Run(WindowsRequest request, OutputFormat format, CliHost host)
    {
        var sites = StationFile.Read(request.StationsPath, host);
        var satellites = ElementSelection.Read(request, host);

        // Progress would be torn apart by rows that the same terminal shows while they are found.
        var showsProgress = host.ErrorIsTerminal && (!host.OutIsTerminal || format == OutputFormat.Table);
        var search = new WindowSearch(request, sites, host, showsProgress);
        var count = WindowWriter.Write(format, search.Find(satellites), host);
        if (search.Used == 0)
        {
            throw new CliException($"--elements: no satellite of {request.ElementsPath} can be propagated.");
        }

        if (count == 0)
        {
            host.Error.WriteLine($"No windows: at no station does a satellite rise above {request.MaskDegrees} degrees between {Instant.Seconds(request.Span.Start)} and {Instant.Seconds(request.Span.End)}.");
        }

        return ExitCode.Success;
    }
}
