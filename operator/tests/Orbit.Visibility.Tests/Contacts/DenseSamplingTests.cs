using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Time;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests.Contacts;

/// <summary>
/// Every second of a day of random orbits, of random places and of random masks against the windows found: a pass longer
/// than a second that was missed, or one that is not there, would show.
/// </summary>
public sealed class DenseSamplingTests
{
    private const int Samples = 86_400;
    private const int Places = 6;

    // A sample this close to its mask, km, may be on either side.
    private const double Close = 1e-6;

    private static readonly double[] Masks = [-1, 0, 5, 10, 30, 60, 85];

    private readonly StateBuffer _states = new(Samples);
    private readonly List<SitePass> _found = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void IfEverySecondOfRandomOrbitsIsTriedThenNoPassIsMissedAndNoneIsInvented(int seed)
    {
        var random = new RandomOrbits(seed);
        var search = new PassSearch();
        var wrong = new List<string>();
        var passes = 0;
        for (var k = 0; k < 96; k++)
        {
            var satellite = random.Next();
            var sites = SiteSet.Of([.. Enumerable.Range(0, Places).Select(_ => new MaskedSite(random.Place(), HorizonMask.Flat(random.Of(Masks))))]);
            var start = ReferenceDay.Start.AddSeconds(random.Between(0, 86_400));
            var span = new Interval(start, start.AddSeconds(Samples));
            _found.Clear();
            search.Find(satellite, sites, span, _found);
            passes += _found.Count;
            for (var site = 0; site < Places; site++)
            {
                _found.Where(f => f.Site == site).Select(f => f.Pass.Window)
                    .Should().BeInAscendingOrder().And.NotContain(w => !span.Contains(w) || w.IsEmpty, "seed {0}, satellite {1}", seed, k);
            }

            wrong.AddRange(Wrong(satellite, sites, span).Select(text => $"seed {seed}, satellite {k} ({satellite.Elements}): {text}"));
        }

        wrong.Should().BeEmpty();
        passes.Should().BeGreaterThan(1500);
    }

    private List<string> Wrong(Sgp4Propagator satellite, SiteSet sites, Interval span)
    {
        satellite.PropagateTicks(span.StartTicks, TimeSpan.TicksPerSecond, _states.Spans);
        var states = _states.Spans;
        var next = new int[sites.Count];
        var windows = Enumerable.Range(0, sites.Count)
            .Select(site => _found.Where(f => f.Site == site).Select(f => f.Pass.Window).ToArray())
            .ToArray();
        var wrong = new List<string>();
        for (var k = 0; k < Samples; k++)
        {
            if (states.Errors[k] != Sgp4Error.None)
            {
                break;
            }

            var ticks = span.StartTicks + (k * TimeSpan.TicksPerSecond);
            var ecef = EarthFixed.FromTeme(states[k].Position, SiderealTime.Gmst82(JulianDate.FromUtcTicks(ticks)));
            for (var site = 0; site < sites.Count; site++)
            {
                ref readonly var plane = ref sites.Planes[site];
                var line = ecef - plane.Origin;
                var margin = Vector3.Dot(line, plane.Up) - (plane.SinMask * line.Length);
                while (next[site] < windows[site].Length && windows[site][next[site]].EndTicks <= ticks)
                {
                    next[site]++;
                }

                var isFound = next[site] < windows[site].Length && windows[site][next[site]].StartTicks <= ticks;
                if (isFound != margin >= 0 && Math.Abs(margin) > Close)
                {
                    wrong.Add(FormattableString.Invariant($"{margin} km over {sites[site]} after {k} s, found {isFound}"));
                }
            }
        }

        return wrong;
    }
}
