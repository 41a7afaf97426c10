using System.Globalization;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Whether what a plan rests on is still there: its satellite and its contacts.</summary>
[EntityRbac(typeof(SatelliteNode), typeof(GroundLink), Verbs = RbacVerb.Get)]
internal sealed class PlanChecks(KubernetesClient client, WorldStores stores, VisibilityIndex visibility)
{
    // Contacts are booked inside their passes by what the elements of that time may be off (PassMargins), so newer elements
    // that move a pass by no more leave the contact in it. Beyond that, 5 s at an edge are not worth an antenna: such a
    // contact loses them, a new one costs an orbit. What has moved farther is no refresh but another orbit.
    public static readonly TimeSpan WindowTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Why a satellite can't be counted on any more; null when it can.</summary>
    public async Task<string?> SatelliteProblemAsync(string satellite, CancellationToken cancellationToken)
    {
        // A store may lag behind; a satellite is given up only when the API server says that it is gone.
        if (stores.Satellites.Find(new NamespacedName(satellite)) is null
            && await client.FindAsync<SatelliteNode>(new NamespacedName(satellite), cancellationToken) is null)
        {
            return $"Satellite {satellite} was deleted.";
        }

        var health = SatelliteHealth.Of(satellite, stores.GroundLinks.List());
        return health.IsLost ? $"Satellite {satellite} was not heard in {Counted.Of(health.MissedContacts, "booked contact")} in a row and counts as lost." : null;
    }

    /// <summary>A contact's booking as its station's ledger has it, and what became of it in a sentence; that is null when the booking stands.</summary>
    public async Task<(BookedContact? Booked, string? Problem)> BookingAsync(PlannedContact contact, CancellationToken cancellationToken)
    {
        var groundLink = stores.GroundLinks.Find(new NamespacedName(contact.GroundLink));
        if (Find(groundLink, contact) is not { } booked)
        {
            groundLink = await client.FindAsync<GroundLink>(new NamespacedName(contact.GroundLink), cancellationToken);
            if (Find(groundLink, contact) is not { } found)
            {
                return (null, groundLink is null ? $"Ground link {contact.GroundLink} was deleted." : $"The booking at {contact.GroundLink} was released.");
            }

            booked = found;
        }

        return (booked, Problem(booked, groundLink!));
    }

    /// <summary>Why a contact that has not begun can't be held although it is booked; null when it can.</summary>
    /// <returns>A reason in upper camel case, and a sentence.</returns>
    public async Task<(string Reason, string Message)?> ContactProblemAsync(JobPlan plan, PlannedContact contact, CancellationToken cancellationToken)
    {
        var satellite = plan.Satellite;
        // Until they are known, a contact that was given up because its pass moved looks as if somebody had cancelled it.
        await visibility.Computed.WaitAsync(cancellationToken);
        // A ground link that is gone, or not usable, is reported elsewhere.
        var interval = new Interval(contact.Start, contact.End);
        var maintenance = stores.GroundLinks.Find(new NamespacedName(contact.GroundLink))?.Spec.Maintenance ?? [];
        if (maintenance.FirstOrDefault(m => m.Start < contact.End && m.End > contact.Start) is { } closed)
        {
            return ("StationInMaintenance", string.Create(
                CultureInfo.InvariantCulture,
                $"{contact.GroundLink} is in maintenance from {closed.Start:HH:mm:ss'Z'} to {closed.End:HH:mm:ss'Z'}{(closed.Reason is { } why ? $" ({why})" : "")}, which takes its contact of {contact.Start:HH:mm:ss'Z'}."));
        }

        // A provider may confirm more than the pass; what counts then is when the data flow.
        return visibility.IsInView(satellite, contact.GroundLink, interval, WindowTolerance) is false
            && visibility.IsInView(satellite, contact.GroundLink, plan.Transfers(contact), WindowTolerance) is false
            ? ("WindowMoved", string.Create(
                CultureInfo.InvariantCulture,
                $"{satellite} is no longer in view of {contact.GroundLink} from {contact.Start:HH:mm:ss'Z'} to {contact.End:HH:mm:ss'Z'}: its elements or the station have changed."))
            : null;
    }

    /// <summary>The plan with its work when it is expected to run, if that is too late for the contact that is to take its result down; null when it is not.</summary>
    public JobPlan? LatePlan(OrbitalInferenceJob job, JobPlan plan, PlannedContact downlink, DateTimeOffset now) =>
        stores.Satellites.Find(new NamespacedName(plan.Satellite)) is { } satellite
            ? LateWork.PlanOf(satellite, stores.ReservationsOf(plan.Satellite, now), JobRequests.Key(job), plan, downlink)
            : null;

    private string? Problem(BookedContact booked, GroundLink groundLink)
    {
        var station = groundLink.Metadata.Name!;
        return booked.State switch
        {
            BookedContactState.ProviderCancelled => ContactOutcome.ProviderCancelled(station, booked),
            BookedContactState.Cancelled => $"The contact at {station} was cancelled.",
            BookedContactState.Failed => ContactOutcome.Failure(station, booked),
            BookedContactState.Completed or BookedContactState.Conflict => null,
            _ => LedgerOverlaps.Conflict(booked, groundLink, stores.GroundLinks.List()) is { } other
                ? $"Contact {other.Name}, which its provider moved and does not let go ({other.Reason}), needs the time of the contact at {station}."
                : null,
        };
    }

    private static BookedContact? Find(GroundLink? groundLink, PlannedContact contact) =>
        groundLink?.Status?.Contacts.FirstOrDefault(c => string.Equals(c.Name, contact.Contact, StringComparison.Ordinal));
}
