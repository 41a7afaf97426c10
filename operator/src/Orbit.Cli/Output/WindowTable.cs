using Orbit.Cli.Windows;
using Orbit.Visibility.Contacts;
using Spectre.Console;

namespace Orbit.Cli.Output;

/// <summary>Windows as a table for people, in the manner of kubectl: no lines, capital headings.</summary>
internal static class WindowTable
{
    /// <summary>Writes the table, once all rows are known; nothing when there are none.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(IEnumerable<WindowRow> rows, CliHost host)
    {
        var table = new Table().NoBorder();
        foreach (var heading in (string[])["NORAD", "SATELLITE", "STATION", "AOS (UTC)", "LOS (UTC)", "DURATION", "MAX EL", "NOTE"])
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).NoWrap().PadLeft(0).PadRight(3));
        }

        foreach (var row in rows)
        {
            var (pass, window) = (row.Pass, row.Pass.Window);
            table.AddRow(
                new Text(row.Satellite.CatalogNumber.ToString()),
                new Text(row.Satellite.Name),
                new Text(row.Station),
                new Text(Time(window.Start)),
                new Text(Time(window.End)),
                new Text(Length(Shown(window.End) - Shown(window.Start))),
                new Text($"{pass.MaxElevationDegrees:F1}", ColourOf(pass.MaxElevationDegrees)).RightJustified(),
                new Text(Note(pass)));
        }

        if (table.Rows.Count > 0)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = host.OutHasColour ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = host.OutHasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(host.Out),
            });

            // A row is a line, however narrow the terminal: what greps and cuts lines must not meet half of one.
            console.Profile.Width = int.MaxValue;
            console.Write(table);
        }

        return table.Rows.Count;
    }

    private static DateTimeOffset Shown(DateTimeOffset instant) => Instant.Rounded(instant, TimeSpan.FromSeconds(1));

    private static string Time(DateTimeOffset instant) => Shown(instant).ToString("yyyy-MM-dd HH:mm:ss");

    // As kubectl writes ages.
    private static string Length(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        return seconds < 60 ? $"{seconds}s"
            : seconds < 3600 ? $"{seconds / 60}m{seconds % 60:D2}s"
            : $"{seconds / 3600}h{seconds / 60 % 60:D2}m{seconds % 60:D2}s";
    }

    private static Style ColourOf(double elevationDegrees) =>
        new(elevationDegrees >= 45 ? Color.Green : elevationDegrees >= 20 ? Color.Yellow : Color.Default);

    private static string Note(Pass pass) => (pass.ClippedStart, pass.ClippedEnd) switch
    {
        (true, true) => "in view throughout",
        (true, false) => "in view at start",
        (false, true) => "in view at end",
        _ => "",
    };
}
