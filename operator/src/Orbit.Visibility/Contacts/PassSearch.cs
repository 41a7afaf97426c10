using System.Numerics;
using System.Runtime.Intrinsics;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Time;
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
    // Where a segment's margin cannot be judged by its ends, it is cut into this many parts, and each of these again.
    private const int Parts = 8;
    private const int MostCuts = 5;

    // Single precision: the coordinates, the direction and three products, each to 6e-8 of the distance.
    private const double RoughError = 8e-7;

    private readonly OrbitNodes _nodes = new();
    private readonly NodeSet _high = new();
    private readonly ElevationRun _run = new();
    private Crossing[] _crossings = new Crossing[256];
    private Peak[] _peaks = new Peak[256];
    private OpenPass[] _open = [];
    private bool[] _startsAbove = [];
    private int _crossingCount;
    private int _peakCount;
    private int _nextPeak;

    private Sgp4Propagator _satellite = null!;
    private SiteSet _sites = null!;
    private List<SitePass> _found = null!;
    private Interval _span;
    private long _start;
    private long _end;
    private bool _isOver;

    // The segment that is being cut.
    private ElevationModel _segment;

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

        (_satellite, _sites, _span, _found) = (satellite, sites, new Interval(start, end), passes);
        if (_open.Length < sites.Count)
        {
            _open = new OpenPass[sites.Count];
            _startsAbove = new bool[sites.Count];
        }

        _open.AsSpan().Clear();
        _isOver = false;
        var before = passes.Count;
        var pieces = SearchSpan();
        if (pieces > 1)
        {
            passes.Sort(before, passes.Count - before, BySite.Instance);
        }

        (_satellite, _sites, _found) = (null!, null!, null!);
    }

    // Searches the span piece by piece; returns their number.
    private int SearchSpan()
    {
        var step = OrbitNodes.StepTicksOf(_satellite);
        var blockTicks = step * OrbitNodes.BlockLength;
        var block = _span.StartTicks / blockTicks;
        var end = ((_span.EndTicks - 1) / blockTicks) + 1;
        var most = OrbitNodes.MostBlocks;
        var pieces = 0;
        while (block < end)
        {
            var wanted = (int)Math.Min(most, end - block);
            var loaded = _nodes.Load(_satellite, step, block, wanted);
            most = loaded < wanted ? 1 : Math.Min(2 * most, OrbitNodes.MostBlocks);
            pieces++;
            _isOver = block + Math.Max(1, loaded) >= end;
            if (loaded > 0)
            {
                SearchNodes();
                block += loaded;
            }
            else
            {
                SearchExactly(_span.Intersect(new Interval(block * blockTicks, (block + 1) * blockTicks)));
                block++;
            }
        }

        return pieces;
    }

    // The blocks that are loaded, by the model.
    private void SearchNodes()
    {
        _start = Math.Max(_span.StartTicks, _nodes.FirstTicks);
        _end = Math.Min(_span.EndTicks, _nodes.TicksOf(_nodes.BlockCount * OrbitNodes.BlockLength));
        var first = (int)((_start - _nodes.FirstTicks) / _nodes.StepTicks);
        var last = (int)((_end - 1 - _nodes.FirstTicks) / _nodes.StepTicks) + 1;
        _crossingCount = 0;
        _peakCount = 0;
        for (var site = 0; site < _sites.Count; site++)
        {
            Scan(site, first, last);
        }

        ElevationSolver.Solve(_nodes, _sites, _crossings.AsSpan(0, _crossingCount));
        ElevationSolver.Solve(_nodes, _sites, _peaks.AsSpan(0, _peakCount));
        _nextPeak = 0;
        var next = 0;
        for (var site = 0; site < _sites.Count; site++)
        {
            next = Assemble(site, next);
        }
    }

    // A piece on which the satellite cannot be interpolated: it is about to decay, or its model has a kink.
    private void SearchExactly(Interval piece)
    {
        var trajectory = new Trajectory(_satellite, piece);
        (_start, _end) = (piece.StartTicks, piece.EndTicks);
        for (var site = 0; site < _sites.Count; site++)
        {
            _peakCount = 0;
            _nextPeak = 0;
            var margin = new ElevationMargin(_sites.Frame(site), _sites.Planes[site].MaskDegrees);
            var windows = CrossingSearch.Find(trajectory, margin, trajectory.Span);
            foreach (var window in windows)
            {
                var (top, elevation) = Culmination.Find(trajectory, _sites.Frame(site), window);
                Add(ref _peaks, ref _peakCount) = new Peak { Site = site, Ticks = top.UtcTicks, ElevationDegrees = elevation };
            }

            if (windows.Count == 0 || windows[0].StartTicks > _start)
            {
                Close(site);
            }

            foreach (var window in windows)
            {
                Extend(site, window.StartTicks, window.EndTicks);
            }
        }
    }

    // Finds where the satellite may be above a site's mask: between two nodes it rises no more than A h²/8 over the higher.
    private void Scan(int site, int first, int last)
    {
        ref readonly var plane = ref _sites.Planes[site];
        _startsAbove[site] = false;
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
            _startsAbove[site] |= from == first && _run.Margins[0] >= 0;
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
                    Add(ref _peaks, ref _peakCount) = new Peak
                    {
                        Site = site,
                        Segment = from + k,
                        AtLow = _run.Rises[k],
                        AtHigh = _run.Rises[k + 1],
                    };
                }
            }
        }
    }

    // A segment that cannot be judged by its ends is cut; if the parts cannot either, it is left to the exact states.
    private void Cut(int site, in SitePlane plane, int from, int k)
    {
        var known = _crossingCount;
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
            _crossingCount = known;
            AddCrossing(site, segment, left with { Value = -1 }, right with { Value = 1 });
            _crossings[known].Unsure = true;
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
        Add(ref _crossings, ref _crossingCount) = new Crossing
        {
            Site = site,
            Segment = segment,
            Rises = start.Value < 0,
            Low = start.At,
            AtLow = start.Value,
            High = end.At,
            AtHigh = end.Value,
        };

    // Makes windows of a site's crossings, from the given one on; returns the first of the next site.
    private int Assemble(int site, int crossing)
    {
        while (_nextPeak < _peakCount && _peaks[_nextPeak].Site < site)
        {
            _nextPeak++;
        }

        var isAbove = _startsAbove[site];
        var rose = _start;
        if (!isAbove)
        {
            Close(site);
        }

        while (crossing < _crossingCount && _crossings[crossing].Site == site)
        {
            var segment = _crossings[crossing].Segment;
            var next = crossing;
            var isUnsure = false;
            for (; next < _crossingCount && _crossings[next].Site == site && _crossings[next].Segment == segment; next++)
            {
                isUnsure |= _crossings[next].Unsure;
            }

            if (isUnsure)
            {
                AssembleExactly(site, segment, ref isAbove, ref rose);
            }
            else
            {
                for (var k = crossing; k < next; k++)
                {
                    Cross(site, _crossings[k].Rises, _crossings[k].Ticks, ref isAbove, ref rose);
                }
            }

            crossing = next;
        }

        if (isAbove)
        {
            Extend(site, rose, _end);
        }

        return crossing;
    }

    // One segment by the search on exact states.
    private void AssembleExactly(int site, int segment, ref bool isAbove, ref long rose)
    {
        var trajectory = new Trajectory(_satellite, new Interval(_nodes.TicksOf(segment), _nodes.TicksOf(segment + 1)));
        var margin = new ElevationMargin(_sites.Frame(site), _sites.Planes[site].MaskDegrees);
        var windows = CrossingSearch.Find(trajectory, margin, trajectory.Span);
        if (windows.Count == 0 || windows[0].StartTicks > trajectory.Span.StartTicks)
        {
            Cross(site, rises: false, trajectory.Span.StartTicks, ref isAbove, ref rose);
        }

        foreach (var window in windows)
        {
            Cross(site, rises: true, window.StartTicks, ref isAbove, ref rose);
            if (window.EndTicks < trajectory.Span.EndTicks)
            {
                Cross(site, rises: false, window.EndTicks, ref isAbove, ref rose);
            }
        }
    }

    private void Cross(int site, bool rises, long ticks, ref bool isAbove, ref long rose)
    {
        if (rises == isAbove)
        {
            return;
        }

        isAbove = rises;
        if (rises)
        {
            rose = ticks;
        }
        else
        {
            Extend(site, rose, ticks);
        }
    }

    // Adds a window of the present piece to the site's open pass, or opens one with it. It stays open if it may go on in the
    // next piece.
    private void Extend(int site, long start, long end)
    {
        start = Math.Max(start, _start);
        end = Math.Min(end, _end);
        if (start >= end)
        {
            return;
        }

        ref var open = ref _open[site];
        if (open.IsOpen && open.End < start)
        {
            Close(site);
        }

        open = open.IsOpen ? open with { End = end } : new OpenPass(true, start, end, 0, 0);
        for (; _nextPeak < _peakCount && _peaks[_nextPeak].Site == site && _peaks[_nextPeak].Ticks <= end; _nextPeak++)
        {
            ref readonly var peak = ref _peaks[_nextPeak];
            if (peak.Ticks >= start)
            {
                open.Offer(peak.Ticks, peak.ElevationDegrees);
            }
        }

        if (end < _end || _isOver)
        {
            Close(site);
        }
    }

    // Ends the site's open pass, if there is one, and adds it to what was found.
    private void Close(int site)
    {
        ref var open = ref _open[site];
        if (!open.IsOpen)
        {
            return;
        }

        var window = new Interval(open.Start, open.End);
        var mask = _sites[site].Mask;
        if (mask.IsFlat)
        {
            AddPass(site, window, open);
        }
        else
        {
            var trajectory = new Trajectory(_satellite, window);
            foreach (var part in CrossingSearch.Find(trajectory, new HorizonMargin(_sites.Frame(site), mask), trajectory.Span))
            {
                AddPass(site, part, default);
            }
        }

        open = default;
    }

    private void AddPass(int site, Interval window, OpenPass top)
    {
        var clippedStart = window.StartTicks == _span.StartTicks;
        var clippedEnd = _isOver && window.EndTicks == _end;
        if (_sites[site].Mask.IsFlat)
        {
            // Where it is cut the satellite may be higher than at any top.
            if (clippedStart)
            {
                OfferExactly(site, window.StartTicks, ref top);
            }

            if (clippedEnd)
            {
                OfferExactly(site, window.EndTicks, ref top);
            }
        }

        if (top.TopTicks == 0)
        {
            var (instant, elevation) = Culmination.Find(new Trajectory(_satellite, window), _sites.Frame(site), window);
            top.Offer(instant.UtcTicks, elevation);
        }

        var pass = new Pass(window, new DateTimeOffset(top.TopTicks, TimeSpan.Zero), top.TopDegrees, clippedStart, clippedEnd);
        _found.Add(new SitePass(site, pass));
    }

    private void OfferExactly(int site, long ticks, ref OpenPass top)
    {
        if (_satellite.PropagateTicks(ticks, out StateVector teme) == Sgp4Error.None)
        {
            var ecef = EarthFixed.FromTeme(teme, SiderealTime.Gmst82(JulianDate.FromUtcTicks(ticks)));
            top.Offer(ticks, _sites.Frame(site).LookAt(ecef).ElevationDegrees);
        }
    }

    private static ref T Add<T>(ref T[] items, ref int count)
    {
        if (count == items.Length)
        {
            Array.Resize(ref items, 2 * count);
        }

        return ref items[count++];
    }

    /// <summary>The margin, its rate and the range at an end of a part of a segment.</summary>
    private readonly record struct Ends(double At, double Value, double Rate, double Range);

    /// <summary>A pass whose end is not known yet.</summary>
    private record struct OpenPass(bool IsOpen, long Start, long End, long TopTicks, double TopDegrees)
    {
        /// <summary>Takes an elevation as the pass's greatest, if it is.</summary>
        public void Offer(long ticks, double degrees)
        {
            if (TopTicks == 0 || degrees > TopDegrees)
            {
                (TopTicks, TopDegrees) = (ticks, degrees);
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
