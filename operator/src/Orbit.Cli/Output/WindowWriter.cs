using Orbit.Cli.Windows;

namespace Orbit.Cli.Output;

/// <summary>Writes windows in the format asked for.</summary>
internal static class WindowWriter
{
    /// <summary>Writes all rows.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(OutputFormat format, IEnumerable<WindowRow> rows, CliHost host) => format switch
    {
        OutputFormat.Csv => WindowCsv.Write(rows, host.Out),
        OutputFormat.Json => WindowJson.Write(rows, host.Out),
        _ => WindowTable.Write(rows, host),
    };
}
