using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Finds the passes of one satellite after another over a set of sites, in buffers that it keeps: apart from the passes
/// themselves it allocates only where the satellite grazes a mask, decays, or a mask depends on azimuth.
/// </summary>
/// <remarks>
/// <para>What is found is as <see cref="PassFinder"/> says. docs/designs/0004-contact-windows.md says how, and why nothing is missed.</para>
/// <para>
/// A span of any length is searched about a day at a time, so the memory that is needed is that of the passes found.
/// </para>
/// <para>Not safe for concurrent use: each thread needs its own.</para>
/// </remarks>
public sealed class PassSearch
{
    private readonly OrbitNodes _nodes = new();
    private readonly PassMarks _marks = new();
    private readonly PassAssembly _assembly = new();
    private readonly GridSearch _grid;

    /// <summary>Makes a search with buffers of its own.</summary>
    public PassSearch() => _grid = new GridSearch(_nodes);

    /// <summary>
    /// Appends the passes of a satellite to <paramref name="passes"/>: by site in their order in the set, and for each site in
    /// order of time.
    /// </summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="sites">The sites with their masks.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <param name="passes">Takes the passes; what it holds already stays.</param>
    public void Find(Sgp4Propagator satellite, SiteSet sites, Interval span, List<SitePass> passes)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(passes);
        var (start, end) = satellite.InOrbit(span.StartTicks, span.EndTicks);
        if (start >= end || sites.Count == 0)
        {
            return;
        }

        var before = passes.Count;
        var within = new Interval(start, end);
        _assembly.Begin(satellite, sites, within, passes);
        var pieces = SearchPieces(satellite, sites, within);
        _assembly.End();
        if (pieces > 1)
        {
            passes.Sort(before, passes.Count - before, BySite.Instance);
        }
    }

    // Returns the number of pieces.
    private int SearchPieces(Sgp4Propagator satellite, SiteSet sites, Interval span)
    {
        var step = OrbitNodes.StepTicksOf(satellite);
        var blockTicks = step * OrbitNodes.BlockLength;
        var block = span.StartTicks / blockTicks;
        var end = ((span.EndTicks - 1) / blockTicks) + 1;
        var most = OrbitNodes.MostBlocks;
        var pieces = 0;
        while (block < end)
        {
            var wanted = (int)Math.Min(most, end - block);
            var loaded = _nodes.Load(satellite, step, block, wanted);
            most = loaded < wanted ? 1 : Math.Min(2 * most, OrbitNodes.MostBlocks);
            var next = block + Math.Max(1, loaded);
            var piece = span.Intersect(new Interval(block * blockTicks, next * blockTicks));
            _marks.Clear(sites.Count);
            if (loaded > 0)
            {
                _grid.Search(satellite, sites, piece, _marks);
            }
            else
            {
                SearchExactly(satellite, sites, piece);
            }

            _assembly.Add(_marks, piece, isLast: next >= end);
            block = next;
            pieces++;
        }

        return pieces;
    }

    // A piece on which the satellite cannot be interpolated: it is about to decay, or its model has a kink.
    private void SearchExactly(Sgp4Propagator satellite, SiteSet sites, Interval piece)
    {
        var trajectory = new Trajectory(satellite, piece);
        for (var site = 0; site < sites.Count; site++)
        {
            var margin = new ElevationMargin(sites.Frame(site), sites.Planes[site].MaskDegrees);
            foreach (var window in CrossingSearch.Find(trajectory, margin, trajectory.Span))
            {
                var (top, elevation) = Culmination.Find(trajectory, sites.Frame(site), window);
                _marks.Add(new Peak { Site = site, Ticks = top.UtcTicks, ElevationDegrees = elevation });
                if (window.StartTicks > piece.StartTicks)
                {
                    _marks.Add(new Crossing { Site = site, Ticks = window.StartTicks, Rises = true });
                }
                else
                {
                    _marks.StartsAbove(site) = true;
                }

                if (window.EndTicks < piece.EndTicks)
                {
                    _marks.Add(new Crossing { Site = site, Ticks = window.EndTicks, Rises = false });
                }
            }
        }
    }

    private sealed class BySite : IComparer<SitePass>
    {
        public static readonly BySite Instance = new();

        public int Compare(SitePass x, SitePass y) =>
            x.Site != y.Site ? x.Site.CompareTo(y.Site) : x.Pass.Window.CompareTo(y.Pass.Window);
    }
}
