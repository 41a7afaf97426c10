using Orbit.Operator.Nodes;

namespace Orbit.Operator.Tests.Nodes;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly SetClock _time = new();

    [Fact]
    public void IfTheClockIsSetBackThenTheInstantsGoOnUntilItHasCaughtUp()
    {
        var clock = new SteadyClock(_time);
        clock.Now().Should().Be(Start);
        _time.Passed = TimeSpan.FromSeconds(10);
        clock.Now().Should().Be(Start.AddSeconds(10));

        _time.Set = TimeSpan.FromHours(-1);
        clock.Now().Should().Be(Start.AddSeconds(10));
        _time.Passed = TimeSpan.FromSeconds(20);
        clock.Now().Should().Be(Start.AddSeconds(15), "time passes all the same");
        _time.Passed = TimeSpan.FromHours(3);
        clock.Now().Should().Be(Start.AddHours(2), "it has caught up");

        _time.Set = TimeSpan.FromHours(1);
        clock.Now().Should().Be(Start.AddHours(4), "forwards it is followed");
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public TimeSpan Set { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Start + Passed + Set;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
