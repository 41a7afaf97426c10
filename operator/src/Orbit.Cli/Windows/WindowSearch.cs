using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;

namespace Orbit.Cli.Windows;

/// <summary>Finds the windows of many satellites on all processors, and yields them in the satellites' order.</summary>
internal sealed class WindowSearch(WindowsRequest request, IReadOnlyList<GroundSite> sites, CliHost host, bool showsProgress)
{
    // Rows are handed on batch by batch, for those of the whole catalogue would fill the memory.
    private static readonly int BatchSize = 8 * Environment.ProcessorCount;

    private readonly MaskedSite[] _sites = [.. sites.Select(site => new MaskedSite(site, HorizonMask.Flat(request.MaskDegrees)))];

    /// <summary>How many satellites could be propagated, once <see cref="Find"/> has been gone through.</summary>
    public int Used { get; private set; }

    /// <summary>The windows by satellite, then station, then start.</summary>
    public IEnumerable<WindowRow> Find(IReadOnlyList<MeanElements> satellites)
    {
        using var progress = new ProgressLine(host.Error, showsProgress, host.Clock);
        var done = 0;
        foreach (var batch in satellites.Chunk(BatchSize))
        {
            var results = new Result[batch.Length];
            Parallel.For(0, batch.Length, i => results[i] = FindOne(batch[i]));
            foreach (var result in results.Where(result => result.Warning is not null))
            {
                progress.Clear();
                host.Warn(result.Warning!);
            }

            Used += results.Count(result => result.IsUsed);
            done += batch.Length;
            progress.Report($"{done} of {satellites.Count} {(satellites.Count == 1 ? "satellite" : "satellites")}");
            foreach (var row in results.SelectMany(result => result.Rows))
            {
                yield return row;
            }
        }
    }

    private Result FindOne(MeanElements elements)
    {
        var name = ElementSelection.NameOf(elements);
        Sgp4Propagator satellite;
        try
        {
            satellite = Sgp4Propagator.Create(elements);
        }
        catch (Sgp4Exception e)
        {
            return new Result([], IsUsed: false, $"{name} is skipped: {e.Message}");
        }

        var orbit = OrbitSpan.Of(satellite, request.Span);
        if (orbit.IsEmpty)
        {
            return new Result([], IsUsed: false, $"{name} {orbit.Problem}");
        }

        var passes = PassFinder.Find(satellite, _sites, request.Span);
        var rows = _sites.SelectMany((site, i) => passes[i].Select(pass => new WindowRow(elements, site.Site.Name, request.MaskDegrees, pass)));
        return new Result([.. rows], IsUsed: true, orbit.Problem is null ? null : $"{name} {orbit.Problem}");
    }

    private sealed record Result(IReadOnlyList<WindowRow> Rows, bool IsUsed, string? Warning);
}
