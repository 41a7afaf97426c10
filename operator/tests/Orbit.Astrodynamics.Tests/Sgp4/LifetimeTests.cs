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

    private static Sgp4Propagator Verification(int number) =>
        Sgp4Propagator.Create(TestData.ReadTles("sgp4_verification", "SGP4-VER.TLE").Single(set => set.Elements.CatalogNumber == number).Elements);
}
