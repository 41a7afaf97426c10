using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Orbit.Cli.Output;
using Orbit.Visibility.Intervals;

namespace Orbit.Cli.Windows;

/// <summary>The command <c>windows</c>: contact windows of satellites and stations, from files, without a cluster.</summary>
internal static class WindowsCommand
{
    private const string Description = "Predict when satellites are in view of ground stations, from files, without a cluster";

    private const string Details = """
        Files:
          Element sets may be TLEs, with or without name lines, or OMMs as JSON, CSV, XML or keyword = value; the format
          is recognised. JSON objects may hold TLE lines instead: tle0, tle1 and tle2 as SatNOGS DB has them, or TLE_LINE0,
          TLE_LINE1 and TLE_LINE2 as Space-Track does. A record that cannot be read and a satellite that has no orbit in
          the span are warnings, the others are used. A satellite that decays has windows until then and none after.
          Of several element sets of one satellite the one nearest to --start is used.
          Stations are CSV with the columns name, lat_deg, lon_deg and alt_m (WGS-84), among others in any order.

        Satellites:
          --satellite takes the full name, or the catalogue number in digits or Alpha-5, in any case: 100001, A0001 and
          a0001 are the same. Leading zeros may be left out.

        Windows:
          They are cut at the span's ends. Elevations are geometric, without refraction. CSV and JSON have the fields
          norad, station, mask_deg, aos, los, culmination and max_elevation_deg; instants are UTC.

        Exit codes:
          0 done, 1 the input cannot be used, 2 the command line is wrong

        Example:
          kubectl-orbit windows --elements active.tle --stations stations.csv --start 2026-08-22T00:00:00Z -o csv

        """;

    private const double MostHours = 366 * 24;

    private static readonly string[] StartFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public static Command Create(CliHost host)
    {
        var elements = new Option<string>("--elements") { HelpName = "FILE", Description = "Element sets: TLE, also in JSON, or OMM as JSON, CSV, XML or KVN", Required = true };
        var stations = new Option<string>("--stations") { HelpName = "FILE", Description = "Stations: CSV with name, lat_deg, lon_deg, alt_m", Required = true };
        var start = OptionOf.Value<DateTimeOffset>("--start", "INSTANT", "Start of the span, ISO 8601; UTC unless it says otherwise", "an instant of the years 1957 to 2100 as 2026-08-22T00:00:00Z", TryStart);
        var hours = OptionOf.Value<double>("--hours", "HOURS", "Length of the span", $"a number of hours, more than 0 and at most {MostHours} (a year)", TryHours);
        var mask = OptionOf.Value<double>("--mask", "DEGREES", "Lowest elevation of a window", "a number of degrees from -90 to 90", TryMask);
        var satellites = new Option<string[]>("--satellite") { HelpName = "NUMBER|NAME", Description = "Only this satellite; may be given several times" };
        var output = OptionOf.Value<OutputFormat>("--output", "table|csv|json", "How to write the windows [default: table]", "table, csv or json", TryOutput);
        output.Aliases.Add("-o");
        start.Required = true;
        hours.DefaultValueFactory = _ => 24;
        mask.DefaultValueFactory = _ => 10;

        var command = new Command("windows", Description) { elements, stations, start, hours, mask, satellites, output };
        command.Add(new HelpOption { Action = new DetailedHelp(Details) });
        command.SetAction(result => WindowsRun.Run(
            new WindowsRequest
            {
                ElementsPath = result.GetRequiredValue(elements),
                StationsPath = result.GetRequiredValue(stations),
                Span = new Interval(result.GetRequiredValue(start), result.GetRequiredValue(start) + TimeSpan.FromHours(result.GetRequiredValue(hours))),
                MaskDegrees = result.GetRequiredValue(mask),
                Satellites = result.GetValue(satellites) ?? [],
            },
            result.GetValue(output),
            host));
        return command;
    }

    private static bool TryStart(string text, out DateTimeOffset start) =>
        DateTimeOffset.TryParseExact(text, StartFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out start)
        && start.Year is >= 1957 and <= 2100;

    private static bool TryHours(string text, out double hours) => TryNumber(text, out hours) && hours is > 0 and <= MostHours;

    private static bool TryMask(string text, out double mask) => TryNumber(text, out mask) && mask is >= -90 and <= 90;

    private static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryOutput(string text, out OutputFormat output) =>
        Enum.TryParse(text, ignoreCase: true, out output) && char.IsAsciiLetter(text[0]) && Enum.IsDefined(output);
}
