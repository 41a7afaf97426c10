using Orbit.Kubernetes.Runtime.Reconciling;

namespace Orbit.Operator.Hosting;

/// <summary>A loop that only the leader runs.</summary>
/// <param name="Name">Name in logs.</param>
/// <param name="Run">The loop; it runs until its token is cancelled.</param>
/// <param name="Wake">Has it look at everything again; null if there is nothing to look at.</param>
internal sealed record LeaderLoop(string Name, Func<CancellationToken, Task> Run, Action? Wake = null) : IController
{
    public void LookAgain() => Wake?.Invoke();

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        // A loop has nothing to drain: being told to stop and having lost the lease end it alike.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            await Run(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
