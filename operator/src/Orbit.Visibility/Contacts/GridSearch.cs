using System.Numerics;
using System.Runtime.Intrinsics;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Finds crossings and peaks on the nodes of a satellite's grid: the cull, judgement and solution of
/// docs/designs/0004-contact-windows.md.
/// </summary>
/// <param name="nodes">The grid, loaded before each search.</param>
internal sealed class GridSearch(OrbitNodes nodes)
{
    // Where a segment's margin cannot be judged by its ends, it is cut into this many parts, and each of these again.
    private const int Parts = 8;
    private const int MostCuts = 5;

    // Single precision: the coordinates, the direction and three products, each to 6e-8 of the distance.
    private const double RoughError = 8e-7;

    private readonly OrbitNodes _nodes = nodes;
    private readonly NodeSet _high = new();
    private readonly ElevationRun _run = new();
    private SiteSet _sites = null!;
    private PassMarks _marks = null!;

    // The segment that is being cut.
    private ElevationModel _segment;

    /// <summary>Adds the crossings and peaks of a satellite over all sites within a piece that lies on the grid.</summary>
    public void Search(Sgp4Propagator satellite, SiteSet sites, Interval piece, PassMarks marks)
    {
        (_sites, _marks) = (sites, marks);
        var first = (int)((piece.StartTicks - _nodes.FirstTicks) / _nodes.StepTicks);
        var last = (int)((piece.EndTicks - 1 - _nodes.FirstTicks) / _nodes.StepTicks) + 1;
        for (var site = 0; site < sites.Count; site++)
        {
            Scan(site, first, last);
        }

        ElevationSolver.Solve(_nodes, sites, marks.Crossings);
        ElevationSolver.Solve(_nodes, sites, marks.Peaks);
        if (HasUnsure(marks.Crossings))
        {
            SearchUnsureExactly(satellite);
        }

        (_sites, _marks) = (null!, null!);
    }

    // Finds where the satellite may be above a site's mask: between two nodes it rises no more than A h²/8 over the higher.
    private void Scan(int site, int first, int last)
    {
        ref readonly var plane = ref _sites.Planes[site];
        var whole = _nodes.Whole;
        var height = plane.LeastHeight(whole.Lowest, whole.Highest)
            - (whole.Acceleration * _nodes.StepSeconds * _nodes.StepSeconds / 8) - (RoughError * whole.Highest);
        if (!_high.Fill(_nodes, plane, height, first, last))
        {
            return;
        }

        for (var node = _high.NextIn(first); node <= last;)
        {
            // The segments on both sides of each node of the set, those of neighbouring nodes in one run.
            var from = Math.Max(first, node - 1);
            int to;
            do
            {
                to = _high.NextOut(node);
                node = _high.NextIn(to);
            }
            while (node <= last && node - 1 <= to);

            to = Math.Min(last, to);
            _run.Fill(_nodes, plane, from, to);
            _marks.StartsAbove(site) |= from == first && _run.Margins[0] >= 0;
            Judge(site, plane, from, to);
        }
    }

    // Goes through the segments of a run, and notes where an edge or a top lies.
    private void Judge(int site, in SitePlane plane, int from, int to)
    {
        for (var first = 0; first < to - from; first += 8)
        {
            var courses = _run.Judge(_nodes, plane, from, first);
            var todo = (~courses.Quiet | courses.Peaks) & (uint.MaxValue >> Math.Max(24, 32 - (to - from - first)));
            for (; todo != 0; todo &= todo - 1)
            {
                var bit = todo & ~(todo - 1);
                var k = first + BitOperations.TrailingZeroCount(todo);
                if ((courses.Crosses & bit) != 0)
                {
                    AddCrossing(site, from + k, At(k, -0.5), At(k + 1, 0.5));
                }
                else if ((courses.Quiet & bit) == 0)
                {
                    Cut(site, plane, from, k);
                }

                if ((courses.Peaks & bit) != 0)
                {
                    _marks.Add(new Peak { Site = site, Segment = from + k, AtLow = _run.Rises[k], AtHigh = _run.Rises[k + 1] });
                }
            }
        }
    }

    // A segment that cannot be judged by its ends is cut; if the parts cannot either, it is left to the exact states.
    private void Cut(int site, in SitePlane plane, int from, int k)
    {
        var known = _marks.Crossings.Length;
        var segment = from + k;
        var left = At(k, -0.5);
        var right = At(k + 1, 0.5);
        Span<int> segments = stackalloc int[Parts];
        Span<int> sites = stackalloc int[Parts];
        segments.Fill(segment);
        sites.Fill(site);
        _segment.Fit(_nodes, segments, _sites, sites);
        if (!TryCut(site, plane, segment, left, right, 1))
        {
            _marks.TakeBackCrossings(known);
            AddCrossing(site, segment, left with { Value = -1 }, right with { Value = 1 });
            _marks.Crossings[known].Unsure = true;
        }
    }

