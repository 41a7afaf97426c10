using System.Globalization;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;
using Orbit.Planning;
using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>Lets jobs of a higher priority have the place of lower ones whose uplink has not begun (docs/designs/0002, "When a higher priority comes").</summary>
[GenericRbac(Groups = [OrbitGroup.Name], Resources = ["orbitalinferencejobs/status"], Verbs = RbacVerb.Update)]
internal sealed partial class Preemptor(
    KubernetesClient client, WorldStores stores, Stations stations, JobEvents events, MissionClock clock, ILogger<Preemptor> logger)
{
    /// <summary>Finds the first of the requests without a plan that others can make room for, and preempts those.</summary>
    /// <param name="fleet">The fleet with everything that is booked, and planned in this round.</param>
    /// <param name="unplaced">The requests without a plan, in the order in which they were planned.</param>
    /// <param name="pending">The jobs of these requests, by their keys.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was done; null when nobody can make room for any of them.</returns>
    public async Task<PreemptionStep?> MakeRoomAsync(
        Fleet fleet, IEnumerable<Unplaced> unplaced, IReadOnlyDictionary<string, OrbitalInferenceJob> pending, CancellationToken cancellationToken)
    {
        var contended = unplaced.Where(u => u is { MayBeContended: true, DeadlinePassed: false, Request: JobRequest }).ToArray();
        if (contended.Length == 0)
        {
            return null;
        }

        // The place has to be given up first and is planned into after that: twice the time of a plan alone.
        var later = fleet with { Stations = [.. fleet.Stations.Select(s => s with { ReactionTime = (s.ReactionTime ?? fleet.Rules.ReactionTime) * 2 })] };
        var earliest = later.Stations.ToDictionary(s => s.Name, s => fleet.Now + s.ReactionTime!.Value, StringComparer.Ordinal);
        var jobs = stores.Jobs.List().ToDictionary(JobRequests.Key, StringComparer.Ordinal);
        var placed = jobs.Values.Select(j => Placed(j, fleet.Now, earliest)).OfType<PlacedJob>().ToArray();
        foreach (var request in contended.Select(u => (JobRequest)u.Request))
        {
            var victims = Preemption.Victims(later, request, placed).Select(v => jobs[v.Key]).ToArray();
            if (victims.Length > 0)
            {
                return await EvictAsync(victims, pending[request.Key], request.Key, cancellationToken);
            }
        }

        return null;
    }

    private async Task<PreemptionStep?> EvictAsync(
        IReadOnlyList<OrbitalInferenceJob> victims, OrbitalInferenceJob preemptor, string key, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", victims.Select(v => string.Create(CultureInfo.InvariantCulture, $"{JobRequests.Key(v)} (priority {v.Spec.Priority})")));

        // The executor is just telling the gateways of a plan that is not confirmed yet; two must not talk to them of one job at once.
        if (!victims.All(v => v.Status!.Conditions.IsConditionTrue(JobConditions.Booked)))
        {
            return new PreemptionStep(key, $"Waits until the bookings of {names} are confirmed, to take their place.");
        }

        foreach (var victim in victims)
        {
            if (await RefusalAsync(victim, preemptor, cancellationToken) is { } refusal)
            {
                LogNotEvicted(logger, JobRequests.Key(victim), refusal);
                return null;
            }
        }

        var message = $"Takes the place of {names}, once it is released.";
        events.Normal(preemptor, "Preempting", message);
        return new PreemptionStep(key, message);
    }

    // Null when the victim was preempted; otherwise why not. The gateway comes first: a job is planned again only when its bundle is
    // sure not to go up. A crash between the two writes leaves a cancelled uplink; the victim's own controller plans it again then.
    private async Task<string?> RefusalAsync(OrbitalInferenceJob victim, OrbitalInferenceJob preemptor, CancellationToken cancellationToken)
    {
        var plan = victim.Status!.Plan!;
        try
        {
            await stations.Gateway(plan.Uplink.GroundLink).Client.CancelAsync(plan.Uplink.Contact, cancellationToken);
        }
        catch (GatewayException e)
        {
            return e.Message;
        }

        if (clock.GetUtcNow() >= plan.Uplink.TransferStart)
        {
            // Cancelled too late: what became of the uplink is for its own controller to find out.
            return "Its uplink may have begun.";
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Its place on {plan.Satellite} goes to {JobRequests.Key(preemptor)}, whose priority {preemptor.Spec.Priority} is above its own {victim.Spec.Priority}; it is planned anew.");
        try
        {
            await client.UpdateStatusAsync(
                victim with { Status = victim.Status.Replanned("Preempted", message, victim.Metadata.Generation, clock.Wall.GetUtcNow()) }, cancellationToken);
        }
        catch (KubernetesApiException e)
        {
            // Mostly because somebody changed it meanwhile; its controller finds the contact cancelled.
            LogChanged(logger, JobRequests.Key(victim), e.Message);
        }

        events.Normal(victim, "Preempted", message);
        stores.Recheck(plan.Uplink.GroundLink);
        stores.Recheck(plan.Downlink!.GroundLink);
        return null;
    }

    // Null when it is no longer, or not yet, to be had: all of its contacts must be such that their providers let them go.
    private PlacedJob? Placed(OrbitalInferenceJob job, DateTimeOffset now, Dictionary<string, DateTimeOffset> earliest) =>
        job is { Metadata.DeletionTimestamp: null, Status: { Phase: JobPhase.Scheduled, Plan: { Downlink: { } downlink } plan } status }
        && IsReleasable(plan.Uplink, earliest) && IsReleasable(downlink, earliest) && ComputeReservations.Of(job, now) is { } compute
            ? new PlacedJob(
                JobRequests.Key(job),
                job.Spec.Priority,
                status.Actual?.AcceptedTime ?? DateTimeOffset.MinValue,
                [plan.Uplink.Contact, downlink.Contact],
                compute)
            : null;

    private bool IsReleasable(PlannedContact contact, Dictionary<string, DateTimeOffset> earliest) =>
        earliest.TryGetValue(contact.GroundLink, out var instant)
        && stores.GroundLinks.Find(new NamespacedName(contact.GroundLink)) is { } groundLink && contact.Start - groundLink.Spec.CancellationCutoff > instant;

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} is not preempted: {Reason}")]
    private static partial void LogNotEvicted(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} is preempted, but its status was not updated: {Reason}")]
    private static partial void LogChanged(ILogger logger, string job, string reason);
}
