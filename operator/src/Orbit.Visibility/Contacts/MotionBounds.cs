using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>The bounds of <see cref="NodeBlock"/> for eight segments.</summary>
internal readonly record struct MotionBounds(
    Vector512<double> Lowest,
    Vector512<double> Speed,
    Vector512<double> Acceleration,
    Vector512<double> Error)
{
    /// <summary>The bounds of one block for all eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MotionBounds Of(in NodeBlock block) =>
        new(
            Vector512.Create(block.Lowest),
            Vector512.Create(block.Speed),
            Vector512.Create(block.Acceleration),
            Vector512.Create(block.Error));

    /// <summary>The bounds of eight consecutive segments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MotionBounds Of(OrbitNodes nodes, int first)
    {
        var left = first / OrbitNodes.BlockLength;
        var right = Math.Min(left + 1, nodes.BlockCount - 1);
        ref readonly var a = ref nodes.Blocks[left];
        ref readonly var b = ref nodes.Blocks[right];
        var inRight = Vector512.GreaterThanOrEqual(
            Vector512.Create((double)(first % OrbitNodes.BlockLength)) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7),
            Vector512.Create((double)OrbitNodes.BlockLength));
        return new MotionBounds(
            Vector512.ConditionalSelect(inRight, Vector512.Create(b.Lowest), Vector512.Create(a.Lowest)),
            Vector512.ConditionalSelect(inRight, Vector512.Create(b.Speed), Vector512.Create(a.Speed)),
            Vector512.ConditionalSelect(inRight, Vector512.Create(b.Acceleration), Vector512.Create(a.Acceleration)),
            Vector512.ConditionalSelect(inRight, Vector512.Create(b.Error), Vector512.Create(a.Error)));
    }
}
