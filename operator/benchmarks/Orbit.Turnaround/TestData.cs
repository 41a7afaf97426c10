namespace Orbit.Turnaround;

/// <summary>The repository's test data.</summary>
public static class TestData
{
    /// <summary>A file of operator/tests/data, found from wherever below the repository this runs.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or this does not run below the repository.</exception>
    public static string Path(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "OrbitOperator.sln")))
            {
                var path = System.IO.Path.Combine([folder.FullName, "operator", "tests", "data", .. parts]);
                return File.Exists(path) ? path : throw new FileNotFoundException($"The repository has no {path}.");
            }
        }

        throw new FileNotFoundException("The repository's test data were not found; name the files with --elements and --stations.");
    }
}
