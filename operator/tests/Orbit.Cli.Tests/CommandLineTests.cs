using System.CommandLine;

namespace Orbit.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void TheHelpOfTheWholeNamesEveryCommand()
    {
        var run = CliRun.Of(["--help"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Out.Should().Contain("  windows  Predict when satellites are in view of ground stations, from files, without a cluster\n");
    }

    [Fact]
    public void TheHelpOfWindowsNamesEveryOptionFieldAndExitCode()
    {
        var run = CliRun.Of(["windows", "--help"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Out.Replace(RootCommand.ExecutableName, "kubectl-orbit", StringComparison.Ordinal)[run.Out.IndexOf("Usage:", StringComparison.Ordinal)..].Should().Be("""
            Usage:
              kubectl-orbit windows [options]

            Options:
              --elements <FILE> (REQUIRED)   Element sets: TLE, also in JSON, or OMM as JSON, CSV, XML or KVN
              --stations <FILE> (REQUIRED)   Stations: CSV with name, lat_deg, lon_deg, alt_m
              --start <INSTANT> (REQUIRED)   Start of the span, ISO 8601; UTC unless it says otherwise
              --hours <HOURS>                Length of the span [default: 24]
              --mask <DEGREES>               Lowest elevation of a window [default: 10]
              --satellite <NUMBER|NAME>      Only this satellite; may be given several times
              -o, --output <table|csv|json>  How to write the windows [default: table]
              -?, -h, --help                 Show help and usage information

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

            """);
    }

    [Fact]
    public void IfOptionsAreMissingThenEachIsNamed()
    {
        var run = CliRun.Of(["windows"]);

        run.ExitCode.Should().Be(2);
        run.Out.Should().BeEmpty();
        run.Error.Should().Be("""
            error: Option '--elements' is required.
            error: Option '--stations' is required.
            error: Option '--start' is required.
            See 'kubectl-orbit windows --help'.

            """);
    }

    [Theory]
    [InlineData("--start", "yesterday", "--start is \"yesterday\"; it must be an instant of the years 1957 to 2100 as 2026-08-22T00:00:00Z.")]
    [InlineData("--start", "2026-02-30", "--start is \"2026-02-30\"; it must be an instant of the years 1957 to 2100 as 2026-08-22T00:00:00Z.")]
    [InlineData("--start", "1926-02-03", "--start is \"1926-02-03\"; it must be an instant of the years 1957 to 2100 as 2026-08-22T00:00:00Z.")]
    [InlineData("--hours", "0", "--hours is \"0\"; it must be a number of hours, more than 0 and at most 8784 (a year).")]
    [InlineData("--hours", "-1", "--hours is \"-1\"; it must be a number of hours, more than 0 and at most 8784 (a year).")]
    [InlineData("--hours", "NaN", "--hours is \"NaN\"; it must be a number of hours, more than 0 and at most 8784 (a year).")]
    [InlineData("--hours", "8785", "--hours is \"8785\"; it must be a number of hours, more than 0 and at most 8784 (a year).")]
    [InlineData("--mask", "high", "--mask is \"high\"; it must be a number of degrees from -90 to 90.")]
    [InlineData("--mask", "91", "--mask is \"91\"; it must be a number of degrees from -90 to 90.")]
    [InlineData("--output", "xml", "--output is \"xml\"; it must be table, csv or json.")]
    [InlineData("-o", "1", "--output is \"1\"; it must be table, csv or json.")]
    [InlineData("-o", "", "--output is \"\"; it must be table, csv or json.")]
    [InlineData("--satelite", "5", "Unrecognized command or argument '--satelite'.")]
    public void IfAnOptionIsWrongThenTheSentenceNamesItAndTheExitCodeIsTwo(string option, string value, string sentence)
    {
        string[] rest = option is "--start" ? [] : ["--start", "2026-08-22T00:00:00Z"];

        var run = CliRun.Of(["windows", "--elements", "e", "--stations", "s", .. rest, option, value]);

        run.ExitCode.Should().Be(2);
        run.Out.Should().BeEmpty();
        run.Error.Should().StartWith($"error: {sentence}\n").And.EndWith("See 'kubectl-orbit windows --help'.\n");
    }

    [Theory]
    [InlineData("--hours")]
    [InlineData("--satellite")]
    public void IfAnOptionHasNoValueThenTheSentenceNamesIt(string option)
    {
        var run = CliRun.Of(["windows", "--elements", "e", "--stations", "s", "--start", "2026-08-22", option]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith($"error: Required argument missing for option: '{option}'.\n");
    }

    [Fact]
    public void IfThereIsNoCommandThenTheHelpIsNamed()
    {
        var run = CliRun.Of([]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Be("error: Required command was not provided.\nSee 'kubectl-orbit --help'.\n");
    }
}
