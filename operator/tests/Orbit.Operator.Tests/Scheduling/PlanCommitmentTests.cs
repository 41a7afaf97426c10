using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class PlanCommitmentTests
{
    private static readonly DateTimeOffset Start = TestData.Start;
    private static readonly ContactSlot Up = Slot("svalbard", Start);
    private static readonly ContactSlot Down = Slot("troll", Start.AddMinutes(40));

    [Fact]
    public void IfAPlanUsesTwoContactsThenEachStandsInItsLedgerUnderTheNameThatThePlanGivesIt()
    {
        var job = TestObjects.Job();

        var commitment = PlanCommitment.Of(Planned(JobRequests.ForPlan(job, Start, 20, [])), job);

        commitment.Contacts.Select(c => c.GroundLink).Should().Equal("svalbard", "troll");
        var (up, down) = (commitment.Contacts[0].Contact, commitment.Contacts[1].Contact);
        up.Should().BeEquivalentTo(new
        {
            Name = "job-uid-1-up-20260822t000000",
            Antenna = 2,
            Satellite = "scs-01-a",
            NoradId = 63982,
            Start,
            End = Start.AddMinutes(6),
            Job = new JobReference { Namespace = "default", Name = "question", Uid = "job-uid" },
            Attempt = 1,
            Purpose = BookedContactPurpose.Uplink,
            State = BookedContactState.Scheduling,
        });
        down.Purpose.Should().Be(BookedContactPurpose.Downlink);
        var plan = commitment.Plan;
        plan.Should().BeEquivalentTo(new { Attempt = 1, AttemptId = "job-uid-1", Satellite = "scs-01-a", NoradId = 63982, ExpectedCompletion = Down.Transfer.End });
        plan.Should().BeEquivalentTo(new { Generation = 1L, Model = "qwen3-8b", SpecDigests = PlannedFields.Digests(job.Spec) }, "it is known which spec is sent up");
        plan.Uplink.Should().BeEquivalentTo(new { GroundLink = "svalbard", Contact = up.Name, up.Start, up.End, TransferStart = Up.Transfer.Start });
        plan.Downlink.Should().BeEquivalentTo(new { GroundLink = "troll", Contact = down.Name, down.Start, down.End, TransferEnd = Down.Transfer.End });
        plan.ExpectedCost.Should().Be(new ExpectedCost { Amount = 12.35m, Currency = "NOK" });
        plan.ExpectedEnergyWattHours.Should().Be(1.235);
        commitment.Submitted.Should().Be(Start);
        commitment.Message.Should().Be("Attempt 1 goes to scs-01-a: because.");
    }

    [Fact]
    public void IfOneContactServesBothDirectionsThenItIsBookedOnceAndNamedTwice()
    {
        var job = TestObjects.Job();
        var plan = Planned(JobRequests.ForPlan(job, Start, 20, [])) with
        {
            SingleContact = true,
            Downlink = Up with { Transfer = new Interval(Start.AddMinutes(4), Start.AddMinutes(5)) },
        };

        var commitment = PlanCommitment.Of(plan, job);

        commitment.Contacts.Should().ContainSingle().Which.Contact.Purpose.Should().Be(BookedContactPurpose.UplinkAndDownlink);
        commitment.Plan.Uplink.Contact.Should().Be("job-uid-1-pass-20260822t000000");
        commitment.Plan.Uplink.TransferStart.Should().Be(Up.Transfer.Start);
        commitment.Plan.Downlink!.Contact.Should().Be(commitment.Plan.Uplink.Contact);
        commitment.Plan.Downlink.TransferStart.Should().Be(Start.AddMinutes(4));
    }

    [Fact]
    public void IfTheJobWasTriedBeforeThenTheAttemptCountsOn()
    {
        var job = TestObjects.Job().In(JobPhase.Pending);
        job = job with { Status = job.Status! with { Attempt = 4 } };

        var commitment = PlanCommitment.Of(Planned(JobRequests.ForPlan(job, Start, 20, [])), job);

        commitment.Plan.AttemptId.Should().Be("job-uid-5");
        commitment.Contacts.Should().OnlyContain(c => c.Contact.Attempt == 5);
    }

    [Fact]
    public void IfNothingIsPaidThenNoCostIsStated()
    {
        var job = TestObjects.Job();

        PlanCommitment.Of(Planned(JobRequests.ForPlan(job, Start, 20, [])) with { Cost = 0, EnergyWattHours = null }, job)
            .Plan.Should().BeEquivalentTo(new { ExpectedCost = (ExpectedCost?)null, ExpectedEnergyWattHours = (double?)null });
        PlanCommitment.Of(Planned(JobRequests.ForPlan(job, Start, 20, [])) with { Cost = null }, job)
            .Plan.ExpectedCost.Should().BeNull("the contacts are priced in different currencies");
    }

    [Fact]
    public void IfOnlyADownlinkIsReplacedThenTheRestOfThePlanStands()
    {
        var before = TestObjects.Plan(Start) with { Downlink = null };
        var job = TestObjects.Job().In(JobPhase.Computing, before);
        var plan = Planned(JobRequests.ForDownlink(job, [])) with { Uplink = null, Compute = null };

        var commitment = PlanCommitment.Of(plan, job);

        var (station, contact) = commitment.Contacts.Should().ContainSingle().Subject;
        station.Should().Be("troll");
        contact.Should().BeEquivalentTo(new { Name = "job-uid-1-down-20260822t004000", Attempt = 1, Purpose = BookedContactPurpose.Downlink });
        commitment.Plan.Should().Be(before with { Downlink = commitment.Plan.Downlink, ExpectedCompletion = Down.Transfer.End });
        commitment.Plan.Downlink!.Contact.Should().Be(contact.Name);
    }

    private static Plan Planned(PlanningRequest request) => new(request)
    {
        Satellite = "scs-01-a",
        NoradId = 63982,
        Uplink = Up,
        Compute = new Interval(Start.AddMinutes(5), Start.AddMinutes(15)),
        Downlink = Down,
        SingleContact = false,
        Cost = 12.345678m,
        Currency = "NOK",
        EnergyWattHours = 1.23456,
        Reason = "because.",
    };

    private static ContactSlot Slot(string station, DateTimeOffset start)
    {
        var contact = new Interval(start, start.AddMinutes(6));
        return new ContactSlot(
            station, 2, contact, new Interval(start.AddMinutes(1), start.AddMinutes(2)), new Pass(contact, start.AddMinutes(3), 45, false, false));
    }
}
