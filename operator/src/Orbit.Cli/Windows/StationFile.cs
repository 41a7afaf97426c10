using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Orbit.Visibility.Contacts;

namespace Orbit.Cli.Windows;

/// <summary>Reads stations from CSV. Unlike an element set, a station that cannot be read is an error: the file is the user's own.</summary>
internal static class StationFile
{
    private const string Option = "--stations";
    private const string Name = "name";
    private const string Latitude = "lat_deg";
    private const string Longitude = "lon_deg";
    private const string Altitude = "alt_m";

    private static readonly string[] Columns = [Name, Latitude, Longitude, Altitude];

    /// <summary>Every station of the file.</summary>
    /// <exception cref="CliException">The file cannot be used; the sentence names the line and the column.</exception>
    public static IReadOnlyList<GroundSite> Read(string path, CliHost host)
    {
        var sites = TextFile.Read(Option, path, reader => Read(reader, path));
        if (sites.Count == 0)
        {
            throw new CliException($"{Option}: {path} holds no stations.");
        }

        var twice = sites.CountBy(site => site.Name, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key).ToList();
        if (twice.Count > 0)
        {
            host.Warn($"{path}: several stations have the same name, so their windows look the same: {string.Join(", ", twice)}.");
        }

        return sites;
    }

    private static List<GroundSite> Read(TextReader reader, string path)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, TrimOptions = TrimOptions.Trim };
        using var parser = new CsvParser(reader, configuration);
        var header = parser.Read() ? parser.Record! : [];
        var columns = Columns.ToDictionary(name => name, name => ColumnOf(name, header, path), StringComparer.Ordinal);
        var sites = new List<GroundSite>();
        while (parser.Read())
        {
            var row = parser.Record!;
            string Field(string column) => columns[column] < row.Length
                ? row[columns[column]]
                : throw new CliException($"{Option}: {path}, line {parser.RawRow}: {column} is missing.");
            double Number(string column, double least, double most) =>
                double.TryParse(Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                    ? value
                    : throw new CliException($"{Option}: {path}, line {parser.RawRow}: {column} is \"{Printable(Field(column))}\"; it must be a number from {least} to {most}.");

            var name = Field(Name);
            if (name.Length == 0 || name.Any(char.IsControl))
            {
                throw new CliException($"{Option}: {path}, line {parser.RawRow}: {Name} is \"{Printable(name)}\"; it must be text without line ends and control characters.");
            }

            sites.Add(new GroundSite(name, Number(Latitude, -90, 90), Number(Longitude, -180, 360), Number(Altitude, -1000, 100_000)));
        }

        return sites;
    }

    private static int ColumnOf(string name, string[] header, string path)
    {
        var indexes = Enumerable.Range(0, header.Length).Where(i => header[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return indexes.Count == 1
            ? indexes[0]
            : throw new CliException($"{Option}: {path}: the header {(indexes.Count == 0 ? "has no column" : "has more than one column")} {name}; it must have {string.Join(", ", Columns)}.");
    }

    private static string Printable(string text) => new([.. text.Take(40).Select(character => char.IsControl(character) ? '?' : character)]);
}
