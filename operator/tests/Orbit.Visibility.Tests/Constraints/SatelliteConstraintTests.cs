using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Constraints;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Sunlight;

namespace Orbit.Visibility.Tests.Constraints;

/// <summary>The operation that planning lives on, with real windows: in view of a station, in sunlight, not in the SAA, not booked.</summary>
public sealed class SatelliteConstraintTests
{
    private static readonly TimeSpan Piece = TimeSpan.FromHours(1);

    [Fact]
    public void IfWindowsAreFoundPieceByPieceThenTheyAreThoseOfTheWholeDay()
    {
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var sources = Sources(satellite, ReferenceDay.Stations[3], Piece);
            sources.Contacts.ToSet(ReferenceDay.Day).Should().Equal(Contacts(satellite, ReferenceDay.Stations[3], ReferenceDay.Day));
            sources.Sunlight.ToSet(ReferenceDay.Day).Should().Equal(SunlightFinder.Find(satellite, ReferenceDay.Day));
            sources.Anomaly.ToSet(ReferenceDay.Day).Should().Equal(SouthAtlanticAnomaly.Crossings(satellite, ReferenceDay.Day));
        }
    }

    [Fact]
    public void IfTheEarliestSlotIsSoughtThenItIsThatOfTheWholeDayAtAFractionOfTheWork()
    {
        var length = TimeSpan.FromMinutes(4);
        var found = 0;
        var pieces = 0;
        foreach (var satellite in ReferenceDay.Satellites.Values.Where(satellite => satellite.PeriodMinutes < 130))
        {
            foreach (var station in ReferenceDay.Stations)
            {
                var counted = 0;
                var sources = Sources(satellite, station, Piece, () => counted++);
                var booked = IntervalSet.Of(new Interval(ReferenceDay.Start, ReferenceDay.Start.AddMinutes(30)));
                var free = booked.Complement(ReferenceDay.Day);
                var slot = WindowSource.EarliestSlot(
                    [free, sources.Contacts, sources.Sunlight, WindowSource.Not(sources.Anomaly)], length, ReferenceDay.Start, ReferenceDay.Day.End);

                var eager = IntervalSet.IntersectionOf(
                    free,
                    Contacts(satellite, station, ReferenceDay.Day),
                    SunlightFinder.Find(satellite, ReferenceDay.Day),
                    SouthAtlanticAnomaly.Crossings(satellite, ReferenceDay.Day).Complement(ReferenceDay.Day));
                slot.Should().Be(eager.EarliestSlot(length, ReferenceDay.Start));
                if (slot is { } interval)
                {
                    found++;
                    pieces += counted;

                    // Three constraints; none is looked at beyond the slot's own end.
                    counted.Should().BeLessThanOrEqualTo(3 * (int)Math.Ceiling((interval.End - ReferenceDay.Start) / Piece));
                }
            }
        }

        // Of the 72 pieces that the three make in a day, few are needed.
        found.Should().BeGreaterThan(500);
        (pieces / (double)found).Should().BeLessThan(20);
    }

    private static (IWindowSource Contacts, IWindowSource Sunlight, IWindowSource Anomaly) Sources(
        Sgp4Propagator satellite, GroundSite station, TimeSpan piece, Action? counted = null)
    {
        return (Lazy(span => Contacts(satellite, station, span)), Lazy(span => SunlightFinder.Find(satellite, span)), Lazy(span => SouthAtlanticAnomaly.Crossings(satellite, span)));

        IWindowSource Lazy(Func<Interval, IntervalSet> find) => WindowSource.Lazy(ReferenceDay.Day, piece, span =>
        {
            counted?.Invoke();
            return find(span);
        });
    }

    private static IntervalSet Contacts(Sgp4Propagator satellite, GroundSite station, Interval span) =>
        IntervalSet.Of(PassFinder.Find(satellite, station, 5, span).Select(pass => pass.Window));
}
