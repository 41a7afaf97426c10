using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class SatelliteHealthTests
{
    private static readonly DateTimeOffset Noon = TestData.Start.AddHours(12);

    [Fact]
    public void IfNoLedgerKnowsTheSatelliteThenNothingWasMissedOrHeard()
    {
        SatelliteHealth.Of("scs-01-a", [TestObjects.Station("a"), TestObjects.Station("b").Holding()]).Should().Be(new SatelliteHealth(0, 0, null));
    }

    [Fact]
    public void IfContactsFailedBeforeItWasLastHeardThenOnlyThoseAfterItCount()
    {
        var a = TestObjects.Station("a").Holding(
            TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(-2)),
            TestObjects.Contact(BookedContactState.Completed, Noon.AddHours(-3)),
            TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(1)));
        var b = TestObjects.Station("b").Holding(
            TestObjects.Contact(BookedContactState.Completed, Noon),
            TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(2)));

        SatelliteHealth.Of("scs-01-a", [a, b]).Should().Be(new SatelliteHealth(2, 2, Noon));
        SatelliteHealth.Of("scs-01-a", [b, a]).Should().Be(new SatelliteHealth(2, 2, Noon), "the order of the ledgers does not matter");
    }

    [Fact]
    public void IfTwoStationsMissedThreePassesThenItIsLost()
    {
        var a = TestObjects.Station("a").Holding(
            TestObjects.Contact(BookedContactState.Failed, Noon),
            TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(1)));
        var b = TestObjects.Station("b").Holding(TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(2)));

        var health = SatelliteHealth.Of("scs-01-a", [a, b]);

        health.Should().Be(new SatelliteHealth(3, 2, null));
        health.IsLost.Should().BeTrue();
        SatelliteHealth.Of("scs-01-a", [a]).IsLost.Should().BeFalse();
    }

    [Fact]
    public void IfOneStationMissedManyPassesThenTheStationMayBeBrokenAndTheSatelliteIsNotLost()
    {
        var station = TestObjects.Station("a").Holding(
            [.. Enumerable.Range(0, 5).Select(i => TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(i)))]);

        SatelliteHealth.Of("scs-01-a", [station]).IsLost.Should().BeFalse();
    }

    [Fact]
    public void IfSeveralContactsOfOnePassWereMissedThenTheyCountAsOne()
    {
        var a = TestObjects.Station("a").Holding(
            [.. Enumerable.Range(0, 4).Select(i => TestObjects.Contact(BookedContactState.Failed, Noon.AddMinutes(2 * i)))]);
        var b = TestObjects.Station("b").Holding(TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(2)));

        SatelliteHealth.Of("scs-01-a", [a, b]).MissedContacts.Should().Be(2);
    }

    [Theory]
    [InlineData(BookedContactState.Scheduling)]
    [InlineData(BookedContactState.Scheduled)]
    [InlineData(BookedContactState.PrePass)]
    [InlineData(BookedContactState.Pass)]
    [InlineData(BookedContactState.PostPass)]
    [InlineData(BookedContactState.Cancelled)]
    [InlineData(BookedContactState.ProviderCancelled)]
    internal void IfAContactWasCancelledOrIsNotOverThenItSaysNothing(BookedContactState state)
    {
        SatelliteHealth.Of("scs-01-a", [TestObjects.Station("a").Holding(TestObjects.Contact(state, Noon))]).Should().Be(new SatelliteHealth(0, 0, null));
    }

    [Fact]
    public void IfAnotherSatelliteFailsThenThisOneIsNotBlamed()
    {
        var station = TestObjects.Station("a").Holding(
            TestObjects.Contact(BookedContactState.Failed, Noon, "scs-01-b"),
            TestObjects.Contact(BookedContactState.Completed, Noon.AddHours(1), "scs-01-a"));

        SatelliteHealth.Of("scs-01-a", [station]).Should().Be(new SatelliteHealth(0, 0, Noon.AddHours(1)));
        SatelliteHealth.Of("scs-01-b", [station]).Should().Be(new SatelliteHealth(1, 1, null));
    }

    [Theory]
    [InlineData(BookedContactCause.StationFault)]
    [InlineData(BookedContactCause.NotScheduled)]
    [InlineData(BookedContactCause.Unknown)]
    [InlineData(null)]
    internal void IfTheStationDidNotListenThenTheSatelliteMissedNothing(BookedContactCause? cause)
    {
        BookedContact Failed(int hour) => TestObjects.Contact(BookedContactState.Failed, Noon.AddHours(hour)) with { Cause = cause };
        var stations = new[] { TestObjects.Station("a").Holding(Failed(0), Failed(1)), TestObjects.Station("b").Holding(Failed(2), Failed(3)) };

        SatelliteHealth.Of("scs-01-a", stations).Should().Be(new SatelliteHealth(0, 0, null));
    }
}
