using System.Collections.Concurrent;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Gateways;

/// <summary>
/// Keeps a station's ledger in agreement with its gateway and with the jobs: follows what became of each contact, releases
/// those that no plan names, and forgets old ones.
/// </summary>
[EntityRbac(typeof(OrbitalInferenceJob), Verbs = RbacVerb.Get)]
internal sealed partial class LedgerUpkeep(
    KubernetesClient client, WorldStores stores, Stations stations, InFlightContacts inFlight, MissionClock clock, ILogger<LedgerUpkeep> logger)
{
    /// <summary>How long a contact that is over stays in the ledger, mission time: as long as it says something of its satellite.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromHours(24);

    // An object must stay far below the 1.5 MiB that etcd takes.
    private const int MostEnded = 200;

    private readonly GatewayHealth _health = new(clock.Wall);

    // What providers did not let go, and how far the contact was then: asked again only once it is further.
    private readonly ConcurrentDictionary<string, (ContactState? At, string Sentence)> _kept = new(StringComparer.Ordinal);

    /// <summary>The ledger as it should be.</summary>
    /// <exception cref="GatewayException">The gateway can't be reached; nothing is known to have changed.</exception>
    public async Task<IReadOnlyList<BookedContact>> UpdateAsync(GroundLink groundLink, CancellationToken cancellationToken)
    {
        var (gateway, station) = stations.Gateway(groundLink);
        var ledger = groundLink.Status?.Contacts ?? [];
        var now = clock.GetUtcNow();
        var open = ledger.Where(c => !IsFinal(c.State)).ToArray();
        // Asked before the gateway is: what is in flight by then may show there in its old interval, though the ledger has the new one.
        var held = open.Where(c => inFlight.Contains(c.Name)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var atGateway = open.Length == 0
            ? new Dictionary<string, GatewayContact>(StringComparer.Ordinal)
            : (await gateway.ListContactsAsync(station, open.Min(c => c.Start) - ConfirmedIntervals.MostMove, open.Max(c => c.End) + ConfirmedIntervals.MostMove, cancellationToken))
                .ToDictionary(c => c.Id, StringComparer.Ordinal);
        if (open.Length == 0)
        {
            await _health.CheckAsync(gateway, cancellationToken);
        }

        var kept = new List<BookedContact>(ledger.Count);
        var changed = false;
        foreach (var contact in ledger)
        {
            if (IsFinal(contact.State))
            {
                // Cancelled by whoever booked it, before its time, and named by no plan any more: it was given up, and its window is free again.
                var needless = contact.End + KeptAfterEnd < now
                    || (contact.State is BookedContactState.Cancelled && contact.End > now && await IsOrphanAsync(contact, cancellationToken));
                changed |= needless;
                if (!needless)
                {
                    kept.Add(contact);
                }

                continue;
            }

            if (held.Contains(contact.Name) || inFlight.Contains(contact.Name))
            {
                kept.Add(contact);
                continue;
            }

            var known = atGateway.GetValueOrDefault(contact.Name);
            string? keptBack = null;
            if (contact.End > now && await IsOrphanAsync(contact, cancellationToken))
            {
                keptBack = await ReleaseAsync(gateway, groundLink, contact, known?.State, cancellationToken);
                if (keptBack is null)
                {
                    changed = true;
                    continue;
                }
            }

            var next = WithConflict(groundLink, contact, ContactProgress.Next(contact, known, now), keptBack, now);
            changed |= next != contact;
            kept.Add(next);
            if (IsFinal(next.State))
            {
                _kept.TryRemove(next.Name, out _);
            }
        }

        var tooMany = kept.Count(c => IsFinal(c.State)) - MostEnded;
        var ended = tooMany > 0
            ? EndedContacts.Spare(kept, c => stores.Jobs.Find(new(c.Job.Namespace, c.Job.Name)), now).Take(tooMany).ToHashSet()
            : [];
        return changed || ended.Count > 0 ? [.. kept.Where(c => !ended.Contains(c))] : ledger;
    }

    /// <summary>Cancels what is still booked at the gateway of a ground link that was deleted. What can't be reached any more is let be.</summary>
    public async Task AbandonAsync(GroundLink groundLink, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var contact in groundLink.Status?.Contacts ?? [])
        {
            // A contact that has begun goes on: what it carries is on its way.
            if (!IsFinal(contact.State) && contact.Start > now)
            {
                try
                {
                    await ReleaseAsync(stations.Gateway(groundLink).Client, groundLink, contact, at: null, cancellationToken);
                }
                catch (GatewayException e)
                {
                    LogNotReleased(logger, contact.Name, groundLink.Metadata.Name!, e.Message);
                }
            }
        }
    }

    /// <summary>Whether the contact's state can't change any more.</summary>
    public static bool IsFinal(BookedContactState state) =>
        state is BookedContactState.Completed or BookedContactState.Failed or BookedContactState.Cancelled or BookedContactState.ProviderCancelled;

    /// <summary>Whether the job's current plan names the contact, so that its booking is live.</summary>
    public static bool Names(OrbitalInferenceJob? job, BookedContact contact) =>
        job is { Metadata.DeletionTimestamp: null, Status: { Phase: not JobPhase.Failed, Plan: { } plan } }
        && string.Equals(job.Metadata.Uid, contact.Job.Uid, StringComparison.Ordinal)
        && (string.Equals(plan.Uplink.Contact, contact.Name, StringComparison.Ordinal)
            || string.Equals(plan.Downlink?.Contact, contact.Name, StringComparison.Ordinal));

    private async Task<bool> IsOrphanAsync(BookedContact contact, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(contact.Job.Namespace, contact.Job.Name);
        if (inFlight.Contains(contact.Name) || Names(stores.Jobs.Find(key), contact))
        {
            return false;
        }

        // The store may lag behind the ledger; only the API server's word releases a booking.
        return !Names(await client.FindAsync<OrbitalInferenceJob>(key, cancellationToken), contact) && !inFlight.Contains(contact.Name);
    }

    // A contact that its provider moved onto another one, or that was booked while another was moved or extended into its time, until
    // one of the two is gone. The job that it was for gives it up.
    private BookedContact WithConflict(GroundLink groundLink, BookedContact before, BookedContact contact, string? keptBack, DateTimeOffset now)
    {
        var wasMoved = before.State is BookedContactState.Conflict
            || (before.Start, before.End, before.Antenna) != (contact.Start, contact.End, contact.Antenna);
        if (IsFinal(contact.State) || contact.End <= now
            || !(wasMoved ? LedgerOverlaps.HasAny(contact, groundLink, stores.GroundLinks.List()) : LedgerOverlaps.HasEarlier(contact, groundLink, stores.GroundLinks.List())))
        {
            return contact;
        }

        var job = stores.Jobs.Find(new NamespacedName(contact.Job.Namespace, contact.Job.Name));
        return contact with
        {
            State = BookedContactState.Conflict,
            Reason = keptBack ?? (job?.Status?.Phase is JobPhase.Uplinking && Names(job, contact) ? "Its bundle can no longer be taken back." : null),
        };
    }

    // Null when it is released; otherwise why the provider no longer lets it go: then the antenna is taken until the contact ends.
    private async Task<string?> ReleaseAsync(
        GatewayClient gateway, GroundLink groundLink, BookedContact contact, ContactState? at, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(contact.Name, out var refused) && refused.At == at)
        {
            return refused.Sentence;
        }

        try
        {
            await gateway.CancelAsync(contact.Name, cancellationToken);
            _kept.TryRemove(contact.Name, out _);
            LogReleased(logger, contact.Name, groundLink.Metadata.Name!);
            return null;
        }
        catch (GatewayRefusedException e)
        {
            var sentence = ContactProgress.Text(e.Message) ?? "The provider gives no reason.";
            _kept[contact.Name] = (at, sentence);
            LogNotReleased(logger, contact.Name, groundLink.Metadata.Name!, e.Message);
            return sentence;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Contact {Contact} at {GroundLink} is named by no plan and was released")]
    private static partial void LogReleased(ILogger logger, string contact, string groundLink);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Contact {Contact} at {GroundLink} could not be released: {Reason}")]
    private static partial void LogNotReleased(ILogger logger, string contact, string groundLink, string reason);
}
