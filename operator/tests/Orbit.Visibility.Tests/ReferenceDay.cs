using System.Globalization;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests;

/// <summary>The 39 satellites, 20 stations and one day of operator/tests/data/reference_windows.</summary>
internal static class ReferenceDay
{
    public static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    public static readonly Interval Day = new(Start, Start.AddDays(1));

    public static readonly IReadOnlyDictionary<int, Sgp4Propagator> Satellites =
        Read("reference_windows", "satellites.tle").ToDictionary(elements => elements.CatalogNumber, Sgp4Propagator.Create);

    public static readonly IReadOnlyList<GroundSite> Stations = Rows("stations.csv")
        .Select(row => new GroundSite(row[1], Number(row[2]), Number(row[3]), Number(row[4])))
        .ToList();

    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Folder(), "reference_windows", file)).Skip(1).Select(line => line.Split(','));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder(), "reference_windows", file));

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static double SecondsOf(DateTimeOffset instant) => (instant - Start).TotalSeconds;

    public static IReadOnlyList<MeanElements> Read(params string[] path) =>
        ElementReader.Read(File.ReadAllText(Path.Combine([Folder(), .. path])), new ElementReaderOptions()).Elements;

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("OrbitOperator.sln is in none of the folders above the tests.");
        }

        return Path.Combine(folder.FullName, "operator", "tests", "data");
    }
}
