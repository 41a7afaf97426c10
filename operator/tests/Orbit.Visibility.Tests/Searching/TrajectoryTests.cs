using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Eclipses;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Searching;

public sealed class TrajectoryTests
{
    private static readonly Sgp4Propagator Satellite = ReferenceDay.Satellites[63982];

    [Fact]
    public void IfASpanIsTenYearsLongThenItsStatesAreNotAllKept()
    {
        var steady = Sgp4Propagator.Create(Satellite.Elements with { BStar = 0 });
        var trajectory = new Trajectory(steady, new Interval(ReferenceDay.Start, ReferenceDay.Start.AddYears(10)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var states = 0;
        for (var ticks = trajectory.Span.StartTicks; states < 200_000 && trajectory.TryGet(ticks, out _); ticks += trajectory.GridStep)
        {
            states++;
        }

        states.Should().Be(200_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2_000_000);
    }

    [Fact]
    public void IfAStateOfTheGridIsAskedForAgainThenItIsTheSame()
    {
        var trajectory = new Trajectory(Satellite, new Interval(ReferenceDay.Start, ReferenceDay.Start.AddDays(20)));
        foreach (var k in new[] { 0L, 4096, 0, 8192, 4096, 1 })
        {
            var ticks = trajectory.Span.StartTicks + (k * trajectory.GridStep);
            trajectory.TryGet(ticks, out var point).Should().BeTrue();
            point.Should().Be(new TrajectoryPoint(ticks, StateAt(ticks)));
        }
    }

    // The first ticks of DateTimeOffset and its last.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9999, 12, 30)]
    public void IfASpanTouchesTheEndOfTheCalendarThenItsWindowsAreThoseOfAnyOther(int year, int month, int day)
    {
        var date = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
        var satellite = Sgp4Propagator.Create(Satellite.Elements with { Epoch = date.AddHours(12) });
        var span = year == 1 ? new Interval(0, TimeSpan.TicksPerDay) : new Interval(date, DateTimeOffset.MaxValue);
        var shorter = new Interval(span.StartTicks + TimeSpan.TicksPerHour, span.EndTicks - TimeSpan.TicksPerHour);

        foreach (var station in ReferenceDay.Stations)
        {
            IntervalSet.Of(PassFinder.Find(satellite, station, 0, span).Select(pass => pass.Window)).Clip(shorter)
                .Should().Equal(IntervalSet.Of(PassFinder.Find(satellite, station, 0, shorter).Select(pass => pass.Window)));
        }

        var eclipses = EclipseFinder.Find(satellite, span).Penumbra;
        eclipses.Should().HaveCountGreaterThan(10);
        eclipses.Clip(shorter).Should().Equal(EclipseFinder.Find(satellite, shorter).Penumbra);
    }

    private static StateVector StateAt(long ticks)
    {
        Satellite.PropagateTicks(ticks, out var state).Should().Be(Sgp4Error.None);
        return state;
    }
}
