using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Gateways;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Gateways;

public sealed class LedgerBookingTests
{
    private static readonly DateTimeOffset Start = TestData.Start;
    private static readonly GroundLink Station = TestObjects.Station("svalbard").With(s => s with { Antennas = 2, Turnaround = TimeSpan.FromSeconds(60) });

    [Fact]
    public void IfALedgerChangedMeanwhileThenWhatIsStillFreeIsBookedAndTheRestIsLost()
    {
        var theirs = Contact("theirs", minute: 10, antenna: 0, satellite: "other");
        var free = Contact("free", minute: 10, antenna: 1);
        var tooClose = Contact("too-close", minute: 15, antenna: 0);
        var afterTurnaround = Contact("after-turnaround", minute: 16, antenna: 0);

        var booking = Book(Station.Holding(theirs), [free, tooClose, afterTurnaround]);

        booking.Ledger.Should().Equal(theirs, free, afterTurnaround);
        booking.Added.Should().BeEquivalentTo("free", "after-turnaround");
        booking.Lost.Should().BeEquivalentTo("too-close");
    }

    [Fact]
    public void IfTheSatellitesRadioIsTakenThenAFreeAntennaDoesNotHelp() =>
        Book(Station.Holding(Contact("theirs", minute: 10, antenna: 0)), [Contact("mine", minute: 12, antenna: 1)]).Lost.Should().BeEquivalentTo("mine");

    [Fact]
    public void IfAContactWasCancelledThenItsPlaceIsFree()
    {
        var cancelled = Contact("theirs", minute: 10, antenna: 0) with { State = BookedContactState.ProviderCancelled };

        Book(Station.Holding(cancelled), [Contact("mine", minute: 10, antenna: 0)]).Added.Should().BeEquivalentTo("mine");
    }

    [Fact]
    public void IfTheStationHasFewerAntennasByNowThenContactsOfTheOthersAreLost() =>
        Book(Station.With(s => s with { Antennas = 1 }), [Contact("mine", minute: 10, antenna: 1)]).Lost.Should().BeEquivalentTo("mine");

    [Fact]
    public void IfAContactStandsThereAlreadyThenItIsBookedAndNothingChanges()
    {
        var booked = Contact("mine", minute: 10, antenna: 0) with { State = BookedContactState.Scheduled };

        var booking = Book(Station.Holding(booked), [Contact("mine", minute: 10, antenna: 0)]);

        booking.Added.Should().BeEmpty();
        booking.Lost.Should().BeEmpty();
        booking.Ledger.Should().Equal(booked);
    }

    [Theory]
    [InlineData(11, BookedContactState.Scheduled)]
    [InlineData(10, BookedContactState.Cancelled)]
    public void IfAnotherContactHasItsNameOrItWasGivenUpThenItIsLost(int minute, BookedContactState state) =>
        Book(Station.Holding(Contact("mine", minute, antenna: 0) with { State = state }), [Contact("mine", minute: 10, antenna: 0)]).Lost.Should().BeEquivalentTo("mine");

    [Fact]
    public void IfTheLedgerHasNoRoomThenContactsThatAreOverLeaveTheOldestFirstAndTheRestIsTurnedAway()
    {
        var old = Contact("ended-2", minute: -60, antenna: 0) with { State = BookedContactState.Completed };
        var older = Contact("ended-1", minute: -90, antenna: 0) with { State = BookedContactState.Completed };
        var ledger = Station.Holding(older, old);
        var mine = Enumerable.Range(1, 4).Select(i => Contact($"mine-{i}", minute: 10 * i, antenna: 0)).ToArray();

        // Room for one more; each of the two that are over makes room for another.
        var booking = LedgerBooking.Of(ledger, mine, LedgerSize.Of(ledger) + LedgerSize.Of(mine[0]), [older, old]);

        booking.Ledger.Should().Equal(mine[..3]);
        booking.Full.Should().BeEquivalentTo("mine-4");
        booking.Lost.Should().BeEmpty();
    }

    [Fact]
    public void IfAContactIsAddedThenTheGroundLinkGrowsByItsSize()
    {
        var ledger = Station.Holding(Contact("theirs", minute: 10, antenna: 0));
        var mine = Contact("mine-ünicode", minute: 20, antenna: 0);

        LedgerSize.Of(ledger.Holding([.. ledger.Status!.Contacts, mine])).Should().Be(LedgerSize.Of(ledger) + LedgerSize.Of(mine));
    }

    private static LedgerBooking Book(GroundLink station, IReadOnlyList<BookedContact> contacts) =>
        LedgerBooking.Of(station, contacts, LedgerSize.MostBytes, []);

    private static BookedContact Contact(string name, int minute, int antenna, string satellite = "scs-01-a") =>
        TestObjects.Contact(BookedContactState.Scheduling, Start.AddMinutes(minute + 5), satellite) with { Name = name, Antenna = antenna };
}
