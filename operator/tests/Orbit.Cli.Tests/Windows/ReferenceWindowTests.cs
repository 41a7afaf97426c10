using System.Globalization;

namespace Orbit.Cli.Tests.Windows;

/// <summary>The command's CSV against windows that were computed independently of this project.</summary>
public sealed class ReferenceWindowTests
{
    private const double EdgeTolerance = 0.010;
    private const double SlowRate = 1e-3;

    private static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    // Three of the computing constellation, and one each in a low, a medium and a highly eccentric orbit.
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(10)]
    public void TheWindowsOfTheReferenceDayAreWrittenAndNoneBesides(int mask)
    {
        int[] satellites = [63982, 63985, 63993, .. FirstOf("LEO", "MEO", "HEO")];
        var stations = Rows("stations.csv").ToDictionary(row => row[1], row => row[0], StringComparer.Ordinal);
        var expected = Rows("windows_B.csv")
            .Where(row => satellites.Contains(int.Parse(row[0])) && Number(row[2]).Equals(mask))
            .ToLookup(row => (row[0], row[1]));

        var run = CliRun.Of(
        [
            "windows", "--elements", TestFiles.Data("reference_windows/satellites.tle"), "--stations", TestFiles.Data("reference_windows/stations.csv"),
            "--start", "2026-08-22T00:00:00Z", "--hours", "24", "--mask", mask.ToString(), "-o", "csv",
            .. satellites.SelectMany(number => new[] { "--satellite", number.ToString() }),
        ]);

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines[0].Should().Be("norad,station,mask_deg,aos,los,culmination,max_elevation_deg");
        var found = lines.Skip(1).Select(line => line.Split(',')).ToLookup(row => (row[0], stations[row[1]]));
        found.Select(group => group.Key).Should().BeEquivalentTo(expected.Select(group => group.Key));
        foreach (var group in expected)
        {
            found[group.Key].Should().HaveSameCount(group, "of satellite {0} and station {1}", group.Key.Item1, group.Key.Item2);
            foreach (var (row, reference) in found[group.Key].Zip(group))
            {
                row[2].Should().Be(mask.ToString());
                Compare(row[3], reference[3], reference[9]);
                Compare(row[4], reference[4], reference[10]);
                Number(row[6]).Should().BeApproximately(Number(reference[6]), 2e-6);
            }
        }
    }

    private static void Compare(string instant, string seconds, string rate)
    {
        instant.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");

        // An edge at the day's start or end has no rate. One that is slower is the other tests' matter: they compare it by
        // its elevation, which the command does not write.
        if (rate.Length == 0 || Math.Abs(Number(rate)) > SlowRate)
        {
            (DateTimeOffset.Parse(instant) - Start).TotalSeconds.Should().BeApproximately(Number(seconds), EdgeTolerance);
        }
    }

    private static IEnumerable<int> FirstOf(params string[] classes) =>
        classes.Select(name => int.Parse(Rows("satellites.csv").First(row => row[2].Equals(name, StringComparison.Ordinal))[0]));

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(TestFiles.Data("reference_windows/" + file)).Skip(1).Select(line => line.Split(','));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
