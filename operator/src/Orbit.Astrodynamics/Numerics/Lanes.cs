using System.Runtime.CompilerServices;

namespace Orbit.Astrodynamics.Numerics;

/// <summary>Masks and counts of vectors.</summary>
internal static class Lanes
{
    /// <summary><see cref="ISimd{TSelf}.Bits"/> of a mask with every lane set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint All<V>()
        where V : struct, ISimd<V> =>
        (1u << V.Width) - 1;

    /// <summary><paramref name="count"/> rounded up to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WholeVectors<V>(int count)
        where V : struct, ISimd<V> =>
        (count + V.Width - 1) & -V.Width;

    /// <summary>The mask of numbers between two bounds, to a rounding error; a NaN is never.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Within<V>(V x, double least, double most)
        where V : struct, ISimd<V> =>
        V.LessOrEqual(V.Abs(x - V.Create(0.5 * (least + most))), V.Create(0.5 * (most - least)));
}
