using System.Diagnostics;
using Orbit.Turnaround;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Tests.Turnarounds;

/// <summary>From a prompt to its answer with the twelve real satellites and the real stations of AWS and KSAT.</summary>
public class TurnaroundTests(TurnaroundTests.RealSky real) : IClassFixture<TurnaroundTests.RealSky>
{
    private const int Starts = 200;

    // The shares that the passes allow at 8,640 start times are 95.5 % and 70.6 % (docs/turnaround.md); with 200 they are
    // known to about 2 and 3 percent.
    [Theory]
    [InlineData(new[] { "AWS", "KSAT" }, 94)]
    [InlineData(new[] { "AWS" }, 68)]
    [InlineData(new[] { "KSAT" }, 92)]
    public void IfTheFleetIsIdleThenThePlannerIsAsFastAsThePassesAllowAtEveryStart(string[] providers, double percent)
    {
        var study = new Study(real.Sky, new Assumptions());
        bool Chosen(string provider) => providers.Contains(provider, StringComparer.Ordinal);

        TimeSpan[] planned = [.. study.Plan(Chosen, Starts).Select(s => s.Turnaround)];
        TimeSpan[] bound = [.. study.Bound(Chosen, Starts)];

        planned.Should().Equal(bound);
        new Distribution(planned).PercentUnder(Study.Goal).Should().BeGreaterThanOrEqualTo(percent);
    }

    [Fact]
    public void IfAHundredJobsComeAtOnceThenAllArePlacedInMilliseconds()
    {
        var assumptions = new Assumptions();
        var study = new Study(real.Sky, assumptions);
        var fleet = real.Sky.FleetAt(real.Sky.Span.Start, _ => true, assumptions);
        var requests = Enumerable.Range(0, 100).Select(i => study.Job($"job-{i:000}", fleet.Now)).ToArray();

        // The best of several: the first compiles the planner, and others may hold the processor.
        var (best, result) = Enumerable.Range(0, 5).Select(_ => Timed(() => Planner.Plan(fleet, requests))).MinBy(t => t.Time);

        // 2.3 ms in Release where it was measured (docs/turnaround.md); the rest is for Debug and for busy machines.
        best.Should().BeLessThan(TimeSpan.FromMilliseconds(500));
        result.Plans.Should().HaveCount(100);
    }

    private static (TimeSpan Time, T Result) Timed<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        return (clock.Elapsed, result);
    }

    public sealed class RealSky
    {
        private static readonly DateTimeOffset Day = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

        public Sky Sky { get; } = Sky.Load(
            TestData.Path("three_body", "scs01_2026-08-22.tle"),
            TestData.Path("ground_stations", "ground_stations.csv"),
            provider => provider is "AWS" or "KSAT",
            new Interval(Day, Day.AddHours(26)),
            new Assumptions().MaskDegrees);
    }
}
