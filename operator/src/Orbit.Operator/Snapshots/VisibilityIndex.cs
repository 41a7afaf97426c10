using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using StationPass = Orbit.Planning.Fleets.StationPass;

namespace Orbit.Operator.Snapshots;

/// <summary>
/// The passes of every satellite over every station for a rolling horizon. New elements recompute one satellite, a new or
/// changed station is computed for each satellite, and passing time computes only what comes in at the far end.
/// </summary>
internal sealed class VisibilityIndex(TimeSpan horizon)
{
    // The far end is moved in steps, so that the cost of a search is paid for a worthwhile span.
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptBehind = TimeSpan.FromMinutes(30);

    private readonly Lock _updating = new();
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _computed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the passes have been computed for the first time.</summary>
    public Task Computed => _computed.Task;

    /// <summary>The passes of a satellite; none for one that is not known.</summary>
    public PassTimeline Passes(string satellite) => _entries.TryGetValue(satellite, out var entry) ? entry.Timeline : PassTimeline.Empty;

    /// <summary>How long an update lasts before the far end has to be moved, mission time.</summary>
    public TimeSpan RefreshAfter => Step;

    /// <summary>The span from <paramref name="now"/> for which passes are known.</summary>
    public Interval HorizonAt(DateTimeOffset now) => new(now, now + horizon);

    /// <summary>The first pass of a satellite over a station that serves it, by the station's name, that begins after an instant.</summary>
    public StationPass? NextOf(string satellite, DateTimeOffset after, Func<string, bool> serves)
    {
        var timeline = Passes(satellite);
        for (var i = 0; i < timeline.Count; i++)
        {
            if (timeline[i].Pass.Window.Start > after && serves(timeline[i].Station))
            {
                return timeline[i];
            }
        }

        return null;
    }

    /// <summary>The first pass of a satellite over one station that begins after an instant.</summary>
    public Pass? NextOver(string satellite, string station, DateTimeOffset after)
    {
        if (!_entries.TryGetValue(satellite, out var entry) || !entry.ByName.TryGetValue(station, out var passes))
        {
            return null;
        }

        foreach (var pass in passes)
        {
            if (pass.Window.Start > after)
            {
                return pass;
            }
        }

        return null;
    }

