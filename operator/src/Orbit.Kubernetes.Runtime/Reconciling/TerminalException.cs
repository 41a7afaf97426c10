namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>Nothing can be done for an object until it changes: it is not tried again before that.</summary>
public sealed class TerminalException : Exception
{
    /// <summary>A reason, as a sentence for the object's condition.</summary>
    public TerminalException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