    // Cuts a part of a segment into eight and judges each; false if some stay unknown however often they are cut.
    private bool TryCut(int site, in SitePlane plane, int segment, Ends left, Ends right, int cuts)
    {
        var width = (right.At - left.At) / Parts;
        var at = Vector512.Create(left.At) + (width * Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8));
        var (values, rates, ranges) = _segment.Margin(at);
        rates *= 1 / _nodes.StepSeconds;
        values = values.WithElement(Parts - 1, right.Value);
        rates = rates.WithElement(Parts - 1, right.Rate);
        ranges = ranges.WithElement(Parts - 1, right.Range);
        at = at.WithElement(Parts - 1, right.At);
        var values0 = Before(values, left.Value);
        var rates0 = Before(rates, left.Rate);
        var ranges0 = Before(ranges, left.Range);
        var at0 = Before(at, left.At);
        var motion = MotionBounds.Of(_nodes.Blocks[segment / OrbitNodes.BlockLength]);
        var bounds = new MarginBounds(plane, motion, ranges0, ranges, _nodes.StepSeconds * width);
        var (above, below, crosses) = bounds.Between(values0, rates0, values, rates);
        var quietBits = (above | below).ExtractMostSignificantBits();
        var crossBits = crosses.ExtractMostSignificantBits();
        for (var k = 0; k < Parts; k++)
        {
            if ((quietBits >> k & 1) != 0)
            {
                continue;
            }

            var start = new Ends(at0[k], values0[k], rates0[k], ranges0[k]);
            var end = new Ends(at[k], values[k], rates[k], ranges[k]);
            if ((crossBits >> k & 1) != 0)
            {
                AddCrossing(site, segment, start, end);
            }
            else if (cuts == MostCuts || !TryCut(site, plane, segment, start, end, cuts + 1))
            {
                return false;
            }
        }

        return true;

        static Vector512<double> Before(Vector512<double> values, double first) =>
            Vector512.Shuffle(values, Vector512.Create(0L, 0, 1, 2, 3, 4, 5, 6)).WithElement(0, first);
    }

    // A node of the run, as an end of the segment after or before it.
    private Ends At(int k, double at) => new(at, _run.Margins[k], _run.Rates[k], _run.Ranges[k]);

    private void AddCrossing(int site, int segment, in Ends start, in Ends end) =>
        _marks.Add(new Crossing
        {
            Site = site,
            Segment = segment,
            Rises = start.Value < 0,
            Low = start.At,
            AtLow = start.Value,
            High = end.At,
            AtHigh = end.Value,
        });

    private static bool HasUnsure(ReadOnlySpan<Crossing> crossings)
    {
        foreach (ref readonly var crossing in crossings)
        {
            if (crossing.Unsure)
            {
                return true;
            }
        }

        return false;
    }

    // Puts what the exact states say in the place of all crossings on a segment that has an unsure one.
    private void SearchUnsureExactly(Sgp4Propagator satellite)
    {
        var crossings = _marks.Crossings.ToArray();
        _marks.TakeBackCrossings(0);
        for (int k = 0, next; k < crossings.Length; k = next)
        {
            var (site, segment) = (crossings[k].Site, crossings[k].Segment);
            for (next = k + 1; next < crossings.Length && crossings[next].Site == site && crossings[next].Segment == segment;)
            {
                next++;
            }

            var found = crossings.AsSpan(k, next - k);
            if (HasUnsure(found))
            {
                AddExactly(satellite, site, segment);
                continue;
            }

            foreach (ref readonly var crossing in found)
            {
                _marks.Add(crossing);
            }
        }
    }

    private void AddExactly(Sgp4Propagator satellite, int site, int segment)
    {
        var trajectory = new Trajectory(satellite, new Interval(_nodes.TicksOf(segment), _nodes.TicksOf(segment + 1)));
        var margin = new ElevationMargin(_sites.Frame(site), _sites.Planes[site].MaskDegrees);
        var windows = CrossingSearch.Find(trajectory, margin, trajectory.Span);
        if (windows.Count == 0 || windows[0].StartTicks > trajectory.Span.StartTicks)
        {
            // Whatever the segment before it ended with.
            _marks.Add(new Crossing { Site = site, Ticks = trajectory.Span.StartTicks, Rises = false });
        }

        foreach (var window in windows)
        {
            _marks.Add(new Crossing { Site = site, Ticks = window.StartTicks, Rises = true });
            if (window.EndTicks < trajectory.Span.EndTicks)
            {
                _marks.Add(new Crossing { Site = site, Ticks = window.EndTicks, Rises = false });
            }
        }
    }

    /// <summary>The margin, its rate and the range at an end of a part of a segment.</summary>
    private readonly record struct Ends(double At, double Value, double Rate, double Range);
}
