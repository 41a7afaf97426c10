using System.Globalization;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Sgp4;

public sealed class LifetimeTests
{
    private const int DecaysAfterSevenHours = 29141;

    private static readonly IReadOnlyList<Sgp4Propagator> Catalogue =
        [.. TestData.ReadTles("catalogue", "active_2026-08-22.tle").Select(set => Sgp4Propagator.Create(set.Elements))];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 7)]
    [InlineData(-3, 700)]
    public void IfASatelliteDecaysThenItsOrbitEndsAtTheFirstInstantWithoutAStateWhateverIsAsked(int fromDay, int toDay)
    {
        var satellite = Verification(DecaysAfterSevenHours);
        var epoch = satellite.Elements.Epoch;

        var (start, end) = satellite.InOrbit(epoch.AddDays(fromDay).UtcTicks, epoch.AddDays(toDay).UtcTicks);

        start.Should().BeInRange(epoch.AddDays(fromDay).UtcTicks, epoch.UtcTicks, "its drag is too much for three days backwards, too");
        end.Should().Be(satellite.InOrbit(epoch.UtcTicks, epoch.AddHours(8).UtcTicks).EndTicks);
        satellite.PropagateTicks(end, out _).Should().NotBe(Sgp4Error.None);
        for (var ticks = start; ticks < end; ticks += TimeSpan.TicksPerSecond)
        {
            satellite.PropagateTicks(ticks, out _).Should().Be(Sgp4Error.None);
        }
    }

    [Fact]
    public void IfASatelliteHasDecayedThenStatesThatFollowAreNoOrbit()
    {
        var satellite = Verification(DecaysAfterSevenHours);
        var later = satellite.Elements.Epoch.AddDays(2);

        satellite.Propagate(later, out _).Should().Be(Sgp4Error.None, "SGP4 alone does not know");
        Length(satellite, later, later.AddDays(3)).Should().Be(TimeSpan.Zero);
    }

    // 99108: its formulas give a state 34,863 km from the Earth's centre on day 849; 11801 and 23333 are in deep space.
    [Theory]
    [InlineData("GONE A", 208.55, -336.35)]
    [InlineData("GONE B", 0.96, -1.51)]
    [InlineData("28872", 0.04, -0.01)]
    [InlineData("11801", 43.98, -11.18)]
    [InlineData("23333", 13.94, -0.01)]
    public void TheFirstFailureOnTheWayFromTheEpochIsTheLimitHoweverFarTheInstantLiesBeyond(string satellite, double after, double before)
    {
        var propagator = satellite.StartsWith("GONE", StringComparison.Ordinal) ? Case(satellite) : Verification(int.Parse(satellite, CultureInfo.InvariantCulture));
        foreach (var (limit, sign) in new[] { (after, 1), (before, -1) })
        {
            foreach (var days in new[] { 15, 400, 849, 2000 }.Where(days => days > Math.Abs(limit)))
            {
                var found = propagator.LimitTowards(propagator.Elements.Epoch.AddDays(sign * days));

                Days(propagator, found).Should().BeApproximately(limit, 0.01, "{0} days {1} the epoch", days, sign > 0 ? "after" : "before");
            }
        }

        propagator.LimitTowards(propagator.Elements.Epoch).Should().BeNull();
    }

    [Fact]
    public void TheLimitIsWhereTheOrbitEndsToTheTick()
    {
        foreach (var propagator in new[] { Case("GONE A"), Case("GONE B"), Verification(DecaysAfterSevenHours), Verification(28872), Verification(22312) })
        {
            var epoch = propagator.Elements.Epoch;
            var after = propagator.LimitTowards(epoch.AddDays(849))!.Value;
            var before = propagator.LimitTowards(epoch.AddDays(-849))!.Value;
            var (start, end) = propagator.InOrbit(epoch.AddDays(-849).UtcTicks, epoch.AddDays(849).UtcTicks);

            (start, end).Should().Be((before.Instant.UtcTicks + 1, after.Instant.UtcTicks));
            propagator.Propagate(after.Instant, out _).Should().Be(after.Error);
            propagator.LimitTowards(after.Instant).Should().Be(after);
            propagator.LimitTowards(after.Instant.AddTicks(-1)).Should().BeNull();
            propagator.LimitTowards(before.Instant.AddTicks(1)).Should().BeNull();
        }
    }

    [Fact]
    public void IfAnInstantIsFartherThanACenturyThenThatIsTheLimit()
    {
        var epoch = Catalogue[0].Elements.Epoch;

        Catalogue[0].LimitTowards(epoch.AddYears(101)).Should().Be(new OrbitLimit(epoch.AddYears(101), Sgp4Error.TimeOutOfRange));
        Catalogue[0].LimitTowards(DateTimeOffset.MinValue)!.Value.Error.Should().Be(Sgp4Error.TimeOutOfRange);
        Catalogue[0].LimitTowards(DateTimeOffset.MaxValue)!.Value.Error.Should().Be(Sgp4Error.TimeOutOfRange);
    }

    // An end by the raw error at each minute, against the one by whole steps.
    [Fact]
    public void TheLimitIsTheFirstErrorThatAWalkByMinutesMeets()
    {
        var walked = 0;
        foreach (var propagator in Catalogue.Where((_, k) => k % 40 == 0).Append(Verification(22312)).Append(Verification(28350)).Append(Case("GONE B")))
        {
            var states = new StateBuffer(20 * 1440);
            propagator.PropagateTicks(propagator.EpochTicks, TimeSpan.TicksPerMinute, states.Spans);
            var minute = states.Spans.Errors.IndexOfAnyExcept(Sgp4Error.None);
            var limit = propagator.LimitTowards(propagator.Elements.Epoch.AddMinutes(minute < 0 ? states.Length - 1 : minute));

            (limit is not null).Should().Be(minute >= 0, "of {0}", propagator.Elements.CatalogNumber);
            if (limit is { } found)
            {
                (minute - (found.Instant - propagator.Elements.Epoch).TotalMinutes).Should().BeInRange(0, 1);
                walked++;
            }
        }

        walked.Should().BeGreaterThan(2);
    }

    [Fact]
    public void IfTheElementsProveThatASatelliteStaysUpThenItHasEveryState()
    {
        const double minutes = 7 * 1440;
        var proven = Catalogue.Where(satellite => satellite.CannotDecayWithin(minutes)).ToList();

        proven.Should().HaveCountGreaterThan(12_000);
        proven.Should().OnlyContain(satellite => HasEveryState(satellite, minutes));
        Verification(DecaysAfterSevenHours).CannotDecayWithin(7 * 60).Should().BeFalse();
    }

    [Fact]
    public void IfASatelliteDoesNotDecayThenItIsInOrbitInTheWholeSpan()
    {
        var start = new DateTimeOffset(2026, 8, 20, 0, 0, 0, TimeSpan.Zero);

        Catalogue.Where((_, k) => k % 7 == 0).Count(satellite => Length(satellite, start, start.AddDays(4)) < TimeSpan.FromDays(4))
            .Should().BeLessThan(3);
    }

    [Fact]
    public void IfTheSpanIsFartherThanACenturyThenThereIsNoOrbit()
    {
        var satellite = Catalogue[0];

        Length(satellite, DateTimeOffset.MinValue, satellite.Elements.Epoch.AddYears(-101)).Should().Be(TimeSpan.Zero);
        Length(satellite, satellite.Elements.Epoch.AddYears(101), DateTimeOffset.MaxValue).Should().Be(TimeSpan.Zero);
        Length(satellite, satellite.Elements.Epoch, satellite.Elements.Epoch).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void IfManyThreadsAskThenAllSeeTheSameEnd()
    {
        var satellite = Verification(DecaysAfterSevenHours);
        var epoch = satellite.Elements.Epoch;
        var ends = new long[64];

        Parallel.For(0, ends.Length, k => ends[k] = satellite.InOrbit(epoch.UtcTicks, epoch.AddHours(8 + k).UtcTicks).EndTicks);

        ends.Should().AllBeEquivalentTo(ends[0]);
    }

    private static bool HasEveryState(Sgp4Propagator satellite, double minutes)
    {
        var states = new StateBuffer(200);
        var step = TimeSpan.FromMinutes(2 * minutes / states.Length).Ticks;
        satellite.PropagateTicks(satellite.EpochTicks - TimeSpan.FromMinutes(minutes).Ticks, step, states.Spans);
        return states.Spans.Errors.IndexOfAnyExcept(Sgp4Error.None) < 0;
    }

    private static TimeSpan Length(Sgp4Propagator satellite, DateTimeOffset start, DateTimeOffset end)
    {
        var (from, until) = satellite.InOrbit(start.UtcTicks, end.UtcTicks);
        return TimeSpan.FromTicks(until - from);
    }

    private static double? Days(Sgp4Propagator satellite, OrbitLimit? limit) => (limit?.Instant - satellite.Elements.Epoch)?.TotalDays;

    private static Sgp4Propagator Case(string name) =>
        Sgp4Propagator.Create(TestData.ReadTles("cases", "decayed-long-ago.tle").Single(set => set.Elements.Name == name).Elements);

    private static Sgp4Propagator Verification(int number) =>
        Sgp4Propagator.Create(TestData.ReadTles("sgp4_verification", "SGP4-VER.TLE").Single(set => set.Elements.CatalogNumber == number).Elements);
}
