using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Constraints;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Sunlight;

namespace Orbit.Benchmarks.Workloads;

/// <summary>
/// The operation that planning lives on: four minutes in view of a station, in sunlight and outside the SAA, within a day; lazily,
/// and by computing the day.
/// </summary>
public sealed class EarliestSlots : IWorkload
{
    private const int SatelliteCount = 20;
    private const double HighestPeriodMinutes = 105;

    private static readonly Interval Day = new(Catalogue.Start, Catalogue.Start.AddDays(1));
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(4);
    private static readonly GroundSite Site = new("Lisbon", 38.7, -9.1);

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        const string Name = "earliest_slot_of_three_constraints_milliseconds";
        if (!isWanted(Name))
        {
            yield break;
        }

        var low = Catalogue.NearEarth.Where(satellite => satellite.PeriodMinutes < HighestPeriodMinutes).ToList();
        var satellites = Catalogue.Sample(low, SatelliteCount);
        var slots = 0;
        var lazy = Workload.Seconds(() => slots += satellites.Count(satellite => Lazily(satellite) is not null));
        var eager = Workload.Seconds(() => slots -= satellites.Count(satellite => Eagerly(satellite) is not null));
        yield return new(Name, lazy / SatelliteCount * 1000, "ms");
        yield return new("earliest_slot_ratio_to_computing_the_day", eager / lazy, "times");
    }

    private static Interval? Lazily(Sgp4Propagator satellite) => WindowSource.EarliestSlot(
        [
            Lazy(span => Contacts(satellite, span)),
            Lazy(span => SunlightFinder.Find(satellite, span)),
            WindowSource.Not(Lazy(span => SouthAtlanticAnomaly.Crossings(satellite, span))),
        ],
        Length,
        Day.Start,
        Day.End);

    private static Interval? Eagerly(Sgp4Propagator satellite) => IntervalSet.IntersectionOf(
        Contacts(satellite, Day),
        SunlightFinder.Find(satellite, Day),
        SouthAtlanticAnomaly.Crossings(satellite, Day).Complement(Day)).EarliestSlot(Length, Day.Start);

    private static IWindowSource Lazy(Func<Interval, IntervalSet> find) => WindowSource.Lazy(Day, TimeSpan.FromHours(1), find);

    private static IntervalSet Contacts(Sgp4Propagator satellite, Interval span) =>
        IntervalSet.Of(PassFinder.Find(satellite, Site, 5, span).Select(pass => pass.Window));
}
