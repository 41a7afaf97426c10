using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Metrics;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Gateways;

/// <summary>The one place that changes ledgers: reads, applies a change, and writes with the version read; after a conflict, all of it again.</summary>
/// <remarks>
/// A ledger is a big object that several parts change all the time. Whoever computed for longer than it rests would lose every
/// race; a change that is applied anew to what won loses none, and overwrites nothing.
/// </remarks>
[EntityRbac(typeof(GroundLink), Verbs = RbacVerb.Get)]
[GenericRbac(Groups = [OrbitGroup.Name], Resources = ["groundlinks/status"], Verbs = RbacVerb.Update)]
internal sealed class Ledgers(KubernetesClient client, WorldStores stores, OperatorMetrics metrics, MissionClock clock)
{
    private const int MostTries = 16;

    // More bytes than a piece of a round can book: no need to count more closely.
    private const int MuchRoom = 400_000;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known> _written = new(StringComparer.Ordinal);

    // What ground links had when the API server took no more: where its limit, or etcd's, is lower than ours.
    private readonly ConcurrentDictionary<string, int> _limits = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<GroundLink, Sizes> _sizes = [];

    /// <summary>Books those of the contacts whose place is still free in the station's newest ledger. A contact that stands there already counts as booked.</summary>
    /// <remarks>Where there is no room, contacts that are over and that nobody needs any more leave the ledger.</remarks>
    /// <exception cref="KubernetesApiException">The ledger can't be written; nothing is booked.</exception>
    public async Task<LedgerBooking> BookAsync(string station, IReadOnlyList<BookedContact> contacts, CancellationToken cancellationToken)
    {
        var booking = LedgerBooking.WithoutLedger(contacts);
        var before = 0;
        try
        {
            await ChangeAsync(
                station,
                groundLink =>
                {
                    before = SizeOf(groundLink);
                    booking = LedgerBooking.Of(groundLink, contacts, Most(station), Spare(groundLink));
                    var status = groundLink.Status ?? new GroundLinkStatus();
                    return booking.Added.Count == 0 ? status : status with { Contacts = booking.Ledger };
                },
                cancellationToken);
            return booking;
        }
        catch (KubernetesApiException e) when (e.IsTooLarge)
        {
            _limits[station] = before;
            return LedgerBooking.WithoutRoom(contacts);
        }
    }

    /// <summary>How many more contacts a ledger takes.</summary>
    public int Room(GroundLink groundLink)
    {
        var contacts = groundLink.Status?.Contacts ?? [];
        var room = Most(groundLink.Metadata.Name!) - SizeOf(groundLink);
        if (contacts.Count == 0 || room > MuchRoom)
        {
            return int.MaxValue;
        }

        return Math.Max(0, room + Spare(groundLink).Sum(LedgerSize.Of)) / SizesOf(groundLink).LargestContact;
    }

    /// <summary>Changes the status of a ground link.</summary>
    /// <param name="station">Its name.</param>
    /// <param name="change">The status that follows from the ground link as it is; a pure function, for it is applied anew after each conflict.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The ground link as it is now; null when there is none.</returns>
    /// <exception cref="KubernetesApiException">The API server does not take it, or others were faster again and again.</exception>
    public async Task<GroundLink?> ChangeAsync(string station, Func<GroundLink, GroundLinkStatus> change, CancellationToken cancellationToken)
    {
        // The parts of this operator come one after the other, so that they only meet those that are not of it.
        var turn = _turns.GetOrAdd(station, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var groundLink = Newest(station) ?? await client.FindAsync<GroundLink>(new NamespacedName(station), cancellationToken);
            for (var tries = 1; groundLink is not null; tries++)
            {
                var status = change(groundLink);
                if (StatusEquality.Same(groundLink.Status ?? new GroundLinkStatus(), status))
                {
                    return groundLink;
                }

                try
                {
                    return await WriteAsync(groundLink with { Status = status }, cancellationToken);
                }
                catch (KubernetesApiException e) when (e.IsConflict && tries < MostTries)
                {
                    metrics.RaceLost();
                }
                catch (KubernetesApiException e) when (e.IsNotFound)
                {
                    return null;
                }

                groundLink = await client.FindAsync<GroundLink>(new NamespacedName(station), cancellationToken);
            }

            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    private int Most(string station) => Math.Min(LedgerSize.MostBytes, _limits.GetValueOrDefault(station, int.MaxValue));

    private int SizeOf(GroundLink groundLink) => SizesOf(groundLink).Whole;

    private Sizes SizesOf(GroundLink groundLink) => _sizes.GetValue(
        groundLink, g => new Sizes(LedgerSize.Of(g), (g.Status?.Contacts ?? []).Select(LedgerSize.Of).DefaultIfEmpty().Max()));

    private IReadOnlyList<BookedContact> Spare(GroundLink groundLink) => EndedContacts.Spare(
        groundLink.Status?.Contacts ?? [], c => stores.Jobs.Find(new NamespacedName(c.Job.Namespace, c.Job.Name)), clock.GetUtcNow());

    private async Task<GroundLink> WriteAsync(GroundLink groundLink, CancellationToken cancellationToken)
    {
        var station = groundLink.Metadata.Name!;
        var shown = Stored(station)?.Metadata.ResourceVersion;
        var written = await client.UpdateStatusAsync(groundLink, cancellationToken);
        _written[station] = new Known(written, shown);
        return written;
    }

    // What was written here, until the store shows something newer than it showed then.
    private GroundLink? Newest(string station)
    {
        var stored = Stored(station);
        if (!_written.TryGetValue(station, out var known))
        {
            return stored;
        }

        if (stored is not null && string.Equals(stored.Metadata.ResourceVersion, known.ShownBefore, StringComparison.Ordinal))
        {
            return known.GroundLink;
        }

        _written.TryRemove(station, out _);
        return stored;
    }

    private GroundLink? Stored(string station) => stores.GroundLinks.Find(new NamespacedName(station));

    private sealed record Sizes(int Whole, int LargestContact);

    private sealed record Known(GroundLink GroundLink, string? ShownBefore);
}
