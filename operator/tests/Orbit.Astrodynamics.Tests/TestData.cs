using System.Globalization;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests;

/// <summary>Finds the reference data of the repository and reads the few fields of a TLE that SGP4 needs.</summary>
internal static class TestData
{
    /// <summary>Where the reference windows count their seconds from.</summary>
    public static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    public static string[] Lines(params string[] path) => File.ReadAllLines(Path.Combine([DataFolder(), .. path]));

    /// <summary>Rows of a CSV file without its header.</summary>
    public static IEnumerable<string[]> Rows(params string[] path) => Lines(path).Skip(1).Select(line => line.Split(','));

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The element sets of a file of two or three line sets; comments and names are passed over.</summary>
    public static IEnumerable<(MeanElements Elements, string Line2)> ReadTles(params string[] path)
    {
        string? line1 = null;
        foreach (var line in Lines(path))
        {
            if (line.StartsWith("1 ", StringComparison.Ordinal))
            {
                line1 = line;
            }
            else if (line1 is not null && line.StartsWith("2 ", StringComparison.Ordinal))
            {
                yield return (ParseTle(line1, line), line);
                line1 = null;
            }
        }
    }

    private static MeanElements ParseTle(string line1, string line2)
    {
        var year = int.Parse(line1.AsSpan(18, 2), CultureInfo.InvariantCulture);
        var day = decimal.Parse(line1.AsSpan(20, 12), CultureInfo.InvariantCulture);
        var mantissa = Number(line1.Substring(53, 1).Trim() + "0." + line1.Substring(54, 5));
        return new MeanElements
        {
            CatalogNumber = int.Parse(line1.AsSpan(2, 5), CultureInfo.InvariantCulture),
            Epoch = new DateTimeOffset(year < 57 ? 2000 + year : 1900 + year, 1, 1, 0, 0, 0, TimeSpan.Zero)
                .AddTicks((long)((day - 1) * TimeSpan.TicksPerDay)),
            BStar = mantissa * Math.Pow(10, int.Parse(line1.AsSpan(59, 2), CultureInfo.InvariantCulture)),
            InclinationDegrees = Number(line2.Substring(8, 8)),
            RightAscensionDegrees = Number(line2.Substring(17, 8)),
            Eccentricity = Number("0." + line2.Substring(26, 7)),
            ArgumentOfPerigeeDegrees = Number(line2.Substring(34, 8)),
            MeanAnomalyDegrees = Number(line2.Substring(43, 8)),
            MeanMotion = Number(line2.Substring(52, 11)),
        };
    }

    private static string DataFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "operator", "tests", "data");
    }
}
