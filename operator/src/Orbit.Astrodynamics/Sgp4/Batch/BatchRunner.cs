using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Drives the kernels over (satellite, instant) pairs, <see cref="Workspace.Capacity"/> of them at a time: first as near
/// circular orbits, what that is not made for as any ellipse, and what is left (decayed, out of the century, absurd) one
/// by one with <see cref="Sgp4Propagator"/>, whose errors are therefore the batch's errors.
/// </summary>
/// <typeparam name="V">The vector to compute with.</typeparam>
internal static class BatchRunner<V>
    where V : struct, ISimd<V>
{
    private const double MinutesPerTick = 1.0 / TimeSpan.TicksPerMinute;

    private static uint AllLanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (1u << V.Width) - 1;
    }

    /// <summary><paramref name="count"/> rounded up to whole vectors.</summary>
    public static int WholeVectors(int count) => (count + V.Width - 1) & -V.Width;

    /// <summary>One satellite at many instants.</summary>
    [SkipLocalsInit]
    public static void Propagate<TInstants>(Sgp4Propagator satellite, TInstants instants, StateSpans states)
        where TInstants : IInstants, allows ref struct
    {
        Span<double> work = stackalloc double[Workspace.Size];
        Span<double> block = stackalloc double[NearEarthRow.BlockSize];
        Span<double> memory = stackalloc double[Staging.Size];
        Span<Sgp4Error> errors = stackalloc Sgp4Error[Workspace.Capacity];
        var staging = Staging.Create(memory, errors);
        satellite.WriteTo(block, 0, 0);
        Replicate(block);
        var satellites = new ReadOnlySpan<Sgp4Propagator>(in satellite);
        for (var from = 0; from < states.Length; from += Workspace.Capacity)
        {
            var count = Math.Min(Workspace.Capacity, states.Length - from);
            instants.Write<V>(from, count, work);
            if (count == WholeVectors(count))
            {
                Run(block, satellites, work, count, states.Slice(from, count));
            }
            else
            {
                Run(block, satellites, work, count, staging);
                staging.CopyTo(0, states, from, count);
            }
        }
    }

    /// <summary>Many satellites at one instant, <paramref name="ticks"/> after the origin of <paramref name="group"/>.</summary>
    [SkipLocalsInit]
    public static void Propagate(SatelliteGroup group, double ticks, StateSpans states)
    {
        Span<double> work = stackalloc double[Workspace.Size];
        Span<double> memory = stackalloc double[Staging.Size];
        Span<Sgp4Error> errors = stackalloc Sgp4Error[Workspace.Capacity];
        var staging = Staging.Create(memory, errors);
        var now = V.Create(ticks);
        var minutesPerTick = V.Create(MinutesPerTick);
        for (var from = 0; from < group.Count; from += Workspace.Capacity)
        {
            var count = Math.Min(Workspace.Capacity, group.Count - from);
            var blocks = group.BlocksFrom(from);
            for (var k = 0; k < count; k += V.Width)
            {
                var epoch = V.Load(ref blocks[(k / NearEarthRow.Lanes * NearEarthRow.BlockSize) + (k % NearEarthRow.Lanes)], 0);
                ((now - epoch) * minutesPerTick).Store(ref work[0], (nuint)k);
            }

            var satellites = group.Satellites.Slice(from, count);
            if (count == WholeVectors(count) && group.TryGetRange(from, count, out var start))
            {
                Run(blocks, satellites, work, count, states.Slice(start, count));
            }
            else
            {
                Run(blocks, satellites, work, count, staging);
                group.Scatter(staging, from, count, states);
            }
        }
    }

    // The first `count` states of `states` are what counts; there is room for whole vectors. A single satellite stands for
    // all pairs, in all lanes of one block.
    private static void Run(
        ReadOnlySpan<double> blocks,
        ReadOnlySpan<Sgp4Propagator> satellites,
        Span<double> work,
        int count,
        StateSpans states)
    {
        ref var firstBlock = ref MemoryMarshal.GetReference(blocks);
        ref var firstWork = ref MemoryMarshal.GetReference(work);
        var single = satellites.Length == 1;
        var target = new StateTarget(states);
        states.Errors.Clear();
        NearEarthKernel.Run<V, NearCircular>(ref firstBlock, single, ref firstWork, count);
        OsculatingKernel.RunInPlane<V, NearCircular>(ref firstWork, count);
        if (!OsculatingKernel.RunToStates<V, NearCircular>(ref firstWork, count, ref target, 0))
        {
            Complete(blocks, satellites, work, count, states);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Complete(
        ReadOnlySpan<double> blocks,
        ReadOnlySpan<Sgp4Propagator> satellites,
        Span<double> work,
        int count,
        StateSpans states)
    {
        var single = satellites.Length == 1;
        var target = new StateTarget(states);
        for (var k = 0; k < count; k += V.Width)
        {
            ref var valid = ref work[(Workspace.Valid * Workspace.Capacity) + k];
            if (V.Bits(V.Load(ref valid, 0)) == AllLanes)
            {
                continue;
            }

            // All fields of a workspace lie the same distance apart: from pair k on it is a workspace too.
            ref var part = ref work[k];
            ref var block = ref Unsafe.AsRef(in blocks[single ? 0 : (k / NearEarthRow.Lanes * NearEarthRow.BlockSize) + (k % NearEarthRow.Lanes)]);
            NearEarthKernel.Run<V, AnyEllipse>(ref block, single, ref part, V.Width);
            OsculatingKernel.RunInPlane<V, AnyEllipse>(ref part, V.Width);
            OsculatingKernel.RunToStates<V, AnyEllipse>(ref part, V.Width, ref target, (nuint)k);
            var done = V.Bits(V.Load(ref valid, 0));
            for (var lane = 0; lane < V.Width && k + lane < count; lane++)
            {
                if ((done & (1u << lane)) == 0)
                {
                    var satellite = satellites[single ? 0 : k + lane];
                    states.Set(k + lane, satellite.Propagate(work[k + lane], out var state), state);
                }
            }
        }
    }

    // Copies lane 0 of a block to its other lanes.
    private static void Replicate(Span<double> block)
    {
        for (var row = 0; row < block.Length; row += NearEarthRow.Lanes)
        {
            block.Slice(row + 1, NearEarthRow.Lanes - 1).Fill(block[row]);
        }
    }
}
