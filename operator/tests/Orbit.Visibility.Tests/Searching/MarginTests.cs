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
        where TMargin : IMargin =>
        Enumerable.Range(0, sites).Sum(site => MarginPromise.Keeps(_ => make(site)));
}
