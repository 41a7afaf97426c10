using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Time;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>Makes passes of the crossings and peaks of one piece after another: joined where the span was cut into pieces.</summary>
internal sealed class PassAssembly
{
    private OpenPass[] _open = [];
    private Sgp4Propagator _satellite = null!;
    private SiteSet _sites = null!;
    private List<SitePass> _found = null!;
    private Interval _span;
    private long _start;
    private long _end;
    private bool _isLast;
    private int _nextPeak;

    /// <summary>Begins a span of a satellite, whose passes are appended to a list.</summary>
    public void Begin(Sgp4Propagator satellite, SiteSet sites, Interval span, List<SitePass> found)
    {
        (_satellite, _sites, _span, _found) = (satellite, sites, span, found);
        if (_open.Length < sites.Count)
        {
            _open = new OpenPass[sites.Count];
        }

        _open.AsSpan().Clear();
    }

    /// <summary>Takes the next piece of the span; after the last one no pass stays open.</summary>
    public void Add(PassMarks marks, Interval piece, bool isLast)
    {
        (_start, _end, _isLast) = (piece.StartTicks, piece.EndTicks, isLast);
        _nextPeak = 0;
        ReadOnlySpan<Crossing> crossings = marks.Crossings;
        for (var site = 0; site < _sites.Count; site++)
        {
            var count = 0;
            while (count < crossings.Length && crossings[count].Site == site)
            {
                count++;
            }

            Add(site, marks.StartsAbove(site), crossings[..count], marks.Peaks);
            crossings = crossings[count..];
        }
    }

    /// <summary>Lets go of what was searched.</summary>
    public void End() => (_satellite, _sites, _found) = (null!, null!, null!);

    // The piece's windows of one site.
    private void Add(int site, bool isAbove, ReadOnlySpan<Crossing> crossings, ReadOnlySpan<Peak> peaks)
    {
        while (_nextPeak < peaks.Length && peaks[_nextPeak].Site < site)
        {
            _nextPeak++;
        }

        var rose = _start;
        if (!isAbove)
        {
            Close(site);
        }

        foreach (ref readonly var crossing in crossings)
        {
            if (crossing.Rises == isAbove)
            {
                continue;
            }

            isAbove = crossing.Rises;
            if (isAbove)
            {
                rose = crossing.Ticks;
            }
            else
            {
                Extend(site, rose, crossing.Ticks, peaks);
            }
        }

        if (isAbove)
        {
            Extend(site, rose, _end, peaks);
        }
    }

    // Adds a window of the present piece to the site's open pass, or opens one with it. It stays open if it may go on in the
    // next piece.
    private void Extend(int site, long start, long end, ReadOnlySpan<Peak> peaks)
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
        for (; _nextPeak < peaks.Length && peaks[_nextPeak].Site == site && peaks[_nextPeak].Ticks <= end; _nextPeak++)
        {
            ref readonly var peak = ref peaks[_nextPeak];
            if (peak.Ticks >= start)
            {
                open.Offer(peak.Ticks, peak.ElevationDegrees);
            }
        }

        if (end < _end || _isLast)
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
        var clippedEnd = _isLast && window.EndTicks == _end;
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
}
