using System.Globalization;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Tests.Support;

/// <summary>The windows of 2026-08-22 that were computed independently of this project, at a mask of 10 degrees.</summary>
internal static class ReferenceWindows
{
    /// <summary>The first instant of the day.</summary>
    public static readonly DateTimeOffset Day = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Names and places of the stations, by their number in the files.</summary>
    public static IReadOnlyList<(string Name, double Latitude, double Longitude, double Altitude)> Stations { get; } =
    [
        .. Rows("stations.csv").Select(row => (
            row[1].Replace(' ', '-').ToLowerInvariant(), Number(row[2]), Number(row[3]), Number(row[4]))),
    ];

    /// <summary>A satellite's windows that lie wholly within the day, by start.</summary>
    public static IReadOnlyList<(int Station, Interval Window)> Of(int noradId) =>
    [
        .. Rows("windows_B.csv")
            .Where(row => int.Parse(row[0], CultureInfo.InvariantCulture) == noradId && row is [_, _, "10", .., "0", "0", _, _])
            .Select(row => (int.Parse(row[1], CultureInfo.InvariantCulture), new Interval(At(row[3]), At(row[4]))))
            .OrderBy(row => row.Item2),
    ];

    private static DateTimeOffset At(string seconds) => Day + TimeSpan.FromTicks((long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(RepositoryFiles.Data("reference_windows", file)).Skip(1).Select(line => line.Split(','));
}
