using System.Diagnostics;
using System.Text.Json;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Cli.Tests.Windows;

public sealed class WindowsCommandTests : IDisposable
{
    private const string Stations = """"
        name,lat_deg,lon_deg,alt_m
        KSAT Svalbard,78.23,15.41,450
        "Malargüe, ""DSA 3""",-35.776,-69.398,1550

        """";

    private readonly TestFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void TheTableIsForPeople()
    {
        var run = Run(["--hours", "9.7"], "three_body/scs01_2026-08-22.tle", ["--satellite", "63982", "--satellite", "scs-01 b"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        Trimmed(run.Out).Should().Be(""""
            NORAD   SATELLITE   STATION             AOS (UTC)             LOS (UTC)             DURATION   MAX EL   NOTE
            63982   SCS-01 A    KSAT Svalbard       2026-08-22 08:05:41   2026-08-22 08:10:26   4m45s        16.4
            63982   SCS-01 A    KSAT Svalbard       2026-08-22 09:39:32   2026-08-22 09:42:00   2m28s        28.9   in view at end
            63982   SCS-01 A    Malargüe, "DSA 3"   2026-08-22 02:44:28   2026-08-22 02:51:28   7m00s        33.3
            63982   SCS-01 A    Malargüe, "DSA 3"   2026-08-22 04:19:21   2026-08-22 04:23:32   4m11s        14.2
            63983   SCS-01 B    KSAT Svalbard       2026-08-22 07:57:50   2026-08-22 08:00:00   2m10s        11.2
            63983   SCS-01 B    KSAT Svalbard       2026-08-22 09:29:53   2026-08-22 09:35:21   5m28s        22.8
            63983   SCS-01 B    Malargüe, "DSA 3"   2026-08-22 02:42:14   2026-08-22 02:44:51   2m37s        11.8
            63983   SCS-01 B    Malargüe, "DSA 3"   2026-08-22 04:13:11   2026-08-22 04:19:04   5m53s        28.0

            """");
    }

    [Fact]
    public void JsonHasTheFieldsOfTheCsv()
    {
        var run = Run(["--hours", "9.7", "-o", "json"], "three_body/scs01_2026-08-22.tle", ["--satellite", "63982"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Out.Should().Be(""""
            [
              {"norad":63982,"station":"KSAT Svalbard","mask_deg":10,"aos":"2026-08-22T08:05:40.713Z","los":"2026-08-22T08:10:25.521Z","culmination":"2026-08-22T08:08:03.565Z","max_elevation_deg":16.379982},
              {"norad":63982,"station":"KSAT Svalbard","mask_deg":10,"aos":"2026-08-22T09:39:31.609Z","los":"2026-08-22T09:42:00.000Z","culmination":"2026-08-22T09:42:00.000Z","max_elevation_deg":28.905443},
              {"norad":63982,"station":"Malargüe, \"DSA 3\"","mask_deg":10,"aos":"2026-08-22T02:44:28.182Z","los":"2026-08-22T02:51:28.491Z","culmination":"2026-08-22T02:48:00.194Z","max_elevation_deg":33.34963},
              {"norad":63982,"station":"Malargüe, \"DSA 3\"","mask_deg":10,"aos":"2026-08-22T04:19:21.086Z","los":"2026-08-22T04:23:31.633Z","culmination":"2026-08-22T04:21:26.768Z","max_elevation_deg":14.244191}
            ]

            """");
    }

    [Fact]
    public void CsvQuotesWhatNeedsIt()
    {
        var run = Run(["--hours", "9.7", "-o", "csv"], "three_body/scs01_2026-08-22.tle", ["--satellite", "63982"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Out.Should().Be(""""
            norad,station,mask_deg,aos,los,culmination,max_elevation_deg
            63982,KSAT Svalbard,10,2026-08-22T08:05:40.713Z,2026-08-22T08:10:25.521Z,2026-08-22T08:08:03.565Z,16.379982
            63982,KSAT Svalbard,10,2026-08-22T09:39:31.609Z,2026-08-22T09:42:00.000Z,2026-08-22T09:42:00.000Z,28.905443
            63982,"Malargüe, ""DSA 3""",10,2026-08-22T02:44:28.182Z,2026-08-22T02:51:28.491Z,2026-08-22T02:48:00.194Z,33.349630
            63982,"Malargüe, ""DSA 3""",10,2026-08-22T04:19:21.086Z,2026-08-22T04:23:31.633Z,2026-08-22T04:21:26.768Z,14.244191

