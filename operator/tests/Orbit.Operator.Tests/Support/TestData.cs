using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;

namespace Orbit.Operator.Tests.Support;

/// <summary>Real satellites and real stations, from operator/tests/data.</summary>
internal static class TestData
{
    /// <summary>Midnight after which the elements were published.</summary>
    public static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The elements of a satellite of the Three-Body constellation by its catalogue name, such as <c>SCS-01 A</c>.</summary>
    public static TwoLineElements ThreeBody(string name) => Elements(Path.Combine("three_body", "scs01_2026-08-22.tle"), name);

    /// <summary>The elements of a satellite of the reference windows by its name.</summary>
    public static TwoLineElements Reference(string name) => Elements(Path.Combine("reference_windows", "satellites.tle"), name);

    /// <summary>The first of the reference windows' stations as ground links.</summary>
    public static IReadOnlyList<GroundLink> Stations(int count) =>
    [
        .. File.ReadLines(Path.Combine(Folder(), "reference_windows", "stations.csv")).Skip(1).Take(count).Select(line => line.Split(',')).Select(row =>
            TestObjects.Station(row[1].ToLowerInvariant().Replace(' ', '-'), Number(row[2]), Number(row[3]), Number(row[4]))),
    ];

    private static TwoLineElements Elements(string file, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder(), file));
        var title = Array.FindIndex(lines, line => line.Trim() == name);
        return new TwoLineElements { Line1 = lines[title + 1], Line2 = lines[title + 2] };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The repository's folder.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("OrbitOperator.sln is in none of the folders above the tests.");
        }

        return folder.FullName;
    }

    private static string Folder() => Path.Combine(Repository(), "operator", "tests", "data");
}
