using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Gateways;

public sealed class EndedContactsTests
{
    private static readonly DateTimeOffset Now = TestData.Start.AddHours(12);

    [Fact]
    public void IfContactsAreOverThenThoseLeaveThatSayNothingMoreOfTheirSatelliteTheOldestFirst()
    {
        var heardBefore = Ended(BookedContactState.Completed, 8);
        var missedBefore = Ended(BookedContactState.Failed, 7);
        var cancelled = Ended(BookedContactState.Cancelled, 5);
        var heard = Ended(BookedContactState.Completed, 4);
        var missed = Ended(BookedContactState.Failed, 3);
        var ofAnother = Ended(BookedContactState.Failed, 9, "scs-01-b");
        BookedContact[] ledger = [ofAnother, heardBefore, missedBefore, cancelled, heard, missed];

        var spare = EndedContacts.Spare(ledger, _ => null, Now);

        spare.Should().Equal(heardBefore, missedBefore, cancelled);
        foreach (var satellite in new[] { "scs-01-a", "scs-01-b" })
        {
            Health(satellite, ledger.Except(spare)).Should().Be(Health(satellite, ledger), "a satellite's health is the same without them");
        }
    }

    [Fact]
    public void IfAContactIsNotOverOrAPlanUnderWayNamesItThenItStays()
    {
        var yetToCome = Ended(BookedContactState.Cancelled, -1);
        var underWay = Ended(BookedContactState.Cancelled, 2);
        var open = Ended(BookedContactState.Scheduled, 1);
        var plan = TestObjects.Plan(Now);
        var job = TestObjects.Job().In(JobPhase.Uplinking, plan with { Uplink = plan.Uplink with { Contact = underWay.Name } });
        BookedContact[] ledger = [yetToCome, underWay, open];

        EndedContacts.Spare(ledger, _ => job, Now).Should().BeEmpty();
        EndedContacts.Spare(ledger, _ => job.In(JobPhase.Succeeded, job.Status!.Plan), Now).Should().Equal(underWay);
    }

    private static SatelliteHealth Health(string satellite, IEnumerable<BookedContact> ledger) =>
        SatelliteHealth.Of(satellite, [TestObjects.Station("svalbard").Holding([.. ledger])]);

    private static BookedContact Ended(BookedContactState state, int hoursAgo, string satellite = "scs-01-a") =>
        TestObjects.Contact(state, Now.AddHours(-hoursAgo), satellite);
}
