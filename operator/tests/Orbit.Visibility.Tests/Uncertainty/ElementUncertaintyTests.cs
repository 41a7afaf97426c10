using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Uncertainty;

namespace Orbit.Visibility.Tests.Uncertainty;

/// <summary>The bound on the error along the track, held against newer elements of the same satellites.</summary>
public sealed class ElementUncertaintyTests
{
    private static readonly string[] UnderThrust =
    [
        "STARLINK", "ONEWEB", "KUIPER", "QIANFAN", "GUOWANG", "HULIANWANG", "IRIDIUM", "GLOBALSTAR", "FLOCK", "LEMUR", "ORBCOMM",
    ];

    [Fact]
    public void IfThreeBodySatellitesCoastedForWeeksThenTheirErrorsAlongTheTrackAreWithinTheBound()
    {
        // 12 satellites, 6 dates. Beyond three weeks the error is turns; and those that were raised or lowered meanwhile are
        // left out, as their mean motion says.
        var pairs = ThreeBodyPairs().Where(pair => Age(pair) < 21).ToList();
        var coasting = pairs.Where(Coasted).ToList();
        pairs.Should().HaveCount(24);
        coasting.Count.Should().Be(13);
        coasting.Should().OnlyContain(pair => AlongTrackKm(pair) < ElementUncertainty.Coasting.AlongTrackKm(pair.Older, pair.Newer.Epoch));

        // Those that were pushed are another matter, one of them beyond even the bound for steady thrust.
        pairs.Count(pair => AlongTrackKm(pair) < ElementUncertainty.UnderThrust.AlongTrackKm(pair.Older, pair.Newer.Epoch)).Should().Be(23);

        // The bound is no boast: errors of hundreds of km come close to it.
        coasting.Max(pair => AlongTrackKm(pair) / ElementUncertainty.Coasting.AlongTrackKm(pair.Older, pair.Newer.Epoch))
            .Should().BeInRange(0.6, 1);
    }

    [Fact]
    public void IfTwoCataloguesOfADayAreComparedThenTheBoundCoversNineteenOfTwenty()
    {
        var newer = ReferenceDay.Read("catalogue", "active_gp_2026-08-22.csv").ToDictionary(elements => elements.CatalogNumber);
        var pairs = ReferenceDay.Read("catalogue", "active_2026-08-22.tle")
            .Where(older => newer.TryGetValue(older.CatalogNumber, out var later) && (later.Epoch - older.Epoch).TotalDays > 0.25)
            .Select(older => (Older: older, Newer: newer[older.CatalogNumber]))
            .ToLookup(pair => Array.Exists(UnderThrust, name => pair.Newer.Name.Contains(name, StringComparison.OrdinalIgnoreCase)));
        pairs[true].Should().HaveCountGreaterThan(10_000);
        pairs[false].Should().HaveCountGreaterThan(3000);
        Covered(pairs[false], ElementUncertainty.Coasting).Should().BeGreaterThan(0.95);
        Covered(pairs[true], ElementUncertainty.UnderThrust).Should().BeGreaterThan(0.95);
        Covered(pairs[true], ElementUncertainty.Coasting).Should().BeLessThan(0.6, "thrust is no matter of age alone");
    }

    [Fact]
    public void IfWindowsAreShrunkOrWidenedByTheMarginThenTheyAreInOrHoldThoseOfNewerElements()
    {
        var total = 0;
        var sure = 0;
        var possible = 0;
        foreach (var pair in ThreeBodyPairs().Where(pair => Age(pair) < 21 && Coasted(pair)))
        {
            var span = new Interval(pair.Newer.Epoch, pair.Newer.Epoch.AddDays(1));
            var margin = ElementUncertainty.Coasting.EdgeMargin(pair.Older, span.End);
            foreach (var station in ReferenceDay.Stations.Take(5))
            {
                var predicted = Windows(pair.Older, station, span);
                var actual = Windows(pair.Newer, station, span);

                // Low passes come and go as the Earth turns on; they are the exception that the margin's remark names.
                var known = PassFinder.Find(Sgp4Propagator.Create(pair.Newer), station, 5, span).Where(pass => pass.MaxElevationDegrees > 10).Select(pass => pass.Window).ToList();
                var widened = predicted.Widen(margin);
                var shrunk = predicted.Shrink(margin);
                total += known.Count;
                possible += known.Count(widened.Contains);
                sure += known.Count(window => shrunk.Clip(window.Widen(margin)).Except(actual).IsEmpty);
            }
        }

        total.Should().BeGreaterThan(200);
        possible.Should().BeGreaterThan((int)(0.95 * total));
        sure.Should().BeGreaterThan((int)(0.95 * total));
    }

