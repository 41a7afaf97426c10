using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.GroundLinks;
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
internal sealed class Ledgers(KubernetesClient client, WorldStores stores, OperatorMetrics metrics)
{
    private const int MostTries = 16;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known> _written = new(StringComparer.Ordinal);

    /// <summary>Books those of the contacts whose place is still free in the station's newest ledger. A contact that stands there already counts as booked.</summary>
    /// <exception cref="KubernetesApiException">The ledger can't be written; nothing is booked.</exception>
    public async Task<LedgerBooking> BookAsync(string station, IReadOnlyList<BookedContact> contacts, CancellationToken cancellationToken)
    {
        var booking = LedgerBooking.None(contacts);
        await ChangeAsync(
            station,
            groundLink =>
            {
                booking = LedgerBooking.Of(groundLink, contacts);
                var status = groundLink.Status ?? new GroundLinkStatus();
                return booking.Added.Count == 0 ? status : status with { Contacts = booking.Ledger };
            },
            cancellationToken);
        return booking;
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

    private sealed record Known(GroundLink GroundLink, string? ShownBefore);
}
