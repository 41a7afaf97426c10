namespace Orbit.Operator.Hosting;

/// <summary>Gives memory back to the system once the start is over.</summary>
/// <remarks>
/// The first lists and the first look at every object leave more behind than hours of ordinary work, and the runtime keeps
/// what it once needed for a load that does not come again.
/// </remarks>
internal static class StartUpMemory
{
    private static readonly TimeSpan LookAgainWall = TimeSpan.FromSeconds(1);

    // Leadership comes within a lease's duration, and the first reconciles follow it.
    private static readonly TimeSpan SettlingWall = TimeSpan.FromSeconds(20);

    /// <summary>Waits for the start to be over, gives back, and then waits for the end of the program.</summary>
    /// <param name="isReady">Whether the stores are complete.</param>
    /// <param name="wall">Clock of the waits.</param>
    /// <param name="cancellationToken">The end of the program.</param>
    public static async Task GiveBackAsync(Func<bool> isReady, TimeProvider wall, CancellationToken cancellationToken)
    {
        while (!isReady())
        {
            await Task.Delay(LookAgainWall, wall, cancellationToken);
        }

        await Task.Delay(SettlingWall, wall, cancellationToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeMemory.Trim();
        await Task.Delay(Timeout.InfiniteTimeSpan, wall, cancellationToken);
    }
}
