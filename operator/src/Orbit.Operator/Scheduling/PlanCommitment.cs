using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>A plan in the shape in which it is written: contacts for the ledgers, a plan for the job's status.</summary>
/// <param name="Job">The job as it was planned on.</param>
/// <param name="Plan">For the job's status.</param>
/// <param name="Contacts">For the ledgers: the ground link's name and the contact.</param>
/// <param name="Submitted">When the job was accepted.</param>
/// <param name="Message">The plan in a sentence.</param>
internal sealed record PlanCommitment(
    OrbitalInferenceJob Job,
    JobPlan Plan,
    IReadOnlyList<(string GroundLink, BookedContact Contact)> Contacts,
    DateTimeOffset Submitted,
    string Message)
{
    /// <summary>What the planner's <paramref name="plan"/> means for <paramref name="job"/>.</summary>
    public static PlanCommitment Of(Plan plan, OrbitalInferenceJob job)
    {
        if (plan.Request is DownlinkRequest)
        {
            var before = job.Status!.Plan!;
            var downlink = Book(job, plan, plan.Downlink, BookedContactPurpose.Downlink, before.Attempt);
            return new PlanCommitment(
                job,
                before with
                {
                    SpecDigests = PlannedFields.WithDownlinkOf(before.SpecDigests, job.Spec),
                    Downlink = downlink.Planned,
                    ExpectedCompletion = plan.Completion,
                },
                [(plan.Downlink.Station, downlink.Booked)],
                plan.Request.Submitted,
                plan.Reason);
        }

        var attempt = (job.Status?.Attempt ?? 0) + 1;
        var first = Book(job, plan, plan.Uplink!, plan.SingleContact ? BookedContactPurpose.UplinkAndDownlink : BookedContactPurpose.Uplink, attempt);
        var last = plan.SingleContact ? first : Book(job, plan, plan.Downlink, BookedContactPurpose.Downlink, attempt);
        var written = new JobPlan
        {
            Attempt = attempt,
            Generation = job.Metadata.Generation,
            Model = job.Spec.Model,
            SpecDigests = PlannedFields.Digests(job.Spec),
            AttemptId = ContactNames.Attempt(job.Metadata.Uid!, attempt),
            Satellite = plan.Satellite,
            NoradId = plan.NoradId,
            Reason = plan.Reason,
            Uplink = first.Planned,
            Compute = new PlannedCompute { Start = plan.Compute!.Value.Start, End = plan.Compute.Value.End },
            Downlink = last.Planned with { TransferStart = plan.Downlink.Transfer.Start, TransferEnd = plan.Downlink.Transfer.End },
            ExpectedCompletion = plan.Completion,
            ExpectedCost = plan.Cost is > 0 and var cost ? new ExpectedCost { Amount = decimal.Round(cost, 2), Currency = plan.Currency } : null,
            ExpectedEnergyWattHours = plan.EnergyWattHours is { } energy ? Math.Round(energy, 3) : null,
        };
        return new PlanCommitment(
            job,
            written,
            plan.SingleContact
                ? [(plan.Uplink!.Station, first.Booked)]
                : [(plan.Uplink!.Station, first.Booked), (plan.Downlink.Station, last.Booked)],
            plan.Request.Submitted,
            string.Create(CultureInfo.InvariantCulture, $"Attempt {attempt} goes to {plan.Satellite}: {plan.Reason}"));
    }

    private static (BookedContact Booked, PlannedContact Planned) Book(
        OrbitalInferenceJob job, Plan plan, ContactSlot slot, BookedContactPurpose purpose, int attempt)
    {
        var name = ContactNames.Contact(ContactNames.Attempt(job.Metadata.Uid!, attempt), purpose, slot.Contact.Start);
        var booked = new BookedContact
        {
            Name = name,
            Antenna = slot.Antenna,
            Satellite = plan.Satellite,
            NoradId = plan.NoradId,
            Start = slot.Contact.Start,
            End = slot.Contact.End,
            Job = new JobReference { Namespace = job.Metadata.NamespaceProperty!, Name = job.Metadata.Name!, Uid = job.Metadata.Uid! },
            Attempt = attempt,
            Purpose = purpose,
            State = BookedContactState.Scheduling,
        };
        var planned = new PlannedContact
        {
            GroundLink = slot.Station,
            Contact = name,
            Antenna = slot.Antenna,
            Start = slot.Contact.Start,
            End = slot.Contact.End,
            TransferStart = slot.Transfer.Start,
            TransferEnd = slot.Transfer.End,
        };
        return (booked, planned);
    }
}