    /// <summary>The pass of a satellite over one station in which an instant lies; null when none is known.</summary>
    public Interval? PassAround(string satellite, string station, DateTimeOffset instant)
    {
        if (_entries.TryGetValue(satellite, out var entry) && entry.ByName.TryGetValue(station, out var passes))
        {
            foreach (var pass in passes)
            {
                if (pass.Window.Contains(instant))
                {
                    return pass.Window;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a satellite is in view of a station for the whole of an interval, up to <paramref name="tolerance"/> at each end.</summary>
    /// <returns>Null when the index can't tell: no passes are known of the two for this interval.</returns>
    public bool? IsInView(string satellite, string station, Interval interval, TimeSpan tolerance)
    {
        if (!_entries.TryGetValue(satellite, out var entry) || !entry.ByName.TryGetValue(station, out var passes))
        {
            return null;
        }

        // What is not covered was not searched.
        var known = interval.Intersect(entry.Covered);
        return known.IsEmpty ? null : passes.Any(p => p.Window.Start - tolerance <= known.Start && p.Window.End + tolerance >= known.End);
    }

    /// <summary>Brings the index up to date.</summary>
    /// <returns>Whether any satellite's passes changed other than by the passing of time.</returns>
    public bool Update(IEnumerable<SatelliteNode> satellites, IReadOnlyList<GroundLink> groundLinks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_updating)
        {
            var changed = UpdateAll(satellites, groundLinks, now, cancellationToken);
            _computed.TrySetResult();
            return changed;
        }
    }

    private bool UpdateAll(IEnumerable<SatelliteNode> satellites, IReadOnlyList<GroundLink> groundLinks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sites = groundLinks
            .Where(g => g.Metadata.DeletionTimestamp is null && StationProblems.Of(g) is null)
            .Select(StationSite.Of)
            .ToArray();
        var stations = new Stations(sites, SiteSet.Of([.. sites.Select(s => s.Site)]));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var changed = false;
        foreach (var satellite in satellites)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = satellite.Metadata.Name!;
            if (SatelliteReadiness.Of(satellite, default, now) is { Elements: { } elements } && seen.Add(name))
            {
                changed |= Update(name, elements, stations, now);
            }
        }

        foreach (var name in _entries.Keys.Where(n => !seen.Contains(n)))
        {
            changed |= _entries.TryRemove(name, out _);
        }

        return changed;
    }

    private bool Update(string name, MeanElements elements, Stations stations, DateTimeOffset now)
    {
        var sites = stations.Sites;
        var known = _entries.TryGetValue(name, out var entry) && entry.Elements == elements && entry.Covered.Contains(now) ? entry : null;
        var start = Max(known?.Covered.Start ?? DateTimeOffset.MinValue, Instants.Down(now - KeptBehind));
        var end = known is not null && known.Covered.End >= now + horizon ? known.Covered.End : Instants.Down(now + horizon + Step);
        var propagator = known?.Propagator ?? Sgp4Propagator.Create(elements);

        var kept = stations.Where(s => known?.BySite.ContainsKey(s) is true);
        var fresh = stations.Where(s => known?.BySite.ContainsKey(s) is not true);
        if (known is not null && fresh.Sites.Count == 0 && end == known.Covered.End && known.BySite.Count == sites.Count)
        {
            return false;
        }

        var bySite = new Dictionary<StationSite, IReadOnlyList<Pass>>();
        Find(propagator, fresh, new Interval(start, end), (site, passes) => bySite[site] = passes);
        if (kept.Sites.Count > 0)
        {
            var added = new Interval(known!.Covered.End, end);
            Find(propagator, kept, added, (site, passes) => bySite[site] = Joined(known.BySite[site], passes, start));
        }

        var timeline = PassTimeline.Create(bySite.Select(p => KeyValuePair.Create(p.Key.Name, p.Value)));
        _entries[name] = new Entry(elements, propagator, new Interval(start, end), bySite, timeline);
        return known is null || fresh.Sites.Count > 0 || known.BySite.Count != sites.Count;
    }

    private static void Find(Sgp4Propagator propagator, Stations stations, Interval span, Action<StationSite, IReadOnlyList<Pass>> found)
    {
        var passes = PassFinder.Find(propagator, stations.Set, span);
        for (var i = 0; i < passes.Count; i++)
        {
            found(stations.Sites[i], [.. passes[i].Select(ToMilliseconds).Where(p => !p.Window.IsEmpty)]);
        }
    }

    // Inwards, so that a contact of whole milliseconds lies inside the pass; seams of two searches are whole anyway.
    private static Pass ToMilliseconds(Pass pass)
    {
        var (start, end) = (Instants.Up(pass.Window.Start), Instants.Down(pass.Window.End));
        return pass with { Window = new Interval(start, end > start ? end : start) };
    }

    // A pass that runs across the seam of two searches was cut by both.
    private static IReadOnlyList<Pass> Joined(IReadOnlyList<Pass> before, IReadOnlyList<Pass> after, DateTimeOffset keptFrom)
    {
        var joined = before.Where(p => p.Window.End > keptFrom).ToList();
        foreach (var pass in after)
        {
            if (pass.ClippedStart && joined is [.., { ClippedEnd: true } last] && last.Window.End == pass.Window.Start)
            {
                var higher = last.MaxElevationDegrees >= pass.MaxElevationDegrees ? last : pass;
                joined[^1] = new Pass(
                    new Interval(last.Window.Start, pass.Window.End), higher.Culmination, higher.MaxElevationDegrees, last.ClippedStart, pass.ClippedEnd);
            }
            else
            {
                joined.Add(pass);
            }
        }

        return joined;
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>Stations, prepared once to be searched for every satellite.</summary>
    private sealed record Stations(IReadOnlyList<StationSite> Sites, SiteSet Set)
    {
        /// <summary>Those of which a condition holds; the same object when it holds of all.</summary>
        public Stations Where(Func<StationSite, bool> holds)
        {
            StationSite[] chosen = [.. Sites.Where(holds)];
            return chosen.Length == Sites.Count ? this : new Stations(chosen, SiteSet.Of([.. chosen.Select(s => s.Site)]));
        }
    }

    private sealed record Entry(
        MeanElements Elements,
        Sgp4Propagator Propagator,
        Interval Covered,
        IReadOnlyDictionary<StationSite, IReadOnlyList<Pass>> BySite,
        PassTimeline Timeline)
    {
        public IReadOnlyDictionary<string, IReadOnlyList<Pass>> ByName { get; } =
            BySite.ToDictionary(p => p.Key.Name, p => p.Value, StringComparer.Ordinal);
    }
}
