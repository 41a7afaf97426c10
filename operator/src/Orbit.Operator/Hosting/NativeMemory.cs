using System.Runtime.InteropServices;

namespace Orbit.Operator.Hosting;

/// <summary>The memory that is not the managed heap's: what the just-in-time compiler, TLS and the runtime itself have allocated.</summary>
internal static class NativeMemory
{
    /// <summary>Gives back to the system what is free in it. The C library keeps that for the next use, and after a start there is none of that size.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library than glibc: musl's, which keeps little, has no such function.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
