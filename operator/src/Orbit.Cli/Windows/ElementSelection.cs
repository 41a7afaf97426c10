using Orbit.Astrodynamics.Elements;

namespace Orbit.Cli.Windows;

/// <summary>Reads element sets and chooses those of the satellites that were asked for.</summary>
internal static class ElementSelection
{
    private const string Option = "--elements";

    /// <summary>One element set for each satellite, in the file's order; what cannot be read is a warning.</summary>
    /// <exception cref="CliException">Nothing is left, or a satellite asked for is not in the file.</exception>
    public static IReadOnlyList<MeanElements> Read(WindowsRequest request, CliHost host)
    {
        var path = request.ElementsPath;
        var file = TextFile.Read(Option, path, reader => ElementReader.Read(reader));
        if (file.Elements.Count == 0 && file.Problems.Count == 1)
        {
            throw new CliException($"{Option}: {path}: {file.Problems[0]}");
        }

        foreach (var problem in file.Problems)
        {
            host.Warn($"{path}: {problem}");
        }

        if (file.Elements.Count == 0)
        {
            throw new CliException($"{Option}: no element set of {path} can be used.");
        }

        var wanted = Wanted(file.Elements, request);
        return [.. wanted.GroupBy(e => e.CatalogNumber).Select(sets => NearestToStart([.. sets], request, host))];
    }

    /// <summary>How messages call a satellite.</summary>
    public static string NameOf(MeanElements elements) =>
        elements.Name.Length > 0 ? $"{elements.Name} ({elements.CatalogNumber})" : $"{elements.CatalogNumber}";

    private static IEnumerable<MeanElements> Wanted(IReadOnlyList<MeanElements> all, WindowsRequest request)
    {
        if (request.Satellites.Count == 0)
        {
            return all;
        }

        foreach (var satellite in request.Satellites)
        {
            if (!all.Any(e => Matches(e, satellite)))
            {
                throw new CliException($"--satellite: {request.ElementsPath} has no usable element set of \"{satellite}\"; give a catalogue number, as 100001 or A0001, or a full name.");
            }
        }

        return all.Where(e => request.Satellites.Any(satellite => Matches(e, satellite)));
    }

    private static bool Matches(MeanElements elements, string satellite) =>
        elements.Name.Equals(satellite.Trim(), StringComparison.OrdinalIgnoreCase)
        || (CatalogNumbers.TryParse(satellite, out var number) && number == elements.CatalogNumber);

    // SGP4 loses accuracy with the time from the epoch, in either direction.
    private static MeanElements NearestToStart(List<MeanElements> sets, WindowsRequest request, CliHost host)
    {
        var nearest = sets.MinBy(e => (e.Epoch - request.Span.Start).Duration())!;
        if (sets.Count > 1)
        {
            host.Warn($"{NameOf(nearest)} has {sets.Count} element sets; the one nearest to --start is used, of {Instant.Seconds(nearest.Epoch)}.");
        }

        return nearest;
    }
}