            """");
    }

    [Theory]
    [InlineData("three_body/scs01_omm_2026-08-22.csv")]
    [InlineData("three_body/scs01_omm_2026-08-22.json")]
    public void EveryFormatOfTheSameElementsGivesTheSameWindows(string path)
    {
        var elements = ElementReader.Read(File.ReadAllText(TestFiles.Data(path))).Elements;
        var kvn = _files.Write("elements.kvn", string.Concat(elements.Select(e => $"""
            CCSDS_OMM_VERS = 2.0
            OBJECT_NAME = {e.Name}
            NORAD_CAT_ID = {e.CatalogNumber}
            EPOCH = {e.Epoch:yyyy-MM-dd'T'HH:mm:ss.ffffff}
            MEAN_MOTION = {e.MeanMotion} [rev/day]
            ECCENTRICITY = {e.Eccentricity}
            INCLINATION = {e.InclinationDegrees} [deg]
            RA_OF_ASC_NODE = {e.RightAscensionDegrees} [deg]
            ARG_OF_PERICENTER = {e.ArgumentOfPerigeeDegrees} [deg]
            MEAN_ANOMALY = {e.MeanAnomalyDegrees} [deg]
            BSTAR = {e.BStar} [1/ER]

            """)));

        var run = Run(["-o", "csv"], path, []);

        run.Error.Should().BeEmpty();
        run.Out.Should().Be(Run(["-o", "csv"], kvn, []).Out);
        run.Out.Split('\n').Length.Should().BeGreaterThan(20);
    }

    [Fact]
    public void ABadElementRecordIsAWarningWithItsLineAndTheOthersAreUsed()
    {
        var text = File.ReadAllText(TestFiles.Data("three_body/scs01_2026-08-22.tle"));
        var elements = _files.Write("fleet.tle", text.Replace("2 63983  97", "2 63983  98"));

        var run = Run(["-o", "csv"], elements, []);

        run.ExitCode.Should().Be(0);
        _files.Plain(run.Error).Should().Be("warning: fleet.tle: line 6, SCS-01 B (63983): LINE 2 has the checksum \"0\" in column 69 where its other columns add up to 1; the line was altered or copied wrongly.\n");
        run.Out.Should().Contain("63982,").And.Contain("63984,").And.NotContain("63983,");
    }

    [Fact]
    public void ADecayedSatelliteIsAWarningAndTheOthersAreUsed()
    {
        var elements = _files.Write("fleet.tle", File.ReadAllText(TestFiles.Data("three_body/scs01_2026-08-22.tle"))
            + string.Concat(File.ReadLines(TestFiles.Data("sgp4_verification/SGP4-VER.TLE")).Where(line => line.Contains(" 28872")).Select(line => line + "\n")));

        var run = Run(["-o", "csv"], elements, ["--satellite", "63982", "--satellite", "28872"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().Be("warning: 28872 is skipped: by its elements of 2005-11-29T00:28:59Z it decayed at 2005-11-29T01:20:29Z.\n");
        run.Out.Should().Contain("63982,").And.NotContain("28872,");
    }

    [Fact]
    public void ASatelliteThatDecaysWithinTheSpanIsAWarning()
    {
        var elements = _files.Write("falling.tle", string.Concat(File.ReadLines(TestFiles.Data("sgp4_verification/SGP4-VER.TLE")).Where(line => line.Contains(" 28872")).Select(line => line + "\n")));

        var run = CliRun.Of(["windows", "--elements", elements, "--stations", _files.Write("stations.csv", Stations), "--start", "2005-11-29T00:28:59Z", "-o", "csv"]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().StartWith("warning: 28872 has windows until 2005-11-29T01:20:29Z only: by its elements of 2005-11-29T00:28:59Z it decays at 2005-11-29T01:20:29Z.\n");
    }

    [Fact]
    public void IfNoSatelliteCanBePropagatedThenTheExitCodeIsOne()
    {
        var elements = _files.Write("falling.tle", string.Concat(File.ReadLines(TestFiles.Data("sgp4_verification/SGP4-VER.TLE")).Where(line => line.Contains(" 28872")).Select(line => line + "\n")));

        var run = Run(["-o", "table"], elements, []);

        run.ExitCode.Should().Be(1);
        run.Out.Should().BeEmpty();
        _files.Plain(run.Error).Should().EndWith("error: --elements: no satellite of falling.tle can be propagated.\n");
    }

    [Fact]
    public void OfSeveralElementSetsTheNearestToTheStartIsUsedAndAWarningSaysSo()
    {
        var history = TestFiles.Data("three_body/scs01_history.tle");
        var nearest = ElementReader.Read(File.ReadAllText(history)).Elements.Where(e => e.CatalogNumber == 63982).MaxBy(e => e.Epoch)!;
        var (line1, line2) = TleFormatter.Format(nearest);

        var run = Run(["-o", "csv"], history, ["--satellite", "63982"]);

        run.Error.Should().Be("warning: SCS-01 A (63982) has 6 element sets; the one nearest to --start is used, of 2026-08-21T19:03:38Z.\n");
        run.Out.Should().Be(Run(["-o", "csv"], _files.Write("one.tle", $"{line1}\n{line2}\n"), []).Out);
    }

    [Fact]
    public void IfThereAreNoWindowsThenOnlyStandardErrorSaysSo()
    {
        var table = Run(["--hours", "0.01"], "three_body/scs01_2026-08-22.tle", []);
        var csv = Run(["--hours", "0.01", "-o", "csv"], "three_body/scs01_2026-08-22.tle", []);
        var json = Run(["--hours", "0.01", "-o", "json"], "three_body/scs01_2026-08-22.tle", []);

        table.Should().Be(new CliRun(0, "", "No windows: at no station does a satellite rise above 10 degrees between 2026-08-22T00:00:00Z and 2026-08-22T00:00:36Z.\n"));
        csv.Out.Should().Be("norad,station,mask_deg,aos,los,culmination,max_elevation_deg\n");
        json.Out.Should().Be("[]\n");
    }

    [Theory]
    [InlineData("2026-08-22")]
    [InlineData("2026-08-22T00:00")]
    [InlineData("2026-08-22T00:00:00")]
    [InlineData("2026-08-22T00:00:00.000Z")]
    [InlineData("2026-08-22T08:00:00+08:00")]
    public void TheStartIsReadAsUtcUnlessItSaysOtherwise(string start)
    {
        var stations = _files.Write("stations.csv", Stations);
        var elements = TestFiles.Data("three_body/scs01_2026-08-22.tle");

        var run = CliRun.Of(["windows", "--elements", elements, "--stations", stations, "--start", start, "--hours", "3", "-o", "csv"]);

        run.Out.Should().Be(Run(["--hours", "3", "-o", "csv"], elements, []).Out);
    }

    [Theory]
    [InlineData("", "stations.csv: the header has no column name; it must have name, lat_deg, lon_deg, alt_m.")]
    [InlineData("name,lat_deg,lon_deg\nA,1,2\n", "stations.csv: the header has no column alt_m; it must have name, lat_deg, lon_deg, alt_m.")]
    [InlineData("name,name,lat_deg,lon_deg,alt_m\nA,B,1,2,3\n", "stations.csv: the header has more than one column name; it must have name, lat_deg, lon_deg, alt_m.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\n", "stations.csv holds no stations.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\nA,1,2,3\nB,1,2\n", "stations.csv, line 3: alt_m is missing.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\n\nA,91,2,3\n", "stations.csv, line 3: lat_deg is \"91\"; it must be a number from -90 to 90.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\nA,NaN,2,3\n", "stations.csv, line 2: lat_deg is \"NaN\"; it must be a number from -90 to 90.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\nA,1,\"12°E\",3\n", "stations.csv, line 2: lon_deg is \"12°E\"; it must be a number from -180 to 360.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\nA,1,2,\n", "stations.csv, line 2: alt_m is \"\"; it must be a number from -1000 to 100000.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\n,1,2,3\n", "stations.csv, line 2: name is \"\"; it must be text without line ends and control characters.")]
    [InlineData("name,lat_deg,lon_deg,alt_m\nA\u001b[31m,1,2,3\n", "stations.csv, line 2: name is \"A?[31m\"; it must be text without line ends and control characters.")]
    public void IfAStationCannotBeReadThenTheSentenceNamesLineAndColumn(string text, string sentence)
    {
        var stations = _files.Write("stations.csv", text);

        var run = CliRun.Of(["windows", "--elements", TestFiles.Data("three_body/scs01_2026-08-22.tle"), "--stations", stations, "--start", "2026-08-22"]);

        run.ExitCode.Should().Be(1);
        run.Out.Should().BeEmpty();
        _files.Plain(run.Error).Should().Be($"error: --stations: {sentence}\n");
    }

    [Fact]
    public void StationColumnsAreFoundByNameAmongOthers()
    {
        var stations = _files.Write("stations.csv", "\uFEFFprovider;x, ALT_M ,Lon_Deg,bands,Lat_deg,name\r\nKSAT,450,15.41,\"S,X\",78.23,KSAT Svalbard\r\nx,1550,-69.398,,-35.776,\"Malargüe, \"\"DSA 3\"\"\"");
        var elements = TestFiles.Data("three_body/scs01_2026-08-22.tle");

        var run = CliRun.Of(["windows", "--elements", elements, "--stations", stations, "--start", "2026-08-22", "-o", "csv"]);

        run.Error.Should().BeEmpty();
        run.Out.Should().Be(Run(["-o", "csv"], elements, []).Out);
    }

    [Fact]
    public void StationsOfTheSameNameAreAWarning()
    {
        var stations = _files.Write("stations.csv", "name,lat_deg,lon_deg,alt_m\nOregon,45.51,-119.37,0\nDubai,25,55,0\nOregon,45,-119,0\n");

        var run = CliRun.Of(["windows", "--elements", TestFiles.Data("three_body/scs01_2026-08-22.tle"), "--stations", stations, "--start", "2026-08-22", "--hours", "1"]);

        run.ExitCode.Should().Be(0);
        _files.Plain(run.Error).Should().StartWith("warning: stations.csv: several stations have the same name, so their windows look the same: Oregon.\n");
    }

    [Theory]
    [InlineData("", "fleet.tle: The text is empty.")]
    [InlineData("No GP data found", "fleet.tle: line 1: The text starts with \"No GP data found\" and is none of TLE, OMM JSON, OMM CSV, OMM XML and OMM keyword = value.")]
    public void IfTheElementFileHoldsNothingThenTheSentenceSaysWhy(string text, string sentence)
    {
        var run = Run([], _files.Write("fleet.tle", text), []);

        run.ExitCode.Should().Be(1);
        _files.Plain(run.Error).Should().Be($"error: --elements: {sentence}\n");
    }

    [Fact]
    public void IfAFileIsMissingOrAFolderThenTheSentenceNamesItsOption()
    {
        Run([], _files.PathOf("none.tle"), []).Error.Should().Be($"error: --elements: there is no file \"{_files.PathOf("none.tle")}\".\n");
        Run([], _files.PathOf(""), []).Error.Should().StartWith($"error: --elements: \"{_files.PathOf("")}\" cannot be read: ");
        CliRun.Of(["windows", "--elements", "x", "--stations", "none.csv", "--start", "2026-08-22"]).Error.Should().Be("error: --stations: there is no file \"none.csv\".\n");
    }

    [Fact]
    public void IfASatelliteIsNotInTheFileThenTheSentenceNamesIt()
    {
        var run = Run([], TestFiles.Data("three_body/scs01_2026-08-22.tle"), ["--satellite", "63982", "--satellite", "SCS-01"]);

        run.ExitCode.Should().Be(1);
        run.Out.Should().BeEmpty();
        run.Error.Should().StartWith("error: --satellite: ").And.EndWith("has no usable element set of \"SCS-01\"; give a catalogue number, as 100001 or A0001, or a full name.\n");
    }

    [Fact]
    public void ThereIsColourOnATerminalOnly()
    {
        var redirected = Run([], "three_body/scs01_2026-08-22.tle", []);
        var terminal = Run([], "three_body/scs01_2026-08-22.tle", [], host => host with { OutIsTerminal = true, OutHasColour = true });
        var plainTerminal = Run([], "three_body/scs01_2026-08-22.tle", [], host => host with { OutIsTerminal = true });

        redirected.Out.Should().NotContain("\u001b");
        plainTerminal.Out.Should().Be(redirected.Out);
        terminal.Out.Should().Contain("\u001b[").And.Contain("63982");
        terminal.Out.Split('\n').Should().HaveSameCount(redirected.Out.Split('\n'));
    }

    [Fact]
    public void ProgressIsShownOnATerminalOnceTheWorkIsLong()
    {
        var quick = Run([], "three_body/scs01_2026-08-22.tle", [], host => host with { ErrorIsTerminal = true });
        var slow = Run([], "three_body/scs01_2026-08-22.tle", [], host => host with { ErrorIsTerminal = true, Clock = new SlowClock() });
        var slowRedirected = Run([], "three_body/scs01_2026-08-22.tle", [], host => host with { Clock = new SlowClock() });
        var slowBetweenRows = Run(["-o", "csv"], "three_body/scs01_2026-08-22.tle", [], host => host with { ErrorIsTerminal = true, OutIsTerminal = true, Clock = new SlowClock() });

        quick.Error.Should().BeEmpty();
        slow.Error.Should().Contain(" of 12 satellites").And.EndWith("\r\u001b[2K");
        slow.Out.Should().Be(quick.Out);
        slowRedirected.Error.Should().BeEmpty();
        slowBetweenRows.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task TheProcessWritesResultsAndWarningsApartAndReturnsTheExitCode()
    {
        var stations = _files.Write("stations.csv", Stations);
        var elements = TestFiles.Data("three_body/scs01_2026-08-22.tle");
        var (exitCode, output, error) = await RunProcess("windows", "--elements", elements, "--stations", stations, "--start", "2026-08-22", "-o", "csv");
        var (wrong, nothing, sentence) = await RunProcess("windows", "--elements", elements, "--stations", stations, "--start", "soon");

        exitCode.Should().Be(0);
        output.Should().Be(Run(["-o", "csv"], elements, []).Out);
        error.Should().BeEmpty();
        wrong.Should().Be(2);
        nothing.Should().BeEmpty();
        sentence.Should().StartWith("error: --start is \"soon\"");
    }

    [Fact]
    public void JsonIsValid()
    {
        var run = Run(["-o", "json"], "three_body/scs01_2026-08-22.tle", []);

        using var document = JsonDocument.Parse(run.Out);
        document.RootElement.EnumerateArray().Should().OnlyContain(item => item.GetProperty("norad").GetInt32() > 0 && item.GetProperty("max_elevation_deg").GetDouble() >= 10);
    }

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));

    private CliRun Run(string[] options, string elements, string[] more, Func<CliHost, CliHost>? shape = null) => CliRun.Of(
        ["windows", "--elements", Path.IsPathRooted(elements) ? elements : TestFiles.Data(elements), "--stations", _files.Write("stations.csv", Stations), "--start", "2026-08-22T00:00:00Z", .. options, .. more],
        shape);

    private static async Task<(int ExitCode, string Out, string Error)> RunProcess(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kubectl-orbit.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>A clock that is three seconds later each time it is looked at.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Add(ref _seconds, 3);
    }
}
