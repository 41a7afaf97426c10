namespace Orbit.Cli.Windows;

/// <summary>Opens the files that options name.</summary>
internal static class TextFile
{
    /// <summary>Reads a file by <paramref name="read"/>.</summary>
    /// <exception cref="CliException">It cannot be opened or read; the sentence names the option.</exception>
    public static T Read<T>(string option, string path, Func<TextReader, T> read)
    {
        try
        {
            using var reader = new StreamReader(path);
            return read(reader);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException($"{option}: there is no file \"{path}\".");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException($"{option}: \"{path}\" cannot be read: {e.Message}");
        }
    }
}
