namespace Orbit.Benchmarks.Workloads;

/// <summary>The figures that the project is judged by.</summary>
public static class Headlines
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "sgp4_near_earth_per_second_per_core",
        "sgp4_deep_space_per_second_per_core",
        "windows_star_compute_2800x100x24h_seconds",
        "windows_catalogue_x122x24h_seconds",
        "windows_one_satellite_x100x24h_milliseconds",
        "windows_one_satellite_update_milliseconds",
    };

    /// <summary>Measures them; each is given as soon as it is known.</summary>
    public static IEnumerable<Measurement> Run() => Workload.All.SelectMany(w => w.Run(Names.Contains)).Where(m => Names.Contains(m.Name));
}
