using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sun;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Targets;

namespace Orbit.Visibility.Tests.Targets;

public sealed class TargetFinderTests
{
    private static readonly GroundSite Target = new("Lisbon", 38.7, -9.1, 100);

    private static readonly TargetLimits Limits = new()
    {
        MinimumElevationDegrees = 20,
        MaximumOffNadirDegrees = 45,
        MinimumSunElevationDegrees = 10,
    };

    [Fact]
    public void IfEverySecondIsTriedThenTheViewsHoldExactlyThoseWithinTheLimits()
    {
        var wrong = new List<string>();
        var views = 0;
        var frame = Target.ToFrame();
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var found = IntervalSet.Of(TargetFinder.Find(satellite, Target, Limits, ReferenceDay.Day).Select(view => view.Window));
            views += found.Count;
            for (var instant = ReferenceDay.Start; instant < ReferenceDay.Day.End; instant = instant.AddSeconds(satellite.PeriodMinutes < 225 ? 3 : 60))
            {
                _ = satellite.Propagate(instant, out var state);
                var ecef = EarthFixed.FromTeme(state, instant);
                var expected = frame.LookAt(ecef).ElevationDegrees >= 20
                    && OffNadirDegrees(ecef.Position, frame.Origin) <= 45
                    && SunElevationDegrees(frame, instant) >= 10;
                if (expected != found.Contains(instant))
                {
                    wrong.Add($"{satellite.Elements.Name} at {instant:O}");
                }
            }
        }