    [Fact]
    public void IfTheAgeGrowsThenSoDoTheErrorAndTheMarginUpToHalfATurn()
    {
        var elements = ReferenceDay.Satellites[63982].Elements;
        var model = ElementUncertainty.Coasting;
        model.AlongTrackKm(elements, elements.Epoch).Should().Be(1);
        model.AlongTrackKm(elements, elements.Epoch.AddDays(2)).Should().Be(model.AlongTrackKm(elements, elements.Epoch.AddDays(-2)));
        var margins = Enumerable.Range(0, 400).Select(day => model.EdgeMargin(elements, elements.Epoch.AddDays(10 * day))).ToList();
        margins.Should().BeInAscendingOrder();
        margins[^1].TotalMinutes.Should().BeApproximately(720 / elements.MeanMotion, 1e-6);

        // 7.6 km are a second.
        (model with { EpochKm = 7.6, KmPerDay = 0 }).EdgeMargin(elements, elements.Epoch).TotalSeconds.Should().BeApproximately(1, 0.01);
    }

    [Fact]
    public void IfAFigureMakesNoSenseThenTheMessageNamesIt()
    {
        var elements = ReferenceDay.Satellites[63982].Elements;
        FluentActions.Invoking(() => ElementUncertainty.Coasting.EdgeMargin(elements with { MeanMotion = double.NaN }, elements.Epoch))
            .Should().Throw<ArgumentException>().WithMessage("MeanMotion is NaN*");
        FluentActions.Invoking(() => new ElementUncertainty { KmPerDay = -1 }.EdgeMargin(elements, elements.Epoch))
            .Should().Throw<ArgumentException>().WithMessage("KmPerDay is -1*");
        ElementUncertainty.Coasting.EdgeMargin(elements with { MeanMotionDot = double.NaN }, elements.Epoch.AddDays(1)).Should().BePositive();
    }

    private static IEnumerable<(MeanElements Older, MeanElements Newer)> ThreeBodyPairs() =>
        ReferenceDay.Read("three_body", "scs01_history.tle")
            .GroupBy(elements => elements.CatalogNumber)
            .Select(sets => sets.OrderBy(elements => elements.Epoch).ToList())
            .SelectMany(sets => sets.Zip(sets.Skip(1)));

    private static double Age((MeanElements Older, MeanElements Newer) pair) => (pair.Newer.Epoch - pair.Older.Epoch).TotalDays;

    // Whether the mean motion rose as the older elements said, within a factor of two: nobody pushed.
    private static bool Coasted((MeanElements Older, MeanElements Newer) pair)
    {
        var predicted = 2 * pair.Older.MeanMotionDot * Age(pair);
        return (pair.Newer.MeanMotion - pair.Older.MeanMotion) / predicted is > 0.5 and < 2;
    }

    private static double Covered(IEnumerable<(MeanElements Older, MeanElements Newer)> pairs, ElementUncertainty model) =>
        pairs.Average(pair => AlongTrackKm(pair) <= model.AlongTrackKm(pair.Older, pair.Newer.Epoch) ? 1.0 : 0);

    // The angle in the orbit's plane between both predictions at the newer epoch, times the radius.
    private static double AlongTrackKm((MeanElements Older, MeanElements Newer) pair)
    {
        if (Sgp4Propagator.Create(pair.Older).Propagate(pair.Newer.Epoch, out var predicted) != Sgp4Error.None
            || Sgp4Propagator.Create(pair.Newer).Propagate(pair.Newer.Epoch, out var actual) != Sgp4Error.None)
        {
            return 0;
        }

        var r = actual.Position;
        var radial = 1 / r.Length * r;
        var along = actual.Velocity - (Vector3.Dot(actual.Velocity, radial) * radial);
        var forward = Vector3.Dot(predicted.Position, along) / along.Length;
        return Math.Abs(Math.Atan2(forward, Vector3.Dot(predicted.Position, radial))) * r.Length;
    }

    private static IntervalSet Windows(MeanElements elements, GroundSite station, Interval span) =>
        IntervalSet.Of(PassFinder.Find(Sgp4Propagator.Create(elements), station, 5, span).Select(pass => pass.Window));
}
