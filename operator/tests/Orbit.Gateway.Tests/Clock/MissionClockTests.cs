using Orbit.Gateway.Clock;

namespace Orbit.Gateway.Tests.Clock;

public class MissionClockTests
{
    private static readonly DateTimeOffset Wall = new(2026, 11, 21, 22, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Mission = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IfWallTimePassesThenMissionTimePassesAtTheRateFromTheAnchor()
    {
        var wall = new ManualTimeProvider(Wall);
        var clock = new MissionClock(wall, Mission, 600, Wall - TimeSpan.FromSeconds(2));

        clock.GetUtcNow().Should().Be(Mission.AddMinutes(20));
        wall.Advance(TimeSpan.FromSeconds(1.5));
        clock.GetUtcNow().Should().Be(Mission.AddMinutes(35));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    [InlineData(60)]
    [InlineData(86_400)]
    public void IfAnInstantIsMappedThereAndBackThenItIsTheSame(double rate)
    {
        var clock = new MissionClock(new ManualTimeProvider(Wall), Mission, rate, Wall);

        foreach (var offset in new[] { -3600.0, -0.5, 0, 0.001, 17, 86_400 })
        {
            var instant = Wall.AddSeconds(offset);
            clock.ToWall(clock.ToMission(instant)).Should().BeCloseTo(instant, TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public void IfTwoProcessesStartAtDifferentTimesThenTheirMissionTimesAgree()
    {
        var wall = new ManualTimeProvider(Wall);
        var first = new MissionClock(wall, Mission, 60, Wall);
        wall.Advance(TimeSpan.FromSeconds(13.7));
        var second = new MissionClock(wall, Mission, 60, Wall);

        second.GetUtcNow().Should().Be(first.GetUtcNow());
    }

    [Fact]
    public async Task IfTaskDelayIsGivenTheClockThenItEndsAtScaledWallTime()
    {
        var wall = new ManualTimeProvider(Wall);
        var clock = new MissionClock(wall, Mission, 60, Wall);

        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock, CancellationToken.None);
        wall.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        delay.IsCompleted.Should().BeFalse();
        wall.Advance(TimeSpan.FromTicks(1));

        await delay;
        clock.GetUtcNow().Should().Be(Mission.AddMinutes(10));
    }

    [Fact]
    public void IfATimerHasAPeriodThenItFiresAtScaledWallTimes()
    {
        var wall = new ManualTimeProvider(Wall);
        var clock = new MissionClock(wall, Mission, 60, Wall);
        var fired = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => fired.Add(clock.GetUtcNow()), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));

        wall.Advance(TimeSpan.FromSeconds(5));
        fired.Should().Equal(Mission.AddMinutes(1), Mission.AddMinutes(3), Mission.AddMinutes(5));

        timer.Change(TimeSpan.FromMinutes(30), Timeout.InfiniteTimeSpan);
        wall.Advance(TimeSpan.FromMinutes(1));
        fired.Should().HaveCount(4);
        fired[3].Should().Be(Mission.AddMinutes(35));
    }

    [Fact]
    public void IfAMissionDelayIsNoWholeWallMillisecondThenTheTimerIsLateNotEarly()
    {
        var wall = new ManualTimeProvider(Wall);
        var clock = new MissionClock(wall, Mission, 600, Wall);
        var fired = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => fired.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        wall.Advance(TimeSpan.FromSeconds(1));

        fired.Should().Equal(Mission.AddMilliseconds(1200));
    }

    [Fact]
    public void IfElapsedTimeIsAskedThenItIsMissionTime()
    {
        var wall = new ManualTimeProvider(Wall);
        var clock = new MissionClock(wall, Mission, 600, Wall);
        var start = clock.GetTimestamp();

        wall.Advance(TimeSpan.FromSeconds(3));

        clock.GetElapsedTime(start).Should().Be(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void IfNoVariableIsSetThenMissionTimeIsWallTime()
    {
        var wall = new ManualTimeProvider(Wall);
        var clock = MissionClock.FromEnvironment(_ => null, wall);

        clock.GetUtcNow().Should().Be(Wall);
        wall.Advance(TimeSpan.FromTicks(12_345_678_901));
        clock.GetUtcNow().Should().Be(wall.GetUtcNow());
    }

    [Fact]
    public void IfAllVariablesAreSetThenTheyAreTheMapping()
    {
        var clock = FromVariables("2026-08-22T00:00:00Z", "60", "2026-11-21T23:00:00+01:00");

        clock.Start.Should().Be(Mission);
        clock.Rate.Should().Be(60);
        clock.Anchor.Should().Be(Wall);
    }

    [Fact]
    public void IfNoAnchorIsSetThenMissionTimeStartsNow()
    {
        FromVariables("2026-08-22T00:00:00Z", null, null).GetUtcNow().Should().Be(Mission);
    }

    [Theory]
    [InlineData("yesterday", null, null, "ORBIT_MISSION_START is 'yesterday'*")]
    [InlineData("2026-08-22T00:00:00Z", "fast", null, "ORBIT_MISSION_RATE is 'fast'*")]
    [InlineData("2026-08-22T00:00:00Z", "0", null, "ORBIT_MISSION_RATE is '0'*")]
    [InlineData("2026-08-22T00:00:00Z", "NaN", null, "ORBIT_MISSION_RATE is 'NaN'*")]
    [InlineData("2026-08-22T00:00:00Z", "1e7", null, "ORBIT_MISSION_RATE is '1e7'*")]
    [InlineData("2026-08-22T00:00:00Z", null, "soon", "ORBIT_MISSION_ANCHOR is 'soon'*")]
    [InlineData(null, "60", null, "*no meaning without ORBIT_MISSION_START*")]
    [InlineData(null, null, "2026-08-22T00:00:00Z", "*no meaning without ORBIT_MISSION_START*")]
    public void IfAVariableIsMalformedThenTheMessageNamesIt(string? start, string? rate, string? anchor, string message)
    {
        var read = () => FromVariables(start, rate, anchor);

        read.Should().Throw<FormatException>().WithMessage(message);
    }

    private static MissionClock FromVariables(string? start, string? rate, string? anchor) =>
        MissionClock.FromEnvironment(
            name => name switch
            {
                MissionClock.StartVariable => start,
                MissionClock.RateVariable => rate,
                MissionClock.AnchorVariable => anchor,
                _ => null,
            },
            new ManualTimeProvider(Wall));
}
