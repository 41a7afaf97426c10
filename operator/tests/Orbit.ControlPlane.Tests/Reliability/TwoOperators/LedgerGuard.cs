using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Kubernetes.Client;

namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>Looks at every version of every ledger that the API server ever showed, and reports where an antenna carried two contacts at once, its turnaround included.</summary>
internal sealed class LedgerGuard(KubernetesClient client)
{
    private readonly ConcurrentQueue<string> _violations = new();
    private long _looks;

    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>How many versions of ledgers it has looked at.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var list = await client.ListAllAsync<GroundLink>(null, null, cancellationToken);
                foreach (var groundLink in list.Items)
                {
                    Look(groundLink);
                }

                await foreach (var change in client.WatchAsync<GroundLink>(null, new WatchOptions { ResourceVersion = list.ResourceVersion }, cancellationToken))
                {
                    if (change.Object is { } groundLink)
                    {
                        Look(groundLink);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test has seen enough.
        }
    }

    private void Look(GroundLink groundLink)
    {
        Interlocked.Increment(ref _looks);
        var kept = (groundLink.Status?.Contacts ?? [])
            .Where(c => c.State is not (BookedContactState.Cancelled or BookedContactState.ProviderCancelled or BookedContactState.Failed));
        foreach (var antenna in kept.GroupBy(c => c.Antenna))
        {
            var contacts = antenna.OrderBy(c => c.Start).ToArray();
            foreach (var (before, after) in contacts.Zip(contacts.Skip(1)))
            {
                if (after.Start - before.End < groundLink.Spec.Turnaround)
                {
                    _violations.Enqueue($"{groundLink.Metadata.Name} antenna {antenna.Key} at version {groundLink.Metadata.ResourceVersion}: {before.Name} ends {before.End:O}, {after.Name} starts {after.Start:O}");
                }
            }
        }
    }
}
