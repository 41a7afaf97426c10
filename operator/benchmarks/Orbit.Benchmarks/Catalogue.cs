using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Benchmarks;

/// <summary>The satellites that flew on 2026-08-22, as published.</summary>
public static class Catalogue
{
    private const double DeepSpacePeriodMinutes = 225;

    private static readonly Lazy<Sgp4Propagator[]> Satellites = new(
        () => [.. ElementReader.Read(File.ReadAllText(DataFile("catalogue", "active_2026-08-22.tle")), new ElementReaderOptions()).Elements.Select(Sgp4Propagator.Create)]);

    /// <summary>Midnight of that day.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All of them, in the catalogue's order.</summary>
    public static IReadOnlyList<Sgp4Propagator> All => Satellites.Value;

    /// <summary>Those with periods below 225 minutes.</summary>
    public static IReadOnlyList<Sgp4Propagator> NearEarth { get; } = [.. All.Where(satellite => satellite.PeriodMinutes < DeepSpacePeriodMinutes)];

    /// <summary>Those with periods of 225 minutes and more.</summary>
    public static IReadOnlyList<Sgp4Propagator> DeepSpace { get; } = [.. All.Where(satellite => satellite.PeriodMinutes >= DeepSpacePeriodMinutes)];

    /// <summary><paramref name="count"/> of <paramref name="satellites"/>, evenly from all over the list.</summary>
    public static Sgp4Propagator[] Sample(IReadOnlyList<Sgp4Propagator> satellites, int count)
    {
        ArgumentNullException.ThrowIfNull(satellites);
        return [.. Enumerable.Range(0, count).Select(k => satellites[(int)((long)k * satellites.Count / count)])];
    }

    /// <summary>A file of operator/tests/data, found from wherever below the repository this runs.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or this does not run below the repository.</exception>
    public static string DataFile(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
            {
                return Path.Combine([folder.FullName, "operator", "tests", "data", .. parts]);
            }
        }

        throw new FileNotFoundException("The repository's test data were not found: this runs only from below the repository.");
    }
}
