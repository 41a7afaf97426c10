using System.Globalization;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests;

/// <summary>The reference data of the repository.</summary>
internal static class TestData
{
    /// <summary>Where the reference windows count their seconds from.</summary>
    public static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    public static string[] Lines(params string[] path) => File.ReadAllLines(Path.Combine([DataFolder(), .. path]));

    /// <summary>Rows of a CSV file without its header.</summary>
    public static IEnumerable<string[]> Rows(params string[] path) => Lines(path).Skip(1).Select(line => line.Split(','));

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The element sets of a TLE file, each with its second line, which may say more after the set's 69 columns.</summary>
    public static IEnumerable<(MeanElements Elements, string Line2)> ReadTles(params string[] path)
    {
        var lines = Lines(path);

        // The verification's last sets were altered by hand, their checksums not.
        var file = ElementReader.Read(string.Join('\n', lines), new ElementReaderOptions { Checksums = ChecksumRule.Ignored });
        return file.Elements.Zip(lines.Where(line => line.StartsWith("2 ", StringComparison.Ordinal)));
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
