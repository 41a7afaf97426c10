using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;

namespace Orbit.Visibility.Tests.Contacts;

/// <summary>10,456 windows of 39 satellites, 20 stations and 3 masks, computed independently of this project.</summary>
public sealed class ReferenceWindowTests
{
    private const double EdgeTolerance = 0.010;

    // Slower edges are compared by elevation: as far as the slowest edge that is compared by time moves in 10 ms.
    private const double SlowRate = 1e-3;
    private const double SlowElevationTolerance = SlowRate * EdgeTolerance;

    [Fact]
    public void IfEveryStationLooksForADayThenItsWindowsAreThoseOfTheReferenceAndNoneBesides()
    {
        double[] masks = [0, 5, 10];
        var expected = ReferenceDay.Rows("windows_B.csv").ToLookup(
            row => (Norad: ReferenceDay.Integer(row[0]), Station: ReferenceDay.Integer(row[1]), Mask: ReferenceDay.Number(row[2])));
        double worstEdge = 0, worstSlow = 0;
        var count = 0;
        foreach (var (norad, satellite) in ReferenceDay.Satellites)
        {
            var sites = ReferenceDay.Stations.SelectMany(_ => masks, (site, mask) => new MaskedSite(site, HorizonMask.Flat(mask))).ToList();
            var found = PassFinder.Find(satellite, sites, ReferenceDay.Day);
            for (var k = 0; k < sites.Count; k++)
            {
                var station = k / masks.Length;
                var mask = masks[k % masks.Length];
                var rows = expected[(norad, station, mask)].ToList();
                found[k].Should().HaveSameCount(rows, "satellite {0}, station {1}, mask {2}", norad, station, mask);
                foreach (var (pass, row) in found[k].Zip(rows))
                {
                    count++;
                    var v = row.Select(text => text.Length == 0 ? double.NaN : ReferenceDay.Number(text)).ToArray();
                    pass.ClippedStart.Should().Be(v[7] != 0);
                    pass.ClippedEnd.Should().Be(v[8] != 0);
                    Compare(pass.Window.Start, v[3], v[9], pass.ClippedStart);
                    Compare(pass.Window.End, v[4], v[10], pass.ClippedEnd);
                    CompareTop(pass, v[6], Elevation(satellite, sites[k].Site, pass.Culmination));

                    void Compare(DateTimeOffset edge, double seconds, double rate, bool clipped)
                    {
                        var error = Math.Abs(ReferenceDay.SecondsOf(edge) - seconds);
                        if (clipped)
                        {
                            error.Should().BeLessThan(1e-4);
                        }
                        else if (Math.Abs(rate) > SlowRate)
                        {
                            worstEdge = Math.Max(worstEdge, error);
                        }
                        else
                        {
                            worstSlow = Math.Max(worstSlow, Math.Abs(Elevation(satellite, sites[k].Site, edge) - mask));
                        }
                    }
                }
            }
        }

        count.Should().Be(10456);
        worstEdge.Should().BeLessThan(EdgeTolerance);
        worstSlow.Should().BeLessThan(SlowElevationTolerance);
    }

    private static void CompareTop(Pass pass, double reference, double elevation)
    {
        pass.MaxElevationDegrees.Should().BeApproximately(elevation, 1e-9);
        if (pass is { ClippedStart: true, ClippedEnd: true })
        {
            // Four windows of geostationary satellites have their top in the reference at the day's start, up to 0.03
            // degrees below what its own elevation reaches later.
            pass.MaxElevationDegrees.Should().BeInRange(reference - 1e-6, reference + 0.04);
        }
        else
        {
            pass.MaxElevationDegrees.Should().BeApproximately(reference, 1e-6);
        }
    }

    private static double Elevation(Sgp4Propagator satellite, GroundSite site, DateTimeOffset instant)
    {
        satellite.Propagate(instant, out var teme).Should().Be(Sgp4Error.None);
        return site.ToFrame().LookAt(EarthFixed.FromTeme(teme, instant)).ElevationDegrees;
    }
}
