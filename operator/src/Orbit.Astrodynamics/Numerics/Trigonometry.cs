using System.Runtime.CompilerServices;

namespace Orbit.Astrodynamics.Numerics;

/// <summary>Sine and cosine of vectors, without branches and tables.</summary>
/// <remarks>
/// The polynomials are minimax for the absolute error (Remez' exchange in 50 digits); docs/designs/0003-batch-sgp4.md
/// gives their own errors, the tests measure those of the whole.
/// </remarks>
internal static class Trigonometry
{
    /// <summary>The largest magnitude that <see cref="SinCos"/> is made for, rad.</summary>
    public const double LargestAngle = 2e7;

    /// <summary>The largest magnitude that <see cref="SinCosSmall"/> is made for, rad.</summary>
    public const double LargestSmallAngle = 0.06;

    // π as a sum of doubles, for FMA: k × Pi1 is exact inside of it.
    private const double Pi1 = Math.PI;
    private const double Pi2 = 1.2246467991473532e-16;

    // The same in parts of 30 bits, whose products with k < 2^23 are exact without FMA too; the last one is rounded.
    private const double Pi30A = 3.141592651605606;
    private const double Pi30B = 1.9841871583270443e-09;
    private const double Pi30C = 1.034036596358821e-18;

    // 1.5 × 2^52: adding it rounds to whole numbers and leaves the number's lowest bit in the significand's lowest bit.
    private const double Rounder = 6755399441055744;

    /// <summary>
    /// Sine and cosine of angles up to <see cref="LargestAngle"/>, with an absolute error below 4e-16
    /// (6e-16 without FMA); beyond, and for infinities and NaN, any number or NaN.
    /// </summary>
    /// <remarks>
    /// Cody and Waite's reduction to [-π/2, π/2], x - kπ, and one polynomial each there: sin x = (-1)^k sin r and
    /// cos x = (-1)^k cos r need no choice between the two, as a reduction to π/4 would.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos<V>(V x, out V sin, out V cos)
        where V : struct, ISimd<V>
    {
        V counter, r;
        if (V.HasFma)
        {
            counter = V.MulAdd(x, V.Create(1 / Math.PI), V.Create(Rounder));
            var k = counter - V.Create(Rounder);
            r = V.MulSubtractFrom(k, V.Create(Pi1), x);
            r = V.MulSubtractFrom(k, V.Create(Pi2), r);
        }
        else
        {
            counter = (x * V.Create(1 / Math.PI)) + V.Create(Rounder);
            var k = counter - V.Create(Rounder);
            r = x - (k * V.Create(Pi30A)) - (k * V.Create(Pi30B)) - (k * V.Create(Pi30C));
        }

        var z = r * r;
        var s = V.MulAdd(z, V.Create(-7.364647051908154e-13), V.Create(1.604730126287191e-10));
        var c = V.MulAdd(z, V.Create(4.610294454194345e-14), V.Create(-1.1463039400008425e-11));
        s = V.MulAdd(z, s, V.Create(-2.5051851499881573e-08));
        c = V.MulAdd(z, c, V.Create(2.087656774233678e-09));
        s = V.MulAdd(z, s, V.Create(2.7557316077069974e-06));
        c = V.MulAdd(z, c, V.Create(-2.755731652525748e-07));
        s = V.MulAdd(z, s, V.Create(-0.0001984126982009491));
        c = V.MulAdd(z, c, V.Create(2.4801587279149402e-05));
        s = V.MulAdd(z, s, V.Create(0.008333333333262883));
        c = V.MulAdd(z, c, V.Create(-0.0013888888888785656));
        s = V.MulAdd(z, s, V.Create(-0.1666666666666581));
        c = V.MulAdd(z, c, V.Create(0.04166666666666437));
        c = V.MulAdd(z, c, V.Create(-0.49999999999999983));
        sin = V.NegateWhereOdd(V.MulAdd(z * r, s, r), counter);
        cos = V.NegateWhereOdd(V.MulAdd(z, c, V.Create(1)), counter);
    }

    /// <summary>Sine and cosine of angles up to <see cref="LargestSmallAngle"/>, with an absolute error below 2e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosSmall<V>(V x, out V sin, out V cos)
        where V : struct, ISimd<V>
    {
        var z = x * x;
        var s = V.MulAdd(z, V.Create(-0.0001983923618883194), V.Create(0.008333333286682544));
        var c = V.MulAdd(z, V.Create(-0.0013887173920724355), V.Create(0.04166666630878876));
        s = V.MulAdd(z, s, V.Create(-0.16666666666663446));
        c = V.MulAdd(z, c, V.Create(-0.4999999999997877));
        sin = V.MulAdd(z * x, s, x);
        cos = V.MulAdd(z, c, V.Create(1));
    }

    /// <summary>Turns the sine and cosine of an angle into those of the angle plus δ, given δ's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V>(V sin, V cos, V sinDelta, V cosDelta, out V sinSum, out V cosSum)
        where V : struct, ISimd<V>
    {
        sinSum = V.MulAdd(sin, cosDelta, cos * sinDelta);
        cosSum = V.MulSubtractFrom(sin, sinDelta, cos * cosDelta);
    }

    /// <summary>The angle of the direction (x, y), -π to π, with an absolute error below 1e-15; 0 for no direction.</summary>
    /// <remarks>Halved twice, tan(φ/2) = y/(h + x) with h = √(x² + y²), the tangent is below tan(π/8).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan2<V>(V y, V x)
        where V : struct, ISimd<V>
    {
        // Mirrored to x ≥ 0, where h + x does not cancel; the least number only keeps 0/0 away.
        var one = V.Create(1);
        var ahead = V.LessOrEqual(V.Create(0), x);
        var half = y / V.Max(V.Sqrt(V.MulAdd(x, x, y * y)) + V.Abs(x), V.Create(2.2250738585072014e-308));
        var quarter = half / (one + V.Sqrt(V.MulAdd(half, half, one)));
        var z = quarter * quarter;
        var s = V.MulAdd(z, V.Create(0.02065998655078709), V.Create(-0.04305937251083347));
        s = V.MulAdd(z, s, V.Create(0.05672423519707605));
        s = V.MulAdd(z, s, V.Create(-0.06636882446157612));
        s = V.MulAdd(z, s, V.Create(0.0768952463816781));
        s = V.MulAdd(z, s, V.Create(-0.09090738865414524));
        s = V.MulAdd(z, s, V.Create(0.11111104506325803));
        s = V.MulAdd(z, s, V.Create(-0.14285714133660313));
        s = V.MulAdd(z, s, V.Create(0.19999999998183207));
        s = V.MulAdd(z, s, V.Create(-0.3333333333332519));
        var angle = V.Create(4) * V.MulAdd(z * quarter, s, quarter);
        var halfTurn = V.Select(V.LessOrEqual(V.Create(0), y), V.Create(Math.PI), V.Create(-Math.PI));
        return V.Select(ahead, angle, halfTurn - angle);
    }
}
