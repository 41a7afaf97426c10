using Orbit.Planning.Fleets;
using Orbit.Visibility.Contacts;
using static Orbit.Planning.Tests.Building.FleetBuilder;

namespace Orbit.Planning.Tests.Fleets;

public class PassTimelineTests
{
    [Fact]
    public void IfStationsAreMergedThenPassesAreInTheOrderOfTheirStarts()
    {
        var timeline = PassTimeline.Create(
        [
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("y", [At(10, 20), At(50, 60)]),
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("x", [At(40, 90), At(10, 20)]),
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("z", []),
        ]);

        timeline.Stations.Should().Equal("x", "y", "z");
        Enumerable.Range(0, timeline.Count).Select(i => (timeline[i].Station, timeline[i].Pass.Window.Start)).Should().Equal(
            ("x", Zero.AddSeconds(10)), ("y", Zero.AddSeconds(10)), ("x", Zero.AddSeconds(40)), ("y", Zero.AddSeconds(50)));
    }

    [Fact]
    public void IfALongPassBeganEarlyThenItIsStillFoundWhileItLasts()
    {
        var timeline = PassTimeline.Create(
        [
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("x", [At(0, 1000)]),
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("y", [At(10, 20), At(30, 40)]),
        ]);

        timeline.FirstEndingAfter(Zero.AddSeconds(500).UtcTicks).Should().Be(0);
        timeline.FirstEndingAfter(Zero.AddSeconds(1000).UtcTicks).Should().Be(3, "a pass does not hold its end");
    }

    [Fact]
    public void IfAStationComesTwiceThenTheTimelineIsRefused()
    {
        var create = () => PassTimeline.Create(
        [
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("x", []),
            KeyValuePair.Create<string, IReadOnlyList<Pass>>("x", []),
        ]);

        create.Should().Throw<ArgumentException>().WithMessage("Station x comes twice.*");
    }

    private static Pass At(int start, int end) => new(Span(start, end), Zero.AddSeconds(start), 30, ClippedStart: false, ClippedEnd: false);
}
