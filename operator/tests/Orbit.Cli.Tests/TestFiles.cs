namespace Orbit.Cli.Tests;

/// <summary>The files that the tests hand to the command.</summary>
internal sealed class TestFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orbit-cli-");

    /// <summary>A file of operator/tests/data.</summary>
    public static string Data(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("OrbitOperator.sln is in none of the folders above the tests.");
        }

        return Path.Combine(folder.FullName, "operator", "tests", "data", path);
    }

    /// <summary>A new file in a folder that is removed with this object.</summary>
    public string Write(string name, string text)
    {
        var path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The text with the folder's name, which is another each time, taken out.</summary>
    public string Plain(string text) => text.Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
