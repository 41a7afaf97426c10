using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Eclipses;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Searching;

/// <summary>
/// The promise that the searches rest on: for as long as a margin says, its sign does not change. Held against satellites of
/// every kind, at random and close to where signs do change.
/// </summary>
public sealed class MarginTests
{
    private static readonly HorizonMask Saw =
        new(3, [.. Enumerable.Range(0, 72).Select(k => new HorizonPoint(5 * k, k % 2 == 0 ? 2 : 12))]);

    private static readonly HorizonMask Towers =
        new(5, [new(80, 5), new(80.1, 60), new(95, 60), new(95.1, 5), new(200, 5), new(200.1, 45), new(260, 45), new(260.1, 5)]);

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(60)]
    public void IfAConstantMaskHoldsForATimeThenTheSatelliteStaysOnItsSideOfIt(double mask) =>
        KeepsItsPromise(site => new ElevationMargin(ReferenceDay.Stations[site].ToFrame(), mask), sites: 8).Should().BeGreaterThan(20_000);

    [Fact]
    public void IfASawOfAMaskHoldsForATimeThenTheSatelliteStaysOnItsSideOfIt() =>
        KeepsItsPromise(site => new HorizonMargin(ReferenceDay.Stations[site].ToFrame(), Saw), sites: 8).Should().BeGreaterThan(20_000);

    [Fact]
    public void IfAMaskOfTowersHoldsForATimeThenTheSatelliteStaysOnItsSideOfIt() =>
        KeepsItsPromise(site => new HorizonMargin(ReferenceDay.Stations[site].ToFrame(), Towers), sites: 8).Should().BeGreaterThan(20_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void IfAShadowHoldsForATimeThenTheSatelliteStaysOnItsSideOfIt(bool umbra) =>
        KeepsItsPromise(_ => new ShadowMargin(umbra ? ShadowKind.Umbra : ShadowKind.Penumbra), sites: 1).Should().BeGreaterThan(4000);

    private static int KeepsItsPromise<TMargin>(Func<int, TMargin> make, int sites)
        where TMargin : IMargin
    {
        var random = new Random(1);
        var broken = new List<string>();
        var checks = 0;
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var horizon = new Trajectory(satellite, ReferenceDay.Day).Horizon;
            for (var site = 0; site < sites; site++)
            {
                var margin = make(site);
                var instant = ReferenceDay.Start.AddSeconds(86400 * random.NextDouble());
                for (var k = 0; k < 40; k++)
                {
                    var now = At(satellite, margin, instant);
                    var hold = Math.Min(now.HoldSeconds, horizon);

                    // The sign may change just after the hold: the last of these instants is where a bound too wide fails.
                    foreach (var share in new[] { 0.3, 0.6, 0.8, 0.9, 0.97, 0.999 })
                    {
                        checks++;
                        var then = At(satellite, margin, instant.AddSeconds(share * hold));
                        if (then.Holds != now.Holds)
                        {
                            broken.Add($"{satellite.Elements.Name}, site {site}, {instant:O}: {now}, not so after {share} of it");
                        }
                    }

                    // Mostly the search's own way, so as to come near the changes; now and then a little further, past them.
                    instant = instant.AddSeconds((random.Next(4) == 0 ? 1.05 : 1) * Math.Max(hold, 0.01));
                }
            }
        }

        broken.Should().BeEmpty();
        return checks;
    }

    private static Margin At<TMargin>(Sgp4Propagator satellite, TMargin margin, DateTimeOffset instant)
        where TMargin : IMargin
    {
        _ = satellite.Propagate(instant, out var state);
        return margin.At(new TrajectoryPoint(instant.UtcTicks, state));
    }
}
