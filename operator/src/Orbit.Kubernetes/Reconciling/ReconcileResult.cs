namespace Orbit.Kubernetes.Reconciling;

/// <summary>What a reconcile wants to happen next.</summary>
/// <param name="RequeueAfter">Wall-clock time after which the object is to be reconciled again, even if nothing changes; null for no such time.</param>
public readonly record struct ReconcileResult(TimeSpan? RequeueAfter)
{
    /// <summary>Nothing until something changes.</summary>
    public static ReconcileResult Done => default;

    /// <summary>Again after <paramref name="time"/>, even if nothing changes.</summary>
    public static ReconcileResult After(TimeSpan time) => new(time);
}
