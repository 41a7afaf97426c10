using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Crosslinks;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Crosslinks;

public sealed class CrosslinkFinderTests
{
    private static readonly CrosslinkLimits Limits = new() { MaximumRangeKm = 5000, ClearanceKm = 80 };

    // Neighbours in one plane, low orbits across each other, and low orbits with a high, an eccentric and a geostationary one.
    private static readonly (int A, int B)[] Pairs = [.. Couples()];

    [Fact]
    public void IfEveryTenSecondsAreTriedThenTheWindowsHoldExactlyThoseInSightAndRange()
    {
        var wrong = new List<string>();
        var windows = 0;
        foreach (var (a, b) in Pairs)
        {
            var limits = a > 0 && ReferenceDay.Satellites[b].PeriodMinutes > 225 ? Limits with { MaximumRangeKm = 38_000 } : Limits;
            var found = IntervalSet.Of(Find(a, b, limits).Select(window => window.Window));
            windows += found.Count;
            for (var instant = ReferenceDay.Start; instant < ReferenceDay.Day.End; instant = instant.AddSeconds(10))
            {
                if (IsLinked(a, b, limits, instant) != found.Contains(instant))
                {
                    wrong.Add($"{a} and {b} at {instant:O}");
                }
            }
        }

        wrong.Should().BeEmpty();
        windows.Should().BeGreaterThan(100);
    }

    [Fact]
    public void IfTheSatellitesChangePlacesThenTheWindowsStay()
    {
        foreach (var (a, b) in Pairs)
        {
            var one = Find(a, b, Limits);
            var other = Find(b, a, Limits);
            other.Select(window => window.Window).Should().Equal(one.Select(window => window.Window));
            other.Zip(one).All(pair => Math.Abs(pair.First.MinimumRangeKm - pair.Second.MinimumRangeKm) < 1e-6).Should().BeTrue();
        }
    }

    [Fact]
    public void IfAWindowIsFoundThenItStartsWithTheFirstTickAndEndsBeforeTheFirstThatFails()
    {
        foreach (var (a, b) in Pairs)
        {
            foreach (var window in Find(a, b, Limits))
            {
                IsLinked(a, b, Limits, window.Window.Start).Should().BeTrue();
                IsLinked(a, b, Limits, window.Window.End).Should().Be(window.ClippedEnd);
                (window.ClippedStart || !IsLinked(a, b, Limits, window.Window.Start.AddTicks(-1))).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void IfAWindowIsSampledThenNoDistanceIsLessThanItsLeast()
    {
        foreach (var (a, b) in Pairs)
        {
            foreach (var window in Find(a, b, new CrosslinkLimits()))
            {
                window.Window.Widen(TimeSpan.FromTicks(1)).Contains(window.ClosestApproach).Should().BeTrue();
                Distance(a, b, window.ClosestApproach).Should().BeApproximately(window.MinimumRangeKm, 1e-9);
                for (var instant = window.Window.Start; instant < window.Window.End; instant = instant.AddSeconds(7))
                {
                    Distance(a, b, instant).Should().BeGreaterThanOrEqualTo(window.MinimumRangeKm - 1e-6);
                }
            }
        }
    }

    [Fact]
    public void IfALimitHoldsForATimeThenThePairStaysOnItsSideOfIt()
    {
        // Each satellite with one of its own kind, one in another plane and one far above.
        foreach (var partner in new[] { 63985, 32276, 54878, 41879 })
        {
            var other = new Trajectory(ReferenceDay.Satellites[partner], ReferenceDay.Day);
            MarginPromise.Keeps(_ => new LineOfSightMargin(other, 100)).Should().BeGreaterThan(5000);
            MarginPromise.Keeps(_ => new RangeMargin(other, 5000)).Should().BeGreaterThan(5000);
        }
    }

    [Fact]
    public void IfASatelliteIsLinkedWithItselfThenItAlwaysIsAtNoDistance()
    {
        var window = Find(63982, 63982, Limits).Should().ContainSingle().Subject;
        window.Window.Should().Be(ReferenceDay.Day);
        window.MinimumRangeKm.Should().Be(0);
        (window.ClippedStart, window.ClippedEnd).Should().Be((true, true));
    }

    [Fact]
    public void IfOneSatelliteDecaysThenTheWindowsEndWithIt()
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 29141);
        var decaying = Sgp4Propagator.Create(elements);
        var other = Sgp4Propagator.Create(elements with { MeanMotion = elements.MeanMotion - 1, BStar = 0 });
        var span = new Interval(elements.Epoch, elements.Epoch.AddDays(1));
        var windows = CrosslinkFinder.Find(other, decaying, new CrosslinkLimits(), span);
        windows.Should().NotBeEmpty();
        decaying.Propagate(windows[^1].Window.End.AddTicks(-1), out _).Should().Be(Sgp4Error.None);
        CrosslinkFinder.Find(other, decaying, new CrosslinkLimits(), new Interval(span.Start, span.Start)).Should().BeEmpty();
    }

    [Fact]
    public void IfALimitIsOutOfRangeThenTheMessageNamesIt()
    {
        FluentActions.Invoking(() => Find(63982, 63983, new CrosslinkLimits { MaximumRangeKm = 0 })).Should().Throw<ArgumentException>().WithMessage("MaximumRangeKm is 0*");
        FluentActions.Invoking(() => Find(63982, 63983, new CrosslinkLimits { ClearanceKm = double.NaN })).Should().Throw<ArgumentException>().WithMessage("ClearanceKm is NaN*");
    }

    private static IEnumerable<(int A, int B)> Couples()
    {
        yield return (63982, 63983);
        yield return (63982, 63985);
        yield return (63984, 63990);
        var others = ReferenceDay.Satellites.Keys.Where(norad => norad is < 63982 or > 63993).Order().ToList();
        foreach (var other in others)
        {
            yield return (63982, other);
        }
    }

    private static IReadOnlyList<CrosslinkWindow> Find(int a, int b, CrosslinkLimits limits) =>
        CrosslinkFinder.Find(ReferenceDay.Satellites[a], ReferenceDay.Satellites[b], limits, ReferenceDay.Day);

    // By angles, where the search goes by distances: in sight while the angle at the Earth's centre is less than what the two
    // tangents to the sphere leave.
    private static bool IsLinked(int a, int b, CrosslinkLimits limits, DateTimeOffset instant)
    {
        var (first, second) = (At(a, instant), At(b, instant));
        var sphere = 6378.137 + limits.ClearanceKm;
        var angle = Math.Acos(Math.Clamp(Vector3.Dot(first, second) / (first.Length * second.Length), -1, 1));
        return (second - first).Length <= limits.MaximumRangeKm
            && angle <= Math.Acos(sphere / first.Length) + Math.Acos(sphere / second.Length);
    }

    private static double Distance(int a, int b, DateTimeOffset instant) => (At(a, instant) - At(b, instant)).Length;

    private static Vector3 At(int norad, DateTimeOffset instant)
    {
        _ = ReferenceDay.Satellites[norad].Propagate(instant, out var state);
        return state.Position;
    }
}
