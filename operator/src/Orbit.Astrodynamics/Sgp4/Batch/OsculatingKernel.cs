using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// SGP4's second half, from the mean elements of a <see cref="Workspace"/> to states: long period terms of J3, Kepler's
/// equation, short period terms of J2, orientation. Formulas and names are those of <see cref="Sgp4Propagator"/>;
/// docs/designs/0003-batch-sgp4.md derives the rearrangement.
/// </summary>
internal static class OsculatingKernel
{
    // Bounds of a and of p_L, Earth radii, within which the short period terms are small angles.
    private const double LeastAxis = 0.8;
    private const double MostAxis = 1e4;
    private const double LeastSemiLatusRectum = 0.3;
    private const double HalfJ2 = 0.5 * Wgs72.J2;

    /// <summary>
    /// The motion in the orbital plane. Takes from <see cref="Workspace.Valid"/> the pairs whose elements are outside of
    /// what <typeparamref name="TShape"/> is made for.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunInPlane<V, TShape>(ref double work, int count)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        for (var k = 0; k < count; k += V.Width)
        {
            var one = V.Create(1);
            var axis = V.Load(ref work, Field(Workspace.Axis, k));
            var inverseAxis = V.Load(ref work, Field(Workspace.InverseAxis, k));
            var e = V.Load(ref work, Field(Workspace.Eccentricity, k));
            var valid = V.Load(ref work, Field(Workspace.Valid, k));
            valid = V.And(valid, Lanes.Within(axis, LeastAxis, MostAxis));

            // Long period terms.
            var axn = e * V.Load(ref work, Field(Workspace.CosPerigee, k));
            var inverseP = inverseAxis * InverseOfOneMinus<V, TShape>(e * e);
            var ayn = V.MulAdd(
                inverseP,
                V.Create(-0.5 * Wgs72.J3OverJ2) * V.Load(ref work, Field(Workspace.SinInclination, k)),
                e * V.Load(ref work, Field(Workspace.SinPerigee, k)));
            var longPeriod = inverseP * V.Load(ref work, Field(Workspace.LongPeriodLongitude, k)) * axn;

            // Kepler for δ = F - (M + ω), with p = e sin M and q = e cos M.
            var sinL = V.Load(ref work, Field(Workspace.SinLatitude, k));
            var cosL = V.Load(ref work, Field(Workspace.CosLatitude, k));
            var p = V.MulSubtractFrom(ayn, cosL, axn * sinL);
            var q = V.MulAdd(axn, cosL, ayn * sinL);
            V sinDelta, cosDelta, eSinE, oneMinusECosE, inverseR;
            if (TShape.IsNearCircular)
            {
                Kepler.SolveNearCircular(p, q, longPeriod, out var delta, out sinDelta, out cosDelta, out oneMinusECosE, out inverseR);
                valid = V.And(valid, V.LessOrEqual(V.Abs(delta), V.Create(Trigonometry.LargestSmallAngle)));
                eSinE = delta - longPeriod;
            }
            else
            {
                Kepler.Solve(p, q, longPeriod, out sinDelta, out cosDelta);
                eSinE = V.MulAdd(q, sinDelta, p * cosDelta);
                oneMinusECosE = one - V.MulSubtractFrom(p, sinDelta, q * cosDelta);
                inverseR = one / oneMinusECosE;
            }

            Trigonometry.Add(sinL, cosL, sinDelta, cosDelta, out var sinF, out var cosF);

            // √(1 - e²), 1/(1 + √(1 - e²)) and 1/p_L, of the e with long period terms.
            var eSquared = V.MulAdd(axn, axn, ayn * ayn);
            V beta, inverseOnePlusBeta;
            if (TShape.IsNearCircular)
            {
                inverseOnePlusBeta = V.MulAdd(eSquared, V.Create(5.0 / 128), V.Create(1.0 / 16));
                inverseOnePlusBeta = V.MulAdd(eSquared, inverseOnePlusBeta, V.Create(1.0 / 8));
                inverseOnePlusBeta = V.MulAdd(eSquared, inverseOnePlusBeta, V.Create(1.0 / 2));
                beta = V.MulSubtractFrom(eSquared, inverseOnePlusBeta, one);
            }
            else
            {
                valid = V.And(valid, V.LessOrEqual(V.Create(LeastSemiLatusRectum), axis * (one - eSquared)));
                beta = V.Sqrt(one - eSquared);
                inverseOnePlusBeta = one / (one + beta);
            }

            var g = eSinE * inverseOnePlusBeta;
            (inverseR * V.MulSubtractFrom(axn, g, sinF - ayn)).Store(ref work, Field(Workspace.SinU, k));
            (inverseR * V.MulAdd(ayn, g, cosF - axn)).Store(ref work, Field(Workspace.CosU, k));
            (axis * oneMinusECosE).Store(ref work, Field(Workspace.Radius, k));
            (eSinE * inverseR).Store(ref work, Field(Workspace.RadialSpeed, k));
            (beta * inverseR).Store(ref work, Field(Workspace.TransverseSpeed, k));
            beta.Store(ref work, Field(Workspace.Beta, k));
            (inverseAxis * InverseOfOneMinus<V, TShape>(eSquared)).Store(ref work, Field(Workspace.InversePl, k));
            valid.Store(ref work, Field(Workspace.Valid, k));
        }
    }

    /// <summary>
    /// Short period terms and orientation. Writes the state of pair k to element k of <paramref name="target"/>, takes
    /// those below the ground from <see cref="Workspace.Valid"/>, and returns whether
    /// all of them are valid; what is written for the others means nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool RunToStates<V, TShape>(ref double work, int count, ref StateTarget target)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        ref var targetX = ref target.X;
        ref var targetY = ref target.Y;
        ref var targetZ = ref target.Z;
        ref var targetVX = ref target.VX;
        ref var targetVY = ref target.VY;
        ref var targetVZ = ref target.VZ;
        var allValid = V.LessOrEqual(V.Create(0), V.Create(0));
        for (var k = 0; k < count; k += V.Width)
        {
            var one = V.Create(1);
            var sinU = V.Load(ref work, Field(Workspace.SinU, k));
            var cosU = V.Load(ref work, Field(Workspace.CosU, k));
            var sinI = V.Load(ref work, Field(Workspace.SinInclination, k));
            var cosI = V.Load(ref work, Field(Workspace.CosInclination, k));
            var inversePl = V.Load(ref work, Field(Workspace.InversePl, k));
            var twoSinU = sinU + sinU;
            var sin2U = twoSinU * cosU;
            var cos2U = V.MulSubtractFrom(twoSinU, sinU, one);
            var sin2I = sinI * sinI;
            var cos2I = cosI * cosI;
            var threeCos2Minus1 = V.MulAdd(V.Create(3), cos2I, V.Create(-1));
            var k2p = V.Create(HalfJ2) * inversePl;
            var k2p2 = k2p * inversePl;
            var sin2ICos2U = sin2I * cos2U;
            var radius = V.MulAdd(
                V.Load(ref work, Field(Workspace.Radius, k)),
                V.MulSubtractFrom(V.Create(1.5) * k2p2 * V.Load(ref work, Field(Workspace.Beta, k)), threeCos2Minus1, one),
                V.Create(0.5) * k2p * sin2ICos2U);
            var k2p2CosI = V.Create(1.5) * k2p2 * cosI;
            var deltaU = V.MulAdd(V.Create(-1.75), cos2I, V.Create(0.25)) * (k2p2 * sin2U);
            var node = V.MulAdd(k2p2CosI, sin2U, V.Load(ref work, Field(Workspace.Node, k)));
            var deltaI = k2p2CosI * sinI * cos2U;
            var speedScale = V.Load(ref work, Field(Workspace.InverseAxis, k)) * k2p;
            var radialSpeed = V.MulSubtractFrom(speedScale * sin2I, sin2U, V.Load(ref work, Field(Workspace.RadialSpeed, k)));
            var transverseSpeed = V.MulAdd(
                speedScale,
                V.MulAdd(V.Create(1.5), threeCos2Minus1, sin2ICos2U),
                V.Load(ref work, Field(Workspace.TransverseSpeed, k)));
            var valid = V.And(V.Load(ref work, Field(Workspace.Valid, k)), V.LessOrEqual(one, radius));
            valid.Store(ref work, Field(Workspace.Valid, k));
            allValid = V.And(allValid, valid);

            // Unit vectors: u towards the satellite, v ahead in the orbital plane.
            SinCosShortPeriod<V, TShape>(deltaU, out var sinDelta, out var cosDelta);
            Trigonometry.Add(sinU, cosU, sinDelta, cosDelta, out var sinLat, out var cosLat);
            SinCosShortPeriod<V, TShape>(deltaI, out sinDelta, out cosDelta);
            Trigonometry.Add(sinI, cosI, sinDelta, cosDelta, out var sinInc, out var cosInc);
            Trigonometry.SinCos(node, out var sinNode, out var cosNode);
            var mx = sinNode * cosInc;
            var my = cosNode * cosInc;
            var ux = V.MulSubtractFrom(mx, sinLat, cosNode * cosLat);
            var uy = V.MulAdd(my, sinLat, sinNode * cosLat);
            var uz = sinInc * sinLat;
            var minusVx = V.MulAdd(mx, cosLat, cosNode * sinLat);
            var vy = V.MulSubtractFrom(sinNode, sinLat, my * cosLat);
            var vz = sinInc * cosLat;
            radius *= V.Create(Wgs72.EarthRadius);
            (radius * ux).Store(ref targetX, (nuint)k);
            (radius * uy).Store(ref targetY, (nuint)k);
            (radius * uz).Store(ref targetZ, (nuint)k);
            var speed = V.Load(ref work, Field(Workspace.Speed, k));
            radialSpeed *= speed;
            transverseSpeed *= speed;
            V.MulSubtractFrom(transverseSpeed, minusVx, radialSpeed * ux).Store(ref targetVX, (nuint)k);
            V.MulAdd(transverseSpeed, vy, radialSpeed * uy).Store(ref targetVY, (nuint)k);
            V.MulAdd(transverseSpeed, vz, radialSpeed * uz).Store(ref targetVZ, (nuint)k);
        }

        return V.Bits(allValid) == Lanes.All<V>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Field(int field, int k) => Workspace.Field(field, k);

    /// <summary>1/(1 - x) for x the square of an eccentricity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InverseOfOneMinus<V, TShape>(V x)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        var one = V.Create(1);
        if (!TShape.IsNearCircular)
        {
            return one / (one - x);
        }

        // 1 + x + ... + x⁴: wrong by x⁵ < 2e-13, in terms of J2 and J3.
        var sum = V.MulAdd(x, one + x, one);
        sum = V.MulAdd(x, sum, one);
        return V.MulAdd(x, sum, one);
    }

    /// <summary>Sine and cosine of a short period correction: below 2e-3 rad where e ≤ 0.05, else below 0.03.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCosShortPeriod<V, TShape>(V x, out V sin, out V cos)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape
    {
        if (!TShape.IsNearCircular)
        {
            Trigonometry.SinCosSmall(x, out sin, out cos);
            return;
        }

        var z = x * x;
        sin = V.MulAdd(z * x, V.Create(-1.0 / 6), x);
        cos = V.MulAdd(z, V.MulAdd(z, V.Create(1.0 / 24), V.Create(-0.5)), V.Create(1));
    }
}
