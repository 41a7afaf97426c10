using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Orientation;

namespace Orbit.Visibility.Tests.Orientation;

/// <summary>The reference windows computed with UT1 and polar motion of the IERS, against sites put where the plain model sees the same.</summary>
public sealed class SiteOrientationTests
{
    private const double EdgeTolerance = 1e-3;
    private const double SlowRate = 1e-3;

    [Fact]
    public void IfSitesAreOrientedThenTheirWindowsAreThoseWithIersValuesAndNoneBesides()
    {
        double[] masks = [0, 5, 10];
        EarthOrientationTable.Parse(ReferenceDay.Text("finals2000A_2025_2027.txt")).TryAt(ReferenceDay.Start.AddHours(12), out var orientation).Should().BeTrue();
        var expected = ReferenceDay.Rows("windows_C.csv").ToLookup(
            row => (Norad: ReferenceDay.Integer(row[0]), Station: ReferenceDay.Integer(row[1]), Mask: ReferenceDay.Number(row[2])));
        var worst = 0.0;
        var count = 0;
        foreach (var (norad, satellite) in ReferenceDay.Satellites)
        {
            var sites = ReferenceDay.Stations
                .SelectMany(_ => masks, (site, mask) => new MaskedSite(site.Oriented(orientation), HorizonMask.Flat(mask)))
                .ToList();
            var found = PassFinder.Find(satellite, sites, ReferenceDay.Day);
            for (var k = 0; k < sites.Count; k++)
            {
                var rows = expected[(norad, k / masks.Length, masks[k % masks.Length])].ToList();
                found[k].Should().HaveSameCount(rows);
                foreach (var (pass, row) in found[k].Zip(rows))
                {
                    count++;
                    Compare(pass.Window.Start, row[3], row[9]);
                    Compare(pass.Window.End, row[4], row[10]);
                    pass.MaxElevationDegrees.Should().BeApproximately(ReferenceDay.Number(row[6]), pass is { ClippedStart: true, ClippedEnd: true } ? 0.04 : 1e-5);
                }
            }
        }

        count.Should().Be(10456);
        worst.Should().BeLessThan(EdgeTolerance);

        void Compare(DateTimeOffset edge, string seconds, string rate)
        {
            if (rate.Length > 0 && Math.Abs(ReferenceDay.Number(rate)) > SlowRate)
            {
                worst = Math.Max(worst, Math.Abs(ReferenceDay.SecondsOf(edge) - ReferenceDay.Number(seconds)));
            }
        }
    }

    [Fact]
    public void IfASiteIsOrientedThenItMovesByTheTurnAndThePole()
    {
        var equator = new GroundSite("equator", 0, 0);
        equator.Oriented(default).LongitudeDegrees.Should().Be(0);

        // A second of UT1 is 15.04 arc seconds of longitude: the Earth has turned farther, so the plain model's site is east.
        equator.Oriented(new EarthOrientation(1, 0, 0)).LongitudeDegrees.Should().BeApproximately(15.041 / 3600, 1e-6);

        // A pole displaced towards Greenwich is nearer to it: its latitude grows.
        equator.Oriented(new EarthOrientation(0, 0.36, 0)).LatitudeDegrees.Should().BeApproximately(1e-4, 1e-6);
        var pole = new GroundSite("pole", 90, 0).Oriented(new EarthOrientation(0.3, 0.36, 0.36));
        pole.LatitudeDegrees.Should().BeApproximately(90 - (Math.Sqrt(2) * 1e-4), 2e-6);
        pole.AltitudeMetres.Should().BeApproximately(0, 1e-3);
    }
}
