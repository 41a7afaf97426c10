using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// SDP4's first half: secular terms, resonance, and the Sun's and the Moon's long period terms. Formulas and names are
/// those of <see cref="Sgp4Propagator"/>, <see cref="DeepSpace"/> and <see cref="ThirdBody"/>.
/// </summary>
internal readonly struct DeepSpaceKernel : IMeanModel
{
    // Fields of the second half, free until then.
    private const int EccentricityTerm = Workspace.SinU;
    private const int InclinationTerm = Workspace.CosU;
    private const int LongitudeTerm = Workspace.Radius;
    private const int PerigeeAndNodeTerm = Workspace.Beta;
    private const int NodeTerm = Workspace.InversePl;
    private const int MeanMotion = Workspace.RadialSpeed;
    private const int Angle = Workspace.TransverseSpeed;

    // The mean motion of a resonant orbit swings by parts in a thousand about that at epoch.
    private const double LargestSwing = 0.02;

    /// <inheritdoc/>
    public static int BlockSize => DeepSpaceRow.Count * Block.Lanes;

    /// <inheritdoc/>
    public static void Write(Sgp4Propagator satellite, Span<double> block, int lane, long originTicks) =>
        satellite.WriteDeepSpaceTo(block, lane, originTicks);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, TShape>(ref double blocks, ReadOnlySpan<Sgp4Propagator> satellites, ref double work, int count)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        // A resonance is a table to look up.
        var vectors = Lanes.WholeVectors<V>(count);
        for (var k = 0; k < vectors; k++)
        {
            satellites[Math.Min(k, satellites.Length - 1)]
                .MotionAt(Unsafe.Add(ref work, Field(Workspace.Time, k)), out Unsafe.Add(ref work, Field(MeanMotion, k)), out Unsafe.Add(ref work, Field(Angle, k)));
        }

        var single = satellites.Length == 1;
        RunLunisolar<V>(ref blocks, single, ref work, count);
        RunMean<V, TShape>(ref blocks, single, ref work, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunLunisolar<V>(ref double blocks, bool single, ref double work, int count)
        where V : struct, ISimd<V>
    {
        for (var k = 0; k < count; k += V.Width)
        {
            ref var block = ref BlockOf(ref blocks, single, k);
            var t = V.Load(ref work, Field(Workspace.Time, k));

            // True anomalies to the first order of the bodies' eccentricities: f = M + 2e sin M.
            var sun = V.MulAdd(t, V.Create(ThirdBodyOrbit.SunMeanMotion), Row<V>(ref block, DeepSpaceRow.SunAnomaly));
            var moon = V.MulAdd(t, V.Create(ThirdBodyOrbit.MoonMeanMotion), Row<V>(ref block, DeepSpaceRow.MoonAnomaly));
            Trigonometry.SinCos(sun, out var sinSun, out _);
            Trigonometry.SinCos(moon, out var sinMoon, out _);
            Trigonometry.SinCos(V.MulAdd(V.Create(2 * ThirdBodyOrbit.SunEccentricity), sinSun, sun), out sinSun, out var cosSun);
            Trigonometry.SinCos(V.MulAdd(V.Create(2 * ThirdBodyOrbit.MoonEccentricity), sinMoon, moon), out sinMoon, out var cosMoon);
            var half = V.Create(0.5);
            var sun2 = V.MulAdd(half * sinSun, sinSun, V.Create(-0.25));
            var sun3 = V.Create(-0.5) * sinSun * cosSun;
            var moon2 = V.MulAdd(half * sinMoon, sinMoon, V.Create(-0.25));
            var moon3 = V.Create(-0.5) * sinMoon * cosMoon;
            Terms(ref block, 0, sun2, sun3, moon2, moon3).Store(ref work, Field(EccentricityTerm, k));
            Terms(ref block, 2, sun2, sun3, moon2, moon3).Store(ref work, Field(InclinationTerm, k));
            Terms(ref block, 4, sun2, sun3, sinSun, moon2, moon3, sinMoon).Store(ref work, Field(LongitudeTerm, k));
            Terms(ref block, 7, sun2, sun3, sinSun, moon2, moon3, sinMoon).Store(ref work, Field(PerigeeAndNodeTerm, k));
            Terms(ref block, 10, sun2, sun3, moon2, moon3).Store(ref work, Field(NodeTerm, k));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunMean<V, TShape>(ref double blocks, bool single, ref double work, int count)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        for (var k = 0; k < count; k += V.Width)
        {
            ref var block = ref BlockOf(ref blocks, single, k);
            var one = V.Create(1);
            var t = V.Load(ref work, Field(Workspace.Time, k));
            var valid = V.LessOrEqual(V.Abs(t), V.Create(Sgp4Propagator.MostMinutes));

            // Secular.
            var perigee = V.MulAdd(t, Row<V>(ref block, DeepSpaceRow.PerigeeRate), Row<V>(ref block, DeepSpaceRow.Perigee));
            var node = V.MulAdd(t, Row<V>(ref block, DeepSpaceRow.NodeDrag), Row<V>(ref block, DeepSpaceRow.NodeRate));
            node = V.MulAdd(t, node, Row<V>(ref block, DeepSpaceRow.Node));
            var sidereal = V.MulAdd(t, V.Create(Resonance.EarthRotation), Row<V>(ref block, DeepSpaceRow.Sidereal));
            var anomaly = V.MulAdd(Row<V>(ref block, DeepSpaceRow.NodeTurns), node, V.Load(ref work, Field(Angle, k)));
            anomaly = V.MulAdd(Row<V>(ref block, DeepSpaceRow.PerigeeTurns), perigee, anomaly);
            anomaly = V.MulAdd(Row<V>(ref block, DeepSpaceRow.SiderealTurns), sidereal, anomaly);
            var gain = Row<V>(ref block, DeepSpaceRow.Gain2) * t * t;

            // a = (k_e/n)^⅔ as a₀ z² with z = ∛(n₀/n): its series, and a step of Newton's on it.
            var ratio = Row<V>(ref block, DeepSpaceRow.MeanMotion) / V.Load(ref work, Field(MeanMotion, k));
            var swing = ratio - one;
            valid = V.And(valid, V.LessOrEqual(V.Abs(swing), V.Create(LargestSwing)));
            var z = V.MulAdd(swing, V.MulAdd(swing, V.Create(5.0 / 81), V.Create(-1.0 / 9)), V.Create(1.0 / 3));
            z = V.MulAdd(swing, z, one);
            var cube = z * z * z;
            z = V.MulAdd(z * (ratio - cube) / cube, V.Create(1.0 / 3), z);
            var root = z * V.MulSubtractFrom(t, Row<V>(ref block, DeepSpaceRow.C1), one);
            var inverseRoot = one / root;
            (Row<V>(ref block, DeepSpaceRow.Axis) * root * root).Store(ref work, Field(Workspace.Axis, k));
            (Row<V>(ref block, DeepSpaceRow.InverseAxis) * inverseRoot * inverseRoot).Store(ref work, Field(Workspace.InverseAxis, k));
            (Row<V>(ref block, DeepSpaceRow.Speed) * V.Abs(inverseRoot)).Store(ref work, Field(Workspace.Speed, k));

            var e = V.MulAdd(t, Row<V>(ref block, DeepSpaceRow.EccentricityRate), Row<V>(ref block, DeepSpaceRow.Eccentricity));
            valid = V.And(valid, Lanes.Within(e, EccentricityRange.Least, EccentricityRange.Most));
            e = V.Max(e, V.Create(EccentricityRange.Floor)) + V.Load(ref work, Field(EccentricityTerm, k));
            valid = V.And(valid, Lanes.Within(e, 0, TShape.IsNearCircular ? EccentricityRange.MostNearCircular : EccentricityRange.Most));
            e.Store(ref work, Field(Workspace.Eccentricity, k));

            // Long period terms of the Sun and the Moon.
            var inclinationTerm = V.Load(ref work, Field(InclinationTerm, k));
            var nodeTerm = V.Load(ref work, Field(NodeTerm, k));
            var inclination = V.MulAdd(t, Row<V>(ref block, DeepSpaceRow.InclinationRate), Row<V>(ref block, DeepSpaceRow.Inclination)) + inclinationTerm;
            Trigonometry.SinCos(inclination, out var sinI, out var cosI);
            var turned = nodeTerm / sinI;
            perigee += V.Load(ref work, Field(PerigeeAndNodeTerm, k));
            var inclined = V.LessOrEqual(V.Create(DeepSpace.LyddaneInclination), inclination);
            if (V.Bits(inclined) != Lanes.All<V>())
            {
                // Lyddane's variables: the node turns by the angle of (sin i + δi cos i, sin i δΩ), and the reference's
                // perigee hangs on the node as a number from -2π to 2π.
                var lyddane = Trigonometry.Atan2(nodeTerm, V.MulAdd(inclinationTerm, cosI, sinI));
                var number = V.MulSubtractFrom(V.Truncate(node * V.Create(1 / Math.Tau)), V.Create(Math.Tau), node);
                perigee -= V.Select(inclined, V.Create(0), inclinationTerm * sinI * number);
                turned = V.Select(inclined, turned, lyddane);
            }

            perigee = V.MulSubtractFrom(cosI, turned, perigee);
            node += turned;
            anomaly += V.Load(ref work, Field(LongitudeTerm, k));

            // A negative inclination is the same plane with a positive one.
            var positive = V.LessOrEqual(V.Create(0), inclination);
            var turn = V.Select(positive, V.Create(0), V.Create(Math.PI));
            perigee -= turn;
            node += turn;
            sinI = V.Select(positive, sinI, -sinI);
            var latitude = anomaly + perigee + gain;
            valid = V.And(valid, V.LessOrEqual(V.Max(V.Max(V.Abs(perigee), V.Abs(node)), V.Abs(latitude)), V.Create(Trigonometry.LargestAngle)));
            Trigonometry.SinCos(perigee, out var sinW, out var cosW);
            Trigonometry.SinCos(latitude, out var sinLatitude, out var cosLatitude);
            sinW.Store(ref work, Field(Workspace.SinPerigee, k));
            cosW.Store(ref work, Field(Workspace.CosPerigee, k));
            sinLatitude.Store(ref work, Field(Workspace.SinLatitude, k));
            cosLatitude.Store(ref work, Field(Workspace.CosLatitude, k));
            node.Store(ref work, Field(Workspace.Node, k));
            sinI.Store(ref work, Field(Workspace.SinInclination, k));
            cosI.Store(ref work, Field(Workspace.CosInclination, k));
            var onePlusCos = V.Max(one + cosI, V.Create(Sgp4Propagator.SmallestOnePlusCos));
            (V.Create(-0.25 * Wgs72.J3OverJ2) * sinI * V.MulAdd(V.Create(5), cosI, V.Create(3)) / onePlusCos)
                .Store(ref work, Field(Workspace.LongPeriodLongitude, k));
            valid.Store(ref work, Field(Workspace.Valid, k));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Terms<V>(ref double block, int amplitude, V sun2, V sun3, V moon2, V moon3)
        where V : struct, ISimd<V>
    {
        var sum = Row<V>(ref block, DeepSpaceRow.Sun + amplitude) * sun2;
        sum = V.MulAdd(Row<V>(ref block, DeepSpaceRow.Sun + amplitude + 1), sun3, sum);
        sum = V.MulAdd(Row<V>(ref block, DeepSpaceRow.Moon + amplitude), moon2, sum);
        return V.MulAdd(Row<V>(ref block, DeepSpaceRow.Moon + amplitude + 1), moon3, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Terms<V>(ref double block, int amplitude, V sun2, V sun3, V sinSun, V moon2, V moon3, V sinMoon)
        where V : struct, ISimd<V>
    {
        var sum = Terms(ref block, amplitude, sun2, sun3, moon2, moon3);
        sum = V.MulAdd(Row<V>(ref block, DeepSpaceRow.Sun + amplitude + 2), sinSun, sum);
        return V.MulAdd(Row<V>(ref block, DeepSpaceRow.Moon + amplitude + 2), sinMoon, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double BlockOf(ref double blocks, bool single, int k) =>
        ref Unsafe.Add(ref blocks, single ? 0 : Block.Offset<DeepSpaceKernel>(k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Field(int field, int k) => Workspace.Field(field, k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Row<V>(ref double block, int row)
        where V : struct, ISimd<V> =>
        V.Load(ref block, (nuint)(row * Block.Lanes));
}
