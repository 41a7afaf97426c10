using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

/// <summary>The data files of operator/tests/data that hold element sets.</summary>
internal static class ElementData
{
    public const string CatalogueTle = "catalogue/active_2026-08-22.tle";
    public const string CatalogueCsv = "catalogue/active_gp_2026-08-22.csv";
    public const string VerificationTle = "sgp4_verification/SGP4-VER.TLE";

    /// <summary>A real element set whose every field is of use for corruption: none is blank or zero but the last derivative.</summary>
    public const string Line1 = "1 63982U 25100A   26233.79419053  .00016205  00000+0  71936-3 0  9992";

    /// <summary>The second line of <see cref="Line1"/>.</summary>
    public const string Line2 = "2 63982  97.3629 305.1109 0029570 132.7662 227.6069 15.21237263 70613";

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root(), path));

    public static ElementFile Read(string path, ChecksumRule checksums = ChecksumRule.Required) =>
        ElementReader.Read(Text(path), new ElementReaderOptions { Checksums = checksums });

    /// <summary>The line with <paramref name="columns"/> from column <paramref name="first"/> on, and its checksum set right.</summary>
    public static string With(string line, int first, string columns)
    {
        var changed = line[..(first - 1)] + columns + line[(first - 1 + columns.Length)..];
        var sum = changed[..68].Sum(c => c == '-' ? 1 : char.IsAsciiDigit(c) ? c - '0' : 0);
        return changed[..68] + (sum % 10) + changed[69..];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("OrbitOperator.sln is in none of the folders above the tests.");
        }

        return Path.Combine(folder.FullName, "operator", "tests", "data");
    }
}
