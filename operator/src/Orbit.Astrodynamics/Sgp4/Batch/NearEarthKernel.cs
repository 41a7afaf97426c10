using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// SGP4's first half for near-Earth satellites: secular terms of the zonal harmonics and of drag. The formulas are those
/// of <see cref="Sgp4Propagator"/>, rearranged; docs/designs/0003-batch-sgp4.md says how, and why it stays exact.
/// </summary>
internal readonly struct NearEarthKernel : IMeanModel
{
    /// <inheritdoc/>
    public static int BlockSize => NearEarthRow.Count * Block.Lanes;

    /// <inheritdoc/>
    public static void Write(Sgp4Propagator satellite, Span<double> block, int lane, long originTicks) =>
        satellite.WriteNearEarthTo(block, lane, originTicks);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, TShape>(ref double blocks, ReadOnlySpan<Sgp4Propagator> satellites, ref double work, int count)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        var single = satellites.Length == 1;
        for (var k = 0; k < count; k += V.Width)
        {
            ref var block = ref Unsafe.Add(ref blocks, single ? 0 : Block.Offset<NearEarthKernel>(k));
            var t = V.Load(ref work, Field(Workspace.Time, k));

            // Secular angles. Drag's gain in mean longitude goes to the mean argument of latitude; the shift between M and ω
            // cancels in it.
            var m = V.MulAdd(t, Row<V>(ref block, NearEarthRow.AnomalyRate), Row<V>(ref block, NearEarthRow.Anomaly));
            var w = V.MulAdd(t, Row<V>(ref block, NearEarthRow.PerigeeRate), Row<V>(ref block, NearEarthRow.Perigee));
            var gain = V.MulAdd(t, Row<V>(ref block, NearEarthRow.Gain5), Row<V>(ref block, NearEarthRow.Gain4));
            gain = V.MulAdd(t, gain, Row<V>(ref block, NearEarthRow.Gain3));
            gain = V.MulAdd(t, gain, Row<V>(ref block, NearEarthRow.Gain2));
            var latitude = V.MulAdd(t * t, gain, m + w);
            Trigonometry.SinCos(m, out var sinM, out var cosM);
            Trigonometry.SinCos(w, out var sinW, out var cosW);
            Trigonometry.SinCos(latitude, out var sinLatitude, out var cosLatitude);

            // M + shift, ω - shift.
            var q = V.MulAdd(Row<V>(ref block, NearEarthRow.Eta), cosM, V.Create(1));
            var shift = V.MulAdd(t, Row<V>(ref block, NearEarthRow.ShiftRate), Row<V>(ref block, NearEarthRow.ShiftBase));
            shift = V.MulAdd(Row<V>(ref block, NearEarthRow.ShiftCube) * q, q * q, shift);
            V sinShift, cosShift;
            if (TShape.IsNearCircular)
            {
                Trigonometry.SinCosSmall(shift, out sinShift, out cosShift);
            }
            else
            {
                Trigonometry.SinCos(shift, out sinShift, out cosShift);
            }

            var sinShiftedM = V.MulAdd(sinM, cosShift, cosM * sinShift);
            V.MulSubtractFrom(cosW, sinShift, sinW * cosShift).Store(ref work, Field(Workspace.SinPerigee, k));
            V.MulAdd(sinW, sinShift, cosW * cosShift).Store(ref work, Field(Workspace.CosPerigee, k));
            sinLatitude.Store(ref work, Field(Workspace.SinLatitude, k));
            cosLatitude.Store(ref work, Field(Workspace.CosLatitude, k));
            var e = V.MulSubtractFrom(t, Row<V>(ref block, NearEarthRow.EccentricityRate), Row<V>(ref block, NearEarthRow.EccentricityBase));
            e = V.MulSubtractFrom(Row<V>(ref block, NearEarthRow.EccentricitySine), sinShiftedM, e);
            V.Max(e, V.Create(EccentricityRange.Floor)).Store(ref work, Field(Workspace.Eccentricity, k));

            // √(a/a₀), which all powers of a are made of.
            var root = V.MulAdd(t, Row<V>(ref block, NearEarthRow.D4), Row<V>(ref block, NearEarthRow.D3));
            root = V.MulAdd(t, root, Row<V>(ref block, NearEarthRow.D2));
            root = V.MulAdd(t, root, Row<V>(ref block, NearEarthRow.C1));
            root = V.MulSubtractFrom(t, root, V.Create(1));
            var inverseRoot = V.Create(1) / root;
            (Row<V>(ref block, NearEarthRow.Axis) * root * root).Store(ref work, Field(Workspace.Axis, k));
            (Row<V>(ref block, NearEarthRow.InverseAxis) * inverseRoot * inverseRoot).Store(ref work, Field(Workspace.InverseAxis, k));
            (Row<V>(ref block, NearEarthRow.Speed) * V.Abs(inverseRoot)).Store(ref work, Field(Workspace.Speed, k));

            var node = V.MulAdd(t, Row<V>(ref block, NearEarthRow.NodeDrag), Row<V>(ref block, NearEarthRow.NodeRate));
            V.MulAdd(t, node, Row<V>(ref block, NearEarthRow.Node)).Store(ref work, Field(Workspace.Node, k));
            Row<V>(ref block, NearEarthRow.SinInclination).Store(ref work, Field(Workspace.SinInclination, k));
            Row<V>(ref block, NearEarthRow.CosInclination).Store(ref work, Field(Workspace.CosInclination, k));
            Row<V>(ref block, NearEarthRow.LongPeriodLongitude).Store(ref work, Field(Workspace.LongPeriodLongitude, k));

            var valid = V.LessOrEqual(V.Abs(t), V.Create(Sgp4Propagator.MostMinutes));
            valid = V.And(valid, V.LessOrEqual(V.Abs(latitude), V.Create(Trigonometry.LargestAngle)));
            valid = V.And(valid, V.LessOrEqual(V.Abs(shift), V.Create(TShape.IsNearCircular ? Trigonometry.LargestSmallAngle : Trigonometry.LargestAngle)));
            valid = V.And(valid, Lanes.Within(e, EccentricityRange.Least, TShape.IsNearCircular ? EccentricityRange.MostNearCircular : EccentricityRange.Most));
            valid.Store(ref work, Field(Workspace.Valid, k));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Field(int field, int k) => Workspace.Field(field, k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Row<V>(ref double block, int row)
        where V : struct, ISimd<V> =>
        V.Load(ref block, (nuint)(row * Block.Lanes));
}
