namespace Orbit.Kubernetes.Runtime.LeaderElection;

/// <summary>This program was the leader and may no longer act. It should end and start again as a candidate.</summary>
public sealed class LeadershipLostException : Exception
{
    /// <summary>The loss, with its reason.</summary>
    public LeadershipLostException(string message)
        : base(message)
    {
    }
}
