using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Gateway.Contract;
using Orbit.Operator.Gateways;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Gateways;

public sealed class ContactProgressTests
{
    private static readonly DateTimeOffset End = TestData.Start.AddHours(1);
    private static readonly DateTimeOffset Before = TestData.Start;

    [Theory]
    [InlineData(ContactCause.NotHeard, BookedContactState.Scheduling, BookedContactCause.NotHeard)]
    [InlineData(ContactCause.StationFault, BookedContactState.Pass, BookedContactCause.StationFault)]
    [InlineData(ContactCause.NotScheduled, BookedContactState.Scheduling, BookedContactCause.NotScheduled)]
    [InlineData(ContactCause.Unknown, BookedContactState.PrePass, BookedContactCause.Unknown)]
    [InlineData(null, BookedContactState.Scheduling, BookedContactCause.Unknown)]
    [InlineData(null, BookedContactState.Pass, BookedContactCause.NotHeard)]
    [InlineData(ContactCause.Unknown, BookedContactState.PostPass, BookedContactCause.NotHeard)]
    internal void IfAContactFailsThenOnlyAStationThatListenedHeardNothing(ContactCause? said, BookedContactState before, BookedContactCause cause)
    {
        var contact = TestObjects.Contact(before, End);

        var next = ContactProgress.Next(contact, Known(contact, ContactState.Failed) with { Cause = said, Reason = "ANTENNA\nFAULT" }, Before);

        next.Should().Be(contact with { State = BookedContactState.Failed, Cause = cause, Reason = "ANTENNA FAULT" });
    }

    [Fact]
    public void IfTheProvidersSentenceIsLongThenItIsCut()
    {
        var contact = TestObjects.Contact(BookedContactState.Scheduled, End);

        var next = ContactProgress.Next(contact, Known(contact, ContactState.ProviderCancelled) with { Reason = new string('x', 5000) }, Before);

        next.Reason.Should().HaveLength(ContactProgress.MaximumReason).And.EndWith("x…");
        next.Cause.Should().BeNull();
        ContactProgress.Text(" \n").Should().BeNull();
    }

    [Fact]
    public void IfTheGatewayConfirmsOtherTimesOrAnotherAntennaThenTheLedgerHasThem()
    {
        var contact = TestObjects.Contact(BookedContactState.Scheduling, End);
        var known = Known(contact, ContactState.Scheduled) with { Start = contact.Start.AddSeconds(11), End = contact.End.AddSeconds(-20), Antenna = 1 };

        ContactProgress.Next(contact, known, Before).Should().Be(
            contact with { State = BookedContactState.Scheduled, Start = known.Start, End = known.End, Antenna = 1 });
        ContactProgress.Next(contact, Known(contact, ContactState.Scheduling) with { End = contact.End.AddTicks(900) }, Before).Should().Be(contact, "no gateway has to keep ticks");
    }

    [Theory]
    [InlineData(0, -600, 0)]
    [InlineData(0, 90_000, 0)]
    [InlineData(-90_000, 0, 0)]
    [InlineData(0, 0, 100)]
    [InlineData(0, 0, -1)]
    public void IfWhatTheGatewayConfirmsCanNotBeTheContactThenTheLedgerKeepsIt(int startShift, int endShift, int antenna)
    {
        var contact = TestObjects.Contact(BookedContactState.Scheduled, End);
        var known = Known(contact, ContactState.Scheduled) with { Start = contact.Start.AddSeconds(startShift), End = contact.End.AddSeconds(endShift), Antenna = antenna };

        ContactProgress.Next(contact, known, Before).Should().Be(contact);
    }

    [Theory]
    [InlineData(ContactState.Scheduled)]
    [InlineData(ContactState.Pass)]
    [InlineData(ContactState.PostPass)]
    public void IfTheGatewayNeverSaysTheEndThenTheContactIsOverOnceItShouldHaveSaidItLongAgo(ContactState state)
    {
        var contact = TestObjects.Contact(BookedContactState.Pass, End);

        LedgerUpkeep.IsFinal(ContactProgress.Next(contact, Known(contact, state), End.AddMinutes(59)).State).Should().BeFalse();
        var next = ContactProgress.Next(contact, Known(contact, state), End.AddHours(1));

        (next.State, next.Cause).Should().Be((BookedContactState.Failed, BookedContactCause.Unknown), "nobody said that nothing was heard");
    }

    [Fact]
    public void IfTheGatewayDoesNotKnowTheContactThenItIsWaitedForUntilItsEnd()
    {
        var contact = TestObjects.Contact(BookedContactState.Scheduled, End);

        ContactProgress.Next(contact, null, Before).Should().Be(contact);
        ContactProgress.Next(contact, null, End).State.Should().Be(BookedContactState.Cancelled);
    }

    private static GatewayContact Known(BookedContact contact, ContactState state) => new()
    {
        Id = contact.Name,
        Station = "svalbard",
        NoradId = contact.NoradId,
        Antenna = contact.Antenna,
        Start = contact.Start,
        End = contact.End,
        Purpose = ContactPurpose.Uplink,
        State = state,
    };
}
