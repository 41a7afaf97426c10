using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Reconciliation;

/// <summary>The result of a reconcile, and when to reconcile again.</summary>
/// <typeparam name="TEntity">Kind of the object.</typeparam>
public sealed record ReconciliationResult<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private ReconciliationResult(TEntity entity, string? errorMessage, Exception? error, TimeSpan? requeueAfter)
    {
        Entity = entity;
        ErrorMessage = errorMessage;
        Error = error;
        RequeueAfter = requeueAfter;
    }

    /// <summary>The object that was reconciled.</summary>
    public TEntity Entity { get; }

    /// <summary>Whether the reconcile succeeded.</summary>
    [MemberNotNullWhen(false, nameof(ErrorMessage))]
    public bool IsSuccess => ErrorMessage is null;

    /// <summary>Why not, as a sentence for people; null after a success.</summary>
    public string? ErrorMessage { get; }

    /// <summary>The exception behind <see cref="ErrorMessage"/>, if there was one.</summary>
    public Exception? Error { get; }

    /// <summary>Wall-clock time after which the object is to be reconciled again, even if nothing changes; null for no such time.</summary>
    public TimeSpan? RequeueAfter { get; }

    /// <summary>The reconcile succeeded.</summary>
    /// <param name="entity">The object that was reconciled.</param>
    /// <param name="requeueAfter">When to reconcile again, even if nothing changes.</param>
    public static ReconciliationResult<TEntity> Success(TEntity entity, TimeSpan? requeueAfter = null) =>
        new(entity, errorMessage: null, error: null, requeueAfter);

    /// <summary>The reconcile failed.</summary>
    /// <param name="entity">The object that was reconciled.</param>
    /// <param name="errorMessage">Why, as a sentence for people.</param>
    /// <param name="error">The exception behind it.</param>
    /// <param name="requeueAfter">When to try again; null to leave that to whoever called.</param>
    public static ReconciliationResult<TEntity> Failure(TEntity entity, string errorMessage, Exception? error = null, TimeSpan? requeueAfter = null)
    {
        ArgumentNullException.ThrowIfNull(errorMessage);
        return new(entity, errorMessage, error, requeueAfter);
    }
}
