using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Orbit.Cli.Windows;

namespace Orbit.Cli.Output;

/// <summary>Windows as CSV, row by row as they are found.</summary>
internal static class WindowCsv
{
    /// <summary>Writes a header and the rows.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(IEnumerable<WindowRow> rows, TextWriter writer)
    {
        var count = 0;

        // RFC 4180 has CRLF, and the tools that cut and compare lines have LF.
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        WriteRow(csv, ["norad", "station", "mask_deg", "aos", "los", "culmination", "max_elevation_deg"]);
        foreach (var row in rows)
        {
            WriteRow(csv,
            [
                row.Satellite.CatalogNumber.ToString(),
                row.Station,
                row.MaskDegrees.ToString(),
                Instant.Milliseconds(row.Pass.Window.Start),
                Instant.Milliseconds(row.Pass.Window.End),
                Instant.Milliseconds(row.Pass.Culmination),
                row.Pass.MaxElevationDegrees.ToString("F6"),
            ]);
            count++;
        }

        return count;
    }

    private static void WriteRow(CsvWriter csv, ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }
}
