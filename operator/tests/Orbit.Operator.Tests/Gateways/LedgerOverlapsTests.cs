using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Gateways;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Gateways;

public sealed class LedgerOverlapsTests
{
    private static readonly DateTimeOffset End = TestData.Start.AddHours(1);
    private static readonly BookedContact Moved = TestObjects.Contact(BookedContactState.Scheduled, End) with { Name = "moved" };
    private static readonly GroundLink Here = TestObjects.Station("here").With(s => s with { Turnaround = TimeSpan.FromSeconds(60) });

    [Theory]
    [InlineData("scs-01-b", 0, 359, true, true)]
    [InlineData("scs-01-b", 0, 360, true, false)]
    [InlineData("scs-01-b", 1, 0, true, false)]
    [InlineData("scs-01-b", 0, 0, false, false)]
    [InlineData("scs-01-a", 1, 299, false, true)]
    [InlineData("scs-01-a", 1, 300, false, false)]
    public void IfTwoContactsNeedOneAntennaOrOneRadioThenTheyOverlap(string satellite, int antenna, int seconds, bool sameStation, bool overlap)
    {
        var other = TestObjects.Contact(BookedContactState.Scheduled, End.AddSeconds(seconds), satellite) with { Name = "other", Antenna = antenna };
        var elsewhere = TestObjects.Station("elsewhere");
        GroundLink[] all = sameStation ? [Here.Holding(Moved, other), elsewhere] : [Here.Holding(Moved), elsewhere.Holding(other)];

        LedgerOverlaps.HasAny(Moved, Here, all).Should().Be(overlap);
    }

    [Theory]
    [InlineData(BookedContactState.Cancelled)]
    [InlineData(BookedContactState.Failed)]
    [InlineData(BookedContactState.Completed)]
    internal void IfTheOtherContactIsOverThenItNeedsNothing(BookedContactState state)
    {
        var other = TestObjects.Contact(state, End) with { Name = "other" };

        LedgerOverlaps.HasAny(Moved, Here, [Here.Holding(Moved, other)]).Should().BeFalse();
    }

    [Theory]
    [InlineData("scs-01-a", -60, BookedContactState.Scheduled, true)]
    [InlineData("scs-01-a", 60, BookedContactState.Scheduled, false)]
    [InlineData("scs-01-a", 0, BookedContactState.Scheduled, false)]
    [InlineData("scs-01-a", -300, BookedContactState.Scheduled, false)]
    [InlineData("scs-01-a", -60, BookedContactState.Conflict, false)]
    [InlineData("scs-01-a", -60, BookedContactState.Cancelled, false)]
    [InlineData("scs-01-b", -60, BookedContactState.Scheduled, false)]
    internal void IfTwoContactsOfOneRadioWereBookedAtOnceThenTheLaterOneIsInConflict(string satellite, int seconds, BookedContactState state, bool yields)
    {
        var other = TestObjects.Contact(state, End.AddSeconds(seconds), satellite) with { Name = "other" };

        LedgerOverlaps.HasEarlier(Moved, Here, [Here.Holding(Moved), TestObjects.Station("elsewhere").Holding(other)])
            .Should().Be(yields);
    }

    [Fact]
    public void IfAContactInConflictCanBeGivenBackThenNobodyElseHasToGiveUpHis()
    {
        var mine = TestObjects.Contact(BookedContactState.Scheduled, End) with { Name = "mine" };
        var conflict = Moved with { State = BookedContactState.Conflict };
        var elsewhere = TestObjects.Station("elsewhere").Holding(mine);

        LedgerOverlaps.Conflict(mine, elsewhere, [Here.Holding(conflict), elsewhere]).Should().BeNull();
        LedgerOverlaps.Conflict(mine, elsewhere, [Here.Holding(conflict with { Reason = "Too late." }), elsewhere])!.Name.Should().Be("moved");
    }
}
