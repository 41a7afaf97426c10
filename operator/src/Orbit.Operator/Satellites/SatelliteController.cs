using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Nodes;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Satellites;

/// <summary>Says of each satellite where it is, when it is heard next and what it works on, and keeps its Node.</summary>
[GenericRbac(Groups = [OrbitGroup.Name], Resources = ["satellitenodes/status"], Verbs = RbacVerb.Update)]
internal sealed class SatelliteController(
    KubernetesClient client, WorldStores stores, VisibilityIndex visibility, NodeRegistration nodes, MissionClock clock) : IEntityController<SatelliteNode>
{
    private static readonly TimeSpan LeastPauseWall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostPauseWall = TimeSpan.FromMinutes(5);

    public async Task<ReconciliationResult<SatelliteNode>> ReconcileAsync(SatelliteNode entity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var name = entity.Metadata.Name!;
        var groundLinks = stores.GroundLinks.List();
        var health = SatelliteHealth.Of(name, groundLinks);
        var readiness = SatelliteReadiness.Of(entity, health, now);
        if (readiness.IsReady && stores.Duplicates.Problem(entity) is { } duplicate)
        {
            readiness = readiness with { Reason = Duplicates.DuplicateNoradId, Problem = duplicate };
        }

        if (entity.Metadata.DeletionTimestamp is not null)
        {
            // Its Node goes with it: made again now, it would only be deleted again.
            readiness = readiness with { Reason = "Deleting", Problem = "The SatelliteNode is being deleted; nothing new is planned on it." };
        }
        else if (await nodes.SyncAsync(entity, readiness, health, cancellationToken) is { } taken)
        {
            readiness = readiness with { Reason = SatelliteReadiness.NodeNameTaken, Problem = taken };
        }

        var contacts = Contacts(name, groundLinks, now).ToArray();
        var before = entity.Status ?? new SatelliteNodeStatus();
        var nextPass = NextPass(entity, now);
        var status = before with
        {
            ObservedGeneration = entity.Metadata.Generation,
            Elements = readiness.Elements is { } e ? new ElementsStatus { Epoch = e.Epoch, Source = entity.Spec.Orbit.Tle is null ? "OMM" : "TLE" } : null,
            Link = Link(contacts, nextPass, health, now),
            NextContact = contacts.Where(c => c.Contact.Start > now).Select(Next).FirstOrDefault(),
            NextPass = nextPass,
            LastHeard = health.LastHeard ?? before.LastHeard,
            MissedContacts = health.MissedContacts,
            Work = [.. stores.Jobs.List().Select(j => Work(j, name)).OfType<OnboardWork>()],
            Conditions = before.Conditions.WithCondition(
                new V1Condition
                {
                    Type = ConditionTypes.Ready,
                    Status = readiness.IsReady ? ConditionStatus.True : ConditionStatus.False,
                    Reason = readiness.Reason,
                    Message = readiness.Problem ?? "Its passes are predicted, and it is heard when it should be.",
                    ObservedGeneration = entity.Metadata.Generation,
                },
                clock.Wall.GetUtcNow()),
        };
        if (!StatusEquality.Same(before, status))
        {
            // The position changes with every instant: it is reported whenever something else is.
            var located = status with { Position = readiness.Elements is { } elements ? SubSatellitePoints.At(elements, now) : null };
            await client.UpdateStatusAsync(entity with { Status = located }, cancellationToken);
        }

        return ReconciliationResult<SatelliteNode>.Success(entity, Pause(status, contacts, now));
    }

    public Task<ReconciliationResult<SatelliteNode>> DeletedAsync(SatelliteNode entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult<SatelliteNode>.Success(entity));

    private TimeSpan Pause(SatelliteNodeStatus status, IEnumerable<(string GroundLink, BookedContact Contact)> contacts, DateTimeOffset now)
    {
        var wallNow = clock.Wall.GetUtcNow();
        var pause = MostPauseWall;
        foreach (var instant in contacts
            .SelectMany(c => new[] { c.Contact.Start, c.Contact.End })
            .Append(status.NextPass?.Start ?? now)
            .Where(i => i > now))
        {
            var until = clock.ToWall(instant) - wallNow;
            pause = until < pause ? until : pause;
        }

        return pause > LeastPauseWall ? pause : LeastPauseWall;
    }

    // In order of their starts: what is going on, and what is booked.
    private static IEnumerable<(string GroundLink, BookedContact Contact)> Contacts(string satellite, IReadOnlyList<GroundLink> groundLinks, DateTimeOffset now) =>
        from groundLink in groundLinks
        from contact in groundLink.Status?.Contacts ?? []
        where string.Equals(contact.Satellite, satellite, StringComparison.Ordinal) && contact.End > now
            && contact.State is not (BookedContactState.Cancelled or BookedContactState.ProviderCancelled or BookedContactState.Failed)
        orderby contact.Start
        select (groundLink.Metadata.Name!, contact);

    private static LinkStatus Link(
        IReadOnlyList<(string GroundLink, BookedContact Contact)> contacts, StationPass? nextPass, SatelliteHealth health, DateTimeOffset now)
    {
        if (contacts is [var (groundLink, contact), ..] && contact.Start <= now)
        {
            return new LinkStatus { State = LinkState.InContact, GroundLink = groundLink, Until = contact.End };
        }

        return new LinkStatus
        {
            State = health.MissedContacts > 0 ? LinkState.Overdue : LinkState.Silent,
            Until = contacts.Count > 0 ? contacts[0].Contact.Start : nextPass?.Start,
        };
    }

    private static NextContact Next((string GroundLink, BookedContact Contact) next) => new()
    {
        GroundLink = next.GroundLink,
        Start = next.Contact.Start,
        End = next.Contact.End,
        Contact = next.Contact.Name,
    };

    private StationPass? NextPass(SatelliteNode satellite, DateTimeOffset now) =>
        visibility.NextOf(satellite.Metadata.Name!, now, station => stores.GroundLinks.Find(new NamespacedName(station)) is { } groundLink && groundLink.Serves(satellite)) is { } next
            ? new StationPass
            {
                GroundLink = next.Station,
                Start = next.Pass.Window.Start,
                End = next.Pass.Window.End,
                MaxElevationDegrees = Math.Round(next.Pass.MaxElevationDegrees, 1),
            }
            : null;

    private static OnboardWork? Work(OrbitalInferenceJob job, string satellite) =>
        job.Status is { Phase: JobPhase.Uplinking or JobPhase.Computing or JobPhase.Downlinking, Plan: { } plan } status
            && string.Equals(plan.Satellite, satellite, StringComparison.Ordinal)
            ? new OnboardWork
            {
                Namespace = job.Metadata.NamespaceProperty!,
                Job = job.Metadata.Name!,
                Attempt = plan.Attempt,
                Phase = status.Phase switch
                {
                    JobPhase.Uplinking => OnboardWorkPhase.Sent,
                    JobPhase.Computing => OnboardWorkPhase.Running,
                    _ => OnboardWorkPhase.Completed,
                },
            }
            : null;
}
