namespace Orbit.Kubernetes.Tests.Support;

/// <summary>Waits for something that happens on another task.</summary>
public static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Fails if <paramref name="task"/> does not complete in a while.</summary>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);

    /// <summary>Fails if <paramref name="task"/> does not complete in a while.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    /// <summary>Fails if <paramref name="holds"/> does not become true in a while.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException("What the test waits for did not happen.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}
