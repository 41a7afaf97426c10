namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>A controller reported a failure as its result.</summary>
/// <param name="message">What failed, in a sentence.</param>
/// <param name="error">The exception behind it, if there was one.</param>
/// <param name="requeueAfter">When the controller wants to try again; null for the back-off of all failures.</param>
internal sealed class ReconciliationFailedException(string message, Exception? error, TimeSpan? requeueAfter) : Exception(message, error)
{
    /// <summary>When to try again; null for the back-off of all failures.</summary>
    public TimeSpan? RequeueAfter => requeueAfter;
}
