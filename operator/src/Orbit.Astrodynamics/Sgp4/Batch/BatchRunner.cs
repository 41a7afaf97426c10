using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Drives the kernels over (satellite, instant) pairs, <see cref="Workspace.Capacity"/> of them at a time: satellites with
/// a small eccentricity at epoch as near circular orbits, those of them that this is not made for and all others as any
/// ellipse, and what is left (decayed, out of the century, absurd) one by one with <see cref="Sgp4Propagator"/>, whose
/// errors are therefore the batch's errors.
/// </summary>
/// <typeparam name="V">The vector to compute with.</typeparam>
/// <typeparam name="TModel">The theory of the satellites.</typeparam>
internal static class BatchRunner<V, TModel>
    where V : struct, ISimd<V>
    where TModel : IMeanModel
{
    private const double MinutesPerTick = 1.0 / TimeSpan.TicksPerMinute;

    /// <summary>One satellite at many instants.</summary>
    [SkipLocalsInit]
    public static void Propagate<TInstants>(Sgp4Propagator satellite, TInstants instants, StateSpans states)
        where TInstants : IInstants, allows ref struct
    {
        Span<double> work = stackalloc double[Workspace.Size];
        Span<double> block = stackalloc double[TModel.BlockSize];
        Span<double> memory = stackalloc double[Staging.Size];
        Span<Sgp4Error> errors = stackalloc Sgp4Error[Workspace.Capacity];
        var staging = Staging.Create(memory, errors);
        TModel.Write(satellite, block, 0, 0);
        Replicate(block);
        var satellites = new ReadOnlySpan<Sgp4Propagator>(in satellite);
        for (var from = 0; from < states.Length; from += Workspace.Capacity)
        {
            var count = Math.Min(Workspace.Capacity, states.Length - from);
            instants.Write<V>(from, count, work);
            if (count == Lanes.WholeVectors<V>(count))
            {
                Run(satellite.IsNearCircular, block, satellites, work, count, states.Slice(from, count));
            }
            else
            {
                Run(satellite.IsNearCircular, block, satellites, work, count, staging);
                staging.CopyTo(0, states, from, count);
            }
        }
    }

    /// <summary>Many satellites at one instant, <paramref name="ticks"/> after the origin of <paramref name="group"/>.</summary>
    [SkipLocalsInit]
    public static void Propagate(SatelliteGroup<TModel> group, double ticks, StateSpans states)
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
                var epoch = V.Load(ref blocks[Block.Offset<TModel>(k)], Block.EpochRow * Block.Lanes);
                ((now - epoch) * minutesPerTick).Store(ref work[0], (nuint)k);
            }

            var satellites = group.Satellites.Slice(from, count);
            if (count == Lanes.WholeVectors<V>(count) && group.TryGetRange(from, count, out var start))
            {
                Run(group.IsNearCircular, blocks, satellites, work, count, states.Slice(start, count));
            }
            else
            {
                Run(group.IsNearCircular, blocks, satellites, work, count, staging);
                group.Scatter(staging, from, count, states);
            }
        }
    }

    // The first `count` states of `states` are what counts; there is room for whole vectors. A single satellite stands for
    // all pairs, in all lanes of one block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(
        bool nearCircular,
        Span<double> blocks,
        ReadOnlySpan<Sgp4Propagator> satellites,
        Span<double> work,
        int count,
        StateSpans states)
    {
        var target = new StateTarget(states);
        states.Errors.Clear();
        var done = nearCircular
            ? RunAs<NearCircular>(ref blocks[0], satellites, ref work[0], count, ref target)
            : RunAs<AnyEllipse>(ref blocks[0], satellites, ref work[0], count, ref target);
        if (!done)
        {
            Complete(nearCircular, blocks, satellites, work, count, states);
        }
    }

    private static void Complete(
        bool nearCircular,
        Span<double> blocks,
        ReadOnlySpan<Sgp4Propagator> satellites,
        Span<double> work,
        int count,
        StateSpans states)
    {
        var single = satellites.Length == 1;
        for (var k = 0; nearCircular && k < count; k += V.Width)
        {
            if (V.Bits(V.Load(ref work[0], Workspace.Field(Workspace.Valid, k))) != Lanes.All<V>())
            {
                // All fields of a workspace lie the same distance apart: from pair k on it is a workspace too.
                ref var block = ref blocks[single ? 0 : Block.Offset<TModel>(k)];
                Redo(ref block, single ? satellites : satellites[k..], ref work[k], Math.Min(V.Width, count - k), states.Slice(k, states.Length - k));
            }
        }

        for (var k = 0; k < count; k++)
        {
            if (double.IsPositive(work[(Workspace.Valid * Workspace.Capacity) + k]))
            {
                states.Set(k, satellites[single ? 0 : k].Propagate(work[k], out var state), state);
            }
        }
    }

    // One vector as any ellipse. The lanes that were right already keep their states, so that no satellite's states hang on
    // the company it is in.
    [SkipLocalsInit]
    private static void Redo(ref double block, ReadOnlySpan<Sgp4Propagator> satellites, ref double work, int count, StateSpans states)
    {
        Span<double> memory = stackalloc double[Staging.Size];
        Span<Sgp4Error> errors = stackalloc Sgp4Error[Workspace.Capacity];
        var staging = Staging.Create(memory, errors);
        var target = new StateTarget(staging);
        ref var valid = ref Unsafe.Add(ref work, Workspace.Field(Workspace.Valid, 0));
        var before = V.Load(ref valid, 0);
        RunAs<AnyEllipse>(ref block, satellites, ref work, V.Width, ref target);
        var added = V.Bits(V.Load(ref valid, 0)) & ~V.Bits(before);
        V.Select(before, before, V.Load(ref valid, 0)).Store(ref valid, 0);
        for (var lane = 0; lane < count; lane++)
        {
            if ((added & (1u << lane)) != 0)
            {
                states.Set(lane, Sgp4Error.None, staging[lane]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool RunAs<TShape>(
        ref double block,
        ReadOnlySpan<Sgp4Propagator> satellites,
        ref double work,
        int count,
        ref StateTarget target)
        where TShape : IOrbitShape
    {
        TModel.Run<V, TShape>(ref block, satellites, ref work, count);
        OsculatingKernel.RunInPlane<V, TShape>(ref work, count);
        return OsculatingKernel.RunToStates<V, TShape>(ref work, count, ref target);
    }

    // Copies lane 0 of a block to its other lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Replicate(Span<double> block)
    {
        for (var row = 0; row < block.Length; row += Block.Lanes)
        {
            block.Slice(row + 1, Block.Lanes - 1).Fill(block[row]);
        }
    }
}
