using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Orbit.Operator.Hosting;

/// <summary>The memory that is not the managed heap's: what the just-in-time compiler, TLS and the runtime itself have allocated.</summary>
internal static class NativeMemory
{
    // <malloc.h>: M_ARENA_MAX.
    private const int ArenaMax = -8;

    /// <summary>Lets new threads allocate from the arenas there are, some six that the runtime's own start made, instead of up to eight for each core.</summary>
    /// <remarks>
    /// What one arena has free no other uses, and each keeps what it once needed. With every connection opened and closed by
    /// whatever threads there are, each of them grows to the size of its busiest moment.
    /// </remarks>
    public static void ShareArenas() => IfGlibc(() => _ = MallOpt(ArenaMax, 2));

    /// <summary>Gives back to the system what is free in it. The C library keeps that for the next use, and after a start there is none of that size.</summary>
    public static void Trim() => IfGlibc(() => _ = MallocTrim(0));

    /// <summary>From now on, <see cref="Trim"/> follows every full collection of the managed heap: then the runtime itself holds memory to be worth looking for.</summary>
    public static void TrimWithFullCollections() => _ = new FullCollection();

    private static void IfGlibc(Action call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            call();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library than glibc: musl's, which keeps little, has no such functions.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);

    [DllImport("libc", EntryPoint = "mallopt", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallOpt(int parameter, int value);

    // Nobody holds it, so that each collection of its generation, which soon is the last one, finalizes it.
    [SuppressMessage("Design", "MA0055:Do not use finalizer", Justification = "A finalizer is how the runtime tells of its collections.")]
    private sealed class FullCollection
    {
        ~FullCollection()
        {
            Trim();
            GC.ReRegisterForFinalize(this);
        }
    }
}