        wrong.Should().BeEmpty();
        views.Should().BeGreaterThan(20);
    }

    [Fact]
    public void IfThereAreNoOtherLimitsThenTheViewsAreThePasses()
    {
        var satellite = ReferenceDay.Satellites[63982];
        var views = TargetFinder.Find(satellite, Target, new TargetLimits { MinimumElevationDegrees = 10 }, ReferenceDay.Day);
        var passes = PassFinder.Find(satellite, Target, 10, ReferenceDay.Day);
        views.Should().HaveSameCount(passes);
        foreach (var (view, pass) in views.Zip(passes))
        {
            // The same edges, however each finder comes to them.
            view.Window.Start.Should().BeCloseTo(pass.Window.Start, TimeSpan.FromMicroseconds(10));
            view.Window.End.Should().BeCloseTo(pass.Window.End, TimeSpan.FromMicroseconds(10));
            view.MaxElevationDegrees.Should().BeApproximately(pass.MaxElevationDegrees, 1e-6);
        }
    }

    [Fact]
    public void IfAViewHasACulminationThenItsAnglesAreThoseOfThatInstant()
    {
        var frame = Target.ToFrame();
        foreach (var view in TargetFinder.Find(ReferenceDay.Satellites[63983], Target, new TargetLimits { MaximumOffNadirDegrees = 60 }, ReferenceDay.Day))
        {
            view.Window.Widen(TimeSpan.FromTicks(1)).Contains(view.Culmination).Should().BeTrue();
            _ = ReferenceDay.Satellites[63983].Propagate(view.Culmination, out var state);
            var ecef = EarthFixed.FromTeme(state, view.Culmination);
            view.OffNadirDegrees.Should().BeApproximately(OffNadirDegrees(ecef.Position, frame.Origin), 1e-6).And.BeLessThanOrEqualTo(60 + 1e-9);
            view.MaxElevationDegrees.Should().BeApproximately(frame.LookAt(ecef).ElevationDegrees, 1e-9);
            view.RangeKm.Should().BeApproximately(frame.LookAt(ecef).RangeKm, 1e-6);
        }
    }

    [Fact]
    public void IfALimitHoldsForATimeThenTheSatelliteStaysOnItsSideOfIt()
    {
        var frame = Target.ToFrame();
        MarginPromise.Keeps(_ => new OffNadirMargin(frame.Origin, 40)).Should().BeGreaterThan(5000);
        MarginPromise.Keeps(_ => new SunElevationMargin(frame, 5)).Should().BeGreaterThan(5000);
        MarginPromise.Keeps(_ => new FootprintMargin(SouthAtlanticAnomaly.Outline, 10)).Should().BeGreaterThan(5000);
    }

    [Fact]
    public void IfAZoneIsAPointsWidthThenItIsSeenNearlyWhenThePointIs()
    {
        // The sphere of the footprint against the ellipsoid: a few seconds in low orbit.
        var zone = GroundPolygon.OfArcs(new(38.699, -9.101), new(38.699, -9.099), new(38.701, -9.1));
        foreach (var satellite in ReferenceDay.Satellites.Values.Where(satellite => satellite.PeriodMinutes < 130))
        {
            var seen = ZoneFinder.Find(satellite, zone, 10, ReferenceDay.Day);
            var passes = PassFinder.Find(satellite, Target with { AltitudeMetres = 0 }, 10, ReferenceDay.Day)
                .Where(pass => pass.MaxElevationDegrees > 11 && !pass.ClippedStart && !pass.ClippedEnd)
                .ToList();
            foreach (var pass in passes)
            {
                var window = seen.AtOrAfter(pass.Culmination)!.Value;
                (window.Start - pass.Window.Start).Should().BeCloseTo(TimeSpan.Zero, TimeSpan.FromSeconds(10));
                (window.End - pass.Window.End).Should().BeCloseTo(TimeSpan.Zero, TimeSpan.FromSeconds(10));
            }
        }
    }

    [Fact]
    public void IfASatelliteIsAboveAZoneThenItSeesItAndEdgesAreExact()
    {
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var seen = ZoneFinder.Find(satellite, SouthAtlanticAnomaly.Outline, 30, ReferenceDay.Day);
            var above = OverflightFinder.Find(satellite, SouthAtlanticAnomaly.Outline, ReferenceDay.Day);
            above.Except(seen).Should().BeEmpty();
        }
    }

    [Fact]
    public void IfASiteSendsAndReceivesAboveDifferentMasksThenEachDirectionHasItsOwnWindows()
    {
        // A transmitter that may not radiate below 15 degrees, and a receiver that may listen from 5 degrees on, are two
        // masks of one site; a contact that needs both at once is the intersection.
        var satellite = ReferenceDay.Satellites[63982];
        var passes = PassFinder.Find(
            satellite, [new MaskedSite(Target, HorizonMask.Flat(15)), new MaskedSite(Target, HorizonMask.Flat(5))], ReferenceDay.Day);
        var up = IntervalSet.Of(passes[0].Select(pass => pass.Window));
        var down = IntervalSet.Of(passes[1].Select(pass => pass.Window));
        up.Should().NotBeEmpty();
        up.Except(down).Should().BeEmpty("whoever is above 15 degrees is above 5");
        up.Intersect(down).Should().Equal(up);
        down.Duration.Should().BeGreaterThan(up.Duration);
    }

    [Fact]
    public void IfALimitIsOutOfRangeThenTheMessageNamesIt()
    {
        Find(new TargetLimits { MinimumElevationDegrees = -1 }).Should().Throw<ArgumentException>().WithMessage("MinimumElevationDegrees is -1*");
        Find(new TargetLimits { MinimumElevationDegrees = double.NaN }).Should().Throw<ArgumentException>().WithMessage("MinimumElevationDegrees is NaN*");
        Find(new TargetLimits { MaximumOffNadirDegrees = 0 }).Should().Throw<ArgumentException>().WithMessage("MaximumOffNadirDegrees is 0*");
        Find(new TargetLimits { MinimumSunElevationDegrees = 91 }).Should().Throw<ArgumentException>().WithMessage("MinimumSunElevationDegrees is 91*");
        FluentActions.Invoking(() => ZoneFinder.Find(ReferenceDay.Satellites[63982], SouthAtlanticAnomaly.Outline, double.NaN, ReferenceDay.Day))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*least elevation*");

        static Action Find(TargetLimits limits) => () => TargetFinder.Find(ReferenceDay.Satellites[63982], Target, limits, ReferenceDay.Day);
    }

    private static double OffNadirDegrees(Vector3 satellite, Vector3 target)
    {
        var line = target - satellite;
        return double.RadiansToDegrees(Math.Acos(-Vector3.Dot(line, satellite) / (line.Length * satellite.Length)));
    }

    private static double SunElevationDegrees(TopocentricFrame frame, DateTimeOffset instant) =>
        frame.LookAt(EarthFixed.FromTeme(new StateVector(SolarEphemeris.Position(instant), default), instant)).ElevationDegrees;
}
