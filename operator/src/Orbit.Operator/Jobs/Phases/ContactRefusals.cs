using System.Net;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>What the next plan of a job has to do differently once a gateway has refused a contact of this one.</summary>
/// <remarks>
/// One interval was refused, not its pass: a booking that came too late gets more room, one outside of what the provider sees is
/// planned where both see the satellite. Only what no correction helps keeps the job away for longer, and after some stations'
/// refusals from the satellite itself.
/// </remarks>
internal sealed class ContactRefusals(PhaseContext context, WorldStores stores, VisibilityIndex visibility, Refusals refusals, PassCorrections corrections, ReactionTimes reactions)
{
    // What a gateway refuses for a reason that no correction helps, it will refuse a minute later too.
    private static readonly TimeSpan RefusedFor = TimeSpan.FromHours(1);

    // How much earlier a gateway is asked, at least, that wants more lead time than its station's spec says.
    private static readonly TimeSpan LeastEarlier = TimeSpan.FromMinutes(1);

    // Three stations that don't see a satellite where its elements say: then these are wrong, and another satellite is tried first.
    private const int MostStations = 3;
    private static readonly TimeSpan AvoidedFor = TimeSpan.FromMinutes(90);

    /// <summary>Learns from a refusal.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="contact">The contact that was refused.</param>
    /// <param name="refusal">How.</param>
    /// <param name="plannedAt">When the planning began, a timestamp of the wall clock; null when another process planned.</param>
    /// <param name="isBooked">Whether the gateway took the booking, and refused what was to go up or come down in it.</param>
    public void Learn(OrbitalInferenceJob job, JobPlan plan, PlannedContact contact, GatewayRefusedException refusal, long? plannedAt, bool isBooked)
    {
        var now = context.Now;
        if (!isBooked && IsTooLate(contact, refusal, now))
        {
            LeaveMoreTime(job, contact, plannedAt, now);
            return;
        }

        Avoid(job, plan.Satellite, contact.GroundLink, new Interval(contact.Start, contact.End));
        if (refusal.Type is GatewayProblemTypes.Taken || refusal.Status is HttpStatusCode.Conflict)
        {
            return;
        }

        if (!isBooked && IsOutOfView(refusal) && Correct(plan.Satellite, contact, refusal))
        {
            return;
        }

        Avoid(job, plan.Satellite, contact.GroundLink, new Interval(contact.Start, contact.End + RefusedFor));
        var stations = refusals.Of(job.Metadata.Uid!, now).Where(w => string.Equals(w.Satellite, plan.Satellite, StringComparison.Ordinal) && w.Interval.Duration > RefusedFor).Select(w => w.Station);
        if (stations.Distinct(StringComparer.Ordinal).Count() >= MostStations)
        {
            Avoid(job, plan.Satellite, null, new Interval(now, now + AvoidedFor));
        }
    }

    // First more time to react. If the most there is does not help, the provider wants to be asked earlier than spec.leadTime says, at all of its stations.
    private void LeaveMoreTime(OrbitalInferenceJob job, PlannedContact contact, long? plannedAt, DateTimeOffset now)
    {
        var gateway = context.GatewayAddress(contact);
        if (reactions.Of(gateway) < ReactionTimes.Most)
        {
            reactions.RecordTooLate(gateway, plannedAt is { } began ? context.Elapsed(began) : TimeSpan.Zero);
            return;
        }

        var lead = contact.Start - now;
        var refused = new Interval(now, contact.Start + (lead > LeastEarlier ? lead : LeastEarlier));
        foreach (var groundLink in stores.GroundLinks.List().Where(g => string.Equals(g.Spec.Gateway.Url, gateway, StringComparison.Ordinal)))
        {
            Avoid(job, null, groundLink.Metadata.Name, refused);
        }
    }

    // A gateway that names no kind of refusal may mean it; one that does means what it says.
    private static bool IsOutOfView(GatewayRefusedException refusal) =>
        refusal is { Type: GatewayProblemTypes.NotInView } or { Type: GatewayProblemTypes.Blank, Status: HttpStatusCode.UnprocessableEntity };

    private bool IsTooLate(PlannedContact contact, GatewayRefusedException refusal, DateTimeOffset now) =>
        refusal.Type is GatewayProblemTypes.LeadTime
        || (refusal is { Type: not (GatewayProblemTypes.NotInView or GatewayProblemTypes.Taken), Status: HttpStatusCode.UnprocessableEntity }
            && stores.GroundLinks.Find(new NamespacedName(contact.GroundLink)) is { } groundLink && now >= contact.Start - groundLink.Spec.LeadTime);

    // Whether the pass can be used all the same, from now on.
    private bool Correct(string satellite, PlannedContact contact, GatewayRefusedException refusal)
    {
        if (visibility.PassAround(satellite, contact.GroundLink, contact.Start) is not { } pass
            || Epoch(satellite) is not { } epoch)
        {
            return false;
        }

        return refusal.Visible is { } visible
            ? corrections.Observe(satellite, epoch, contact.GroundLink, pass, visible.Select(v => new Interval(v.Start, v.End)))
            : corrections.Guess(satellite, epoch, contact.GroundLink);
    }

    private DateTimeOffset? Epoch(string satellite) =>
        stores.Satellites.Find(new NamespacedName(satellite)) is { } found ? SatelliteElements.Read(found, out _)?.Epoch : null;

    private void Avoid(OrbitalInferenceJob job, string? satellite, string? station, Interval window) =>
        refusals.Add(job.Metadata.Uid!, new ExcludedWindow(satellite, station, window), context.Now);
}
