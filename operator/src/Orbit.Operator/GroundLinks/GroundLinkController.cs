using System.Collections.Concurrent;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.GroundLinks;

/// <summary>Keeps a ground link's ledger and says what is next there.</summary>
internal sealed class GroundLinkController(
    WorldStores stores, LedgerUpkeep upkeep, Ledgers ledgers, VisibilityIndex visibility, MissionClock clock) : IEntityController<GroundLink>
{
    // A provider may cancel a contact, or a gateway go away, at any time: nothing tells but asking.
    private static readonly TimeSpan AskAgainWall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeastPauseWall = TimeSpan.FromMilliseconds(250);

    // When a gateway that reaches nobody was last seen: so that a single lost packet takes no station out of service.
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    public async Task<ReconciliationResult<GroundLink>> ReconcileAsync(GroundLink entity, CancellationToken cancellationToken)
    {
        var before = entity.Status ?? new GroundLinkStatus();
        var contacts = before.Contacts;
        var (ready, reason, message) = (ConditionStatus.True, "GatewayReachable", "The station can be booked.");
        if (StationProblems.Of(entity) is { } problem)
        {
            (ready, reason, message) = (ConditionStatus.False, "InvalidSpec", problem);
        }
        else
        {
            try
            {
                contacts = await upkeep.UpdateAsync(entity, cancellationToken);
                _failures.TryRemove(entity.Metadata.Name!, out _);
            }
            catch (GatewayException e)
            {
                var inARow = _failures.AddOrUpdate(entity.Metadata.Name!, 1, (_, n) => n + 1);
                (ready, reason, message) = before.Conditions.IsConditionTrue(ConditionTypes.Ready) && inARow < 2
                    ? (ConditionStatus.True, "GatewayReachable", "The station can be booked.")
                    : (ConditionStatus.False, "GatewayUnreachable", $"spec.gateway.url: {e.Message}");
            }
        }

        // What is booked there goes on all the same, and is followed to its end.
        if (entity.Metadata.DeletionTimestamp is not null)
        {
            (ready, reason, message) = (ConditionStatus.False, "Deleting", "The GroundLink is being deleted; nothing new is booked.");
        }
        else if (string.Equals(ready, ConditionStatus.True, StringComparison.Ordinal) && stores.Duplicates.Problem(entity) is { } duplicate)
        {
            (ready, reason, message) = (ConditionStatus.False, Duplicates.DuplicateStation, duplicate);
        }

        var now = clock.GetUtcNow();
        var next = NextPass(entity, now);
        var change = LedgerChange.Between(before.Contacts, contacts);
        var status = before;
        await ledgers.ChangeAsync(
            entity.Metadata.Name!,
            newest =>
            {
                // The same name, but another station: it is looked at by itself.
                var known = newest.Status ?? new GroundLinkStatus();
                return string.Equals(newest.Metadata.Uid, entity.Metadata.Uid, StringComparison.Ordinal) ? status = After(known) : known;
            },
            cancellationToken);
        return ReconciliationResult<GroundLink>.Success(entity, Pause(status, now));

        GroundLinkStatus After(GroundLinkStatus known)
        {
            var ledger = change.ApplyTo(known.Contacts);
            return known with
            {
                ObservedGeneration = entity.Metadata.Generation,
                Contacts = ledger,
                NextPass = next,
                BookedSharePercent = BookedShare(entity, ledger, now),
                Conditions = known.Conditions.WithCondition(
                    new V1Condition { Type = ConditionTypes.Ready, Status = ready, Reason = reason, Message = message, ObservedGeneration = entity.Metadata.Generation },
                    clock.Wall.GetUtcNow()),
            };
        }
    }

    public async Task<ReconciliationResult<GroundLink>> DeletedAsync(GroundLink entity, CancellationToken cancellationToken)
    {
        await upkeep.AbandonAsync(entity, cancellationToken);
        return ReconciliationResult<GroundLink>.Success(entity);
    }

    // The next instant at which a contact begins or ends, or the pass that is shown does; but not without a pause.
    private TimeSpan Pause(GroundLinkStatus status, DateTimeOffset now)
    {
        var wallNow = clock.Wall.GetUtcNow();
        // Stations with nothing booked are looked at together, so that an idle operator wakes once for all of them.
        var pause = status.Contacts.All(c => LedgerUpkeep.IsFinal(c.State))
            ? AskAgainWall - TimeSpan.FromTicks(wallNow.Ticks % AskAgainWall.Ticks)
            : AskAgainWall;
        foreach (var instant in status.Contacts
            .Where(c => !LedgerUpkeep.IsFinal(c.State))
            .SelectMany(c => new[] { c.Start, c.End })
            .Append(status.NextPass?.Start ?? DateTimeOffset.MaxValue)
            .Where(i => i > now && i != DateTimeOffset.MaxValue))
        {
            var until = clock.ToWall(instant) - wallNow;
            pause = until < pause ? until : pause;
        }

        return pause > LeastPauseWall ? pause : LeastPauseWall;
    }

    private SatellitePass? NextPass(GroundLink groundLink, DateTimeOffset now)
    {
        SatellitePass? next = null;
        foreach (var satellite in stores.Satellites.List().Where(groundLink.Serves))
        {
            var pass = visibility.NextOver(satellite.Metadata.Name!, groundLink.Metadata.Name!, now);
            if (pass is { } p && (next is null || p.Window.Start < next.Start))
            {
                next = new SatellitePass
                {
                    Satellite = satellite.Metadata.Name!,
                    Start = p.Window.Start,
                    End = p.Window.End,
                    MaxElevationDegrees = Math.Round(p.MaxElevationDegrees, 1),
                };
            }
        }

        return next;
    }

    // Of the antennas' time in the coming day; whole per cents, so that it is not rewritten for every second.
    private static double? BookedShare(GroundLink groundLink, IReadOnlyList<BookedContact> contacts, DateTimeOffset now)
    {
        var day = TimeSpan.FromHours(24);
        var booked = contacts
            .Where(c => !LedgerUpkeep.IsFinal(c.State) && c.End > now && c.Start < now + day)
            .Sum(c => ((c.End < now + day ? c.End : now + day) - (c.Start > now ? c.Start : now)).TotalSeconds);
        return groundLink.Spec.Antennas > 0 ? Math.Round(100 * booked / (day.TotalSeconds * groundLink.Spec.Antennas)) : null;
    }
}
