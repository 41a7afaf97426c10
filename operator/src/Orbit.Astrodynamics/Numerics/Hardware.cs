using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Orbit.Astrodynamics.Numerics;

/// <summary>What this machine computes with; constants to the just-in-time compiler.</summary>
internal static class Hardware
{
    /// <summary>Whether a multiplication and an addition are one instruction, rounded once.</summary>
    public static bool HasFma
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.Arm64.IsSupported;
    }
}
