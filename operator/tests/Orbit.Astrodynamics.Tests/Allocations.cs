namespace Orbit.Astrodynamics.Tests;

/// <summary>What code allocates each time it runs.</summary>
internal static class Allocations
{
    /// <summary>The fewest bytes of ten runs: the runtime allocates now and then for itself, on whatever thread compiles or starts a type; the code would allocate in each run.</summary>
    public static long OfEachRun(Action run)
    {
        run();
        return Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
