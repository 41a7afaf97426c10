using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Tests.Numerics;

/// <summary>Errors against the C library's functions, which are right to one unit in the last place (1.1e-16).</summary>
public sealed class TrigonometryTests
{
    private const int Count = 400_000;

    [Fact]
    public void IfAnAngleIsInRangeThenSineAndCosineAreRightToFourUnitsOf1E16()
    {
        Check<Simd8>();
        Check<Simd4>();
        Check<Simd2>();
        Check<Simd1>();
        Check<PlainSimd>();

        static void Check<V>()
            where V : struct, ISimd<V> =>
            LargestSinCosError<V>(Angles(), small: false).Should().BeLessThan(V.HasFma ? 4e-16 : 6e-16, typeof(V).Name);
    }

    [Fact]
    public void IfAnAngleIsSmallThenItsShortSineAndCosineAreRightToTwoUnitsOf1E16()
    {
        var angles = Enumerable.Range(-Count / 2, Count).Select(k => k * (Trigonometry.LargestSmallAngle / (Count / 2.0))).ToArray();
        LargestSinCosError<Simd8>(angles, small: true).Should().BeLessThan(2e-16);
        LargestSinCosError<Simd1>(angles, small: true).Should().BeLessThan(2e-16);
        LargestSinCosError<PlainSimd>(angles, small: true).Should().BeLessThan(2e-16);
    }

    [Fact]
    public void IfADirectionIsGivenThenItsAngleIsRightToOneUnitOf1E15()
    {
        Check<Simd8>();
        Check<Simd1>();
        Check<PlainSimd>();

        static void Check<V>()
            where V : struct, ISimd<V>
        {
            var random = new Random(3);
            var worst = 0.0;
            for (var k = 0; k < Count; k++)
            {
                // Directions all around, of lengths from 1e-9 to 1, some nearly along the axes.
                var (sin, cos) = Math.SinCos((random.Next(8) * Math.PI / 4) + (random.NextDouble() * Math.Pow(10, -random.Next(16))));
                var length = Math.Pow(10, -9 * random.NextDouble());
                var (y, x) = (length * sin, length * cos);
                var found = First(Trigonometry.Atan2(V.Create(y), V.Create(x)));

                // π and -π are one direction.
                var error = Math.Abs(Math.IEEERemainder(found - Math.Atan2(y, x), Math.Tau));
                worst = Math.Max(worst, error);
            }

            worst.Should().BeLessThan(1e-15, typeof(V).Name);
            First(Trigonometry.Atan2(V.Create(0), V.Create(0))).Should().Be(0);
        }
    }

    private static double LargestSinCosError<V>(double[] angles, bool small)
        where V : struct, ISimd<V>
    {
        var worst = 0.0;
        var sines = new double[V.Width];
        var cosines = new double[V.Width];
        for (var k = 0; k + V.Width <= angles.Length; k += V.Width)
        {
            var x = V.Load(ref angles[k], 0);
            V sin, cos;
            if (small)
            {
                Trigonometry.SinCosSmall(x, out sin, out cos);
            }
            else
            {
                Trigonometry.SinCos(x, out sin, out cos);
            }

            sin.Store(ref sines[0], 0);
            cos.Store(ref cosines[0], 0);
            for (var lane = 0; lane < V.Width; lane++)
            {
                var (s, c) = Math.SinCos(angles[k + lane]);
                worst = Math.Max(worst, Math.Max(Math.Abs(sines[lane] - s), Math.Abs(cosines[lane] - c)));
            }
        }

        return worst;
    }

    private static double First<V>(V vector)
        where V : struct, ISimd<V>
    {
        var lanes = new double[V.Width];
        vector.Store(ref lanes[0], 0);
        return lanes[0];
    }

    // A turn, dense; the whole range, by chance; and the neighbourhood of quarter turns, where the reduction is put to the test.
    private static double[] Angles()
    {
        var random = new Random(2);
        var range = Trigonometry.LargestAngle;
        return
        [
            .. Enumerable.Range(-Count / 4, Count / 2).Select(k => k * (Math.Tau / (Count / 4.0))),
            .. Enumerable.Range(0, Count / 4).Select(_ => ((2 * random.NextDouble()) - 1) * range),
            .. Enumerable.Range(0, Count / 4).Select(_ => (random.Next((int)(range / Math.PI * 2)) * (Math.PI / 2)) + (1e-9 * random.NextDouble())),
        ];
    }
}
