using System.Collections.Concurrent;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Writes a widget's size into its status, and remembers which version of each it saw last and whether two calls ever overlapped.</summary>
internal sealed class ReconcileRecord(KubernetesClient client) : IEntityController<Widget>
{
    private readonly ConcurrentDictionary<NamespacedName, bool> _underWay = new();

    public ConcurrentDictionary<NamespacedName, string> LastVersions { get; } = new();

    public ConcurrentBag<NamespacedName> Overlapped { get; } = [];

    public ConcurrentBag<NamespacedName> Deleted { get; } = [];

    public async Task<ReconciliationResult<Widget>> ReconcileAsync(Widget entity, CancellationToken cancellationToken)
    {
        using var alone = Enter(NamespacedName.Of(entity));
        if (entity.Status?.Count != entity.Spec!.Size)
        {
            await client.UpdateStatusAsync(entity with { Status = new WidgetStatus { Count = entity.Spec.Size } }, cancellationToken);
        }

        LastVersions[NamespacedName.Of(entity)] = entity.Metadata.ResourceVersion!;
        return ReconciliationResult<Widget>.Success(entity);
    }

    public async Task<ReconciliationResult<Widget>> DeletedAsync(Widget entity, CancellationToken cancellationToken)
    {
        using var alone = Enter(NamespacedName.Of(entity));
        await Task.Yield();
        LastVersions.TryRemove(NamespacedName.Of(entity), out _);
        Deleted.Add(NamespacedName.Of(entity));
        return ReconciliationResult<Widget>.Success(entity);
    }

    private Leave Enter(NamespacedName key)
    {
        if (!_underWay.TryAdd(key, true))
        {
            Overlapped.Add(key);
        }

        return new Leave(this, key);
    }

    private sealed class Leave(ReconcileRecord record, NamespacedName key) : IDisposable
    {
        public void Dispose() => record._underWay.TryRemove(key, out _);
    }
}
