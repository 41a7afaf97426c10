using Orbit.Visibility.Eclipses;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests.Eclipses;

/// <summary>The eclipses of 18 satellites over a day, computed independently of this project.</summary>
public sealed class ReferenceEclipseTests
{
    [Fact]
    public void IfADayIsSearchedThenItsEclipsesAreThoseOfTheReferenceAndNoneBesides()
    {
        var expected = ReferenceDay.Rows("eclipses.csv").ToLookup(row => (Norad: ReferenceDay.Integer(row[0]), Kind: row[2]));
        var count = 0;
        var worst = 0.0;
        var covered = expected.Select(group => group.Key.Norad).ToHashSet();
        covered.Should().HaveCount(18);
        foreach (var (norad, satellite) in ReferenceDay.Satellites.Where(pair => covered.Contains(pair.Key)))
        {
            var eclipses = EclipseFinder.Find(satellite, ReferenceDay.Day);
            Compare(eclipses.Penumbra, "penumbra");
            Compare(eclipses.Umbra, "umbra");

            void Compare(IntervalSet found, string kind)
            {
                var rows = expected[(norad, kind)].ToList();
                found.Should().HaveSameCount(rows, "satellite {0}, {1}", norad, kind);
                foreach (var (interval, row) in found.Zip(rows))
                {
                    count++;
                    worst = Math.Max(worst, Math.Abs(ReferenceDay.SecondsOf(interval.Start) - ReferenceDay.Number(row[3])));
                    worst = Math.Max(worst, Math.Abs(ReferenceDay.SecondsOf(interval.End) - ReferenceDay.Number(row[4])));
                }
            }
        }

        count.Should().Be(539);
        worst.Should().BeLessThan(0.010);
    }
}
