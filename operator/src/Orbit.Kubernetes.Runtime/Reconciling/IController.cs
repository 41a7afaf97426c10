namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>Work that only the leader does, as a host runs it.</summary>
public interface IController
{
    /// <summary>Name in logs and metrics.</summary>
    string Name { get; }

    /// <summary>Works until told to stop. Called once, after the informers have synced and while this program leads.</summary>
    /// <param name="stop">Asks to take on nothing new and to return when what is under way is done.</param>
    /// <param name="abort">Asks to leave off at once: this program may not act any more.</param>
    Task RunAsync(CancellationToken stop, CancellationToken abort);

    /// <summary>Looks at everything again, as at the start. Without effect while it does not run.</summary>
    void LookAgain()
    {
    }
}
