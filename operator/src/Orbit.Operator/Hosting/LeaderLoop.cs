using Orbit.Kubernetes.Reconciling;

namespace Orbit.Operator.Hosting;

/// <summary>A loop that only the leader runs.</summary>
/// <param name="Name">Name in logs.</param>
/// <param name="Run">The loop; it runs until its token is cancelled.</param>
internal sealed record LeaderLoop(string Name, Func<CancellationToken, Task> Run) : IController
{
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            await Run(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
