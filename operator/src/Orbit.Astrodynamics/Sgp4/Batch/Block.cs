using System.Runtime.CompilerServices;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Constants of satellites in the order in which kernels read them: row k of a block holds constant k of
/// <see cref="Lanes"/> satellites side by side. Blocks of a group lie one after another: one stream to read.
/// </summary>
internal static class Block
{
    /// <summary>Satellites in a block: the lanes of the widest vector.</summary>
    public const int Lanes = 8;

    /// <summary>The first row of every model: the epoch, ticks after the batch's origin.</summary>
    public const int EpochRow = 0;

    /// <summary>Where the constants of satellite <paramref name="k"/> of a group start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Offset<TModel>(int k)
        where TModel : IMeanModel =>
        (k / Lanes * TModel.BlockSize) + (k % Lanes);
}
