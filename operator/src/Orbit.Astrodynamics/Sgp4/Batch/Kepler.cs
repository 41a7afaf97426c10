using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Kepler's equation for the difference δ of the eccentric and the mean argument of latitude, δ = λ + p cos δ + q sin δ
/// with p = e sin M, q = e cos M and a long period term λ in the mean longitude. No angle needs to be known for it.
/// </summary>
internal static class Kepler
{
    /// <summary>Steps after which <see cref="Solve"/> gives up: 3 do up to e = 0.95, and the tests show that all up to 0.9999 need fewer than this.</summary>
    public const int MostSteps = 20;

    // A step this small leaves an error far below the last bit: the steps converge with the third power.
    private const double SmallStep = 1e-6;

    /// <summary>The solution for e ≤ 0.05, to 1e-15; for more, δ is out of <see cref="Trigonometry.LargestSmallAngle"/> or inexact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SolveNearCircular<V>(
        V p,
        V q,
        V lambda,
        out V delta,
        out V sinDelta,
        out V cosDelta,
        out V oneMinusECosE,
        out V inverseOneMinusECosE)
        where V : struct, ISimd<V>
    {
        // δ to the third order in e: δ (1 - q) = λ + p - p δ²/2 - q δ³/6, with 1/(1 - q) as a series.
        var one = V.Create(1);
        var s = V.MulAdd(q, one + q, one);
        s = V.MulAdd(q, s, one);
        s = V.MulAdd(q, s, one);
        var first = (lambda + p) * s;
        var third = V.MulAdd(q * V.Create(1.0 / 6), first, p * V.Create(0.5));
        delta = V.MulSubtractFrom(s * first * first, third, first);

        // One step of Newton's makes the error of 2e-7 one of 1e-15.
        Trigonometry.SinCosSmall(delta, out var sin, out var cos);
        var eSinE = V.MulAdd(q, sin, p * cos);
        var slope = one - V.MulSubtractFrom(p, sin, q * cos);
        var inverse = one / slope;
        var step = (eSinE - (delta - lambda)) * inverse;
        delta += step;

        // What else is known at the old δ follows by its first order; the cosine needs the second.
        sinDelta = V.MulAdd(step, cos, sin);
        cosDelta = V.MulSubtractFrom(step, V.MulAdd(V.Create(0.5), step, sin), cos);
        oneMinusECosE = V.MulAdd(step, eSinE, slope);
        inverseOneMinusECosE = V.MulSubtractFrom(step * inverse * inverse, eSinE, inverse);
    }

    /// <summary>The solution for any e below 1, by the method of Laguerre and Conway.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Solve<V>(V p, V q, V lambda, out V sinDelta, out V cosDelta)
        where V : struct, ISimd<V>
    {
        var one = V.Create(1);
        var half = V.Create(0.5);
        var oneMinusQ = one - q;
        var delta = lambda + (p / V.Sqrt(V.MulAdd(oneMinusQ, oneMinusQ, p * p)));
        V sin, cos, step, small;
        var steps = 0;
        do
        {
            Trigonometry.SinCos(delta, out sin, out cos);
            var eSinE = V.MulAdd(q, sin, p * cos);
            var slope = one - V.MulSubtractFrom(p, sin, q * cos);
            var miss = eSinE - (delta - lambda);

            // Conway 1986: the step of Laguerre's method for polynomials of degree 5, 5f/(f' + √|16f'² - 20 f f''|).
            var root = V.Sqrt(V.Abs(V.MulAdd(V.Create(16) * slope, slope, V.Create(20) * miss * eSinE)));
            step = V.Create(5) * miss / (slope + root);
            small = V.LessOrEqual(V.Abs(step), V.Create(SmallStep));

            // A lane that is done stays where it is, so that its solution does not hang on its neighbours.
            delta = V.Select(small, delta, delta + step);
            steps++;
        }
        while (steps < MostSteps && V.Bits(small) != Lanes.All<V>());

        // The last, small step goes into the sine and cosine to its second order.
        sinDelta = V.MulAdd(step, V.MulSubtractFrom(half * step, sin, cos), sin);
        cosDelta = V.MulSubtractFrom(step, V.MulAdd(half * step, cos, sin), cos);
        return steps;
    }
}
