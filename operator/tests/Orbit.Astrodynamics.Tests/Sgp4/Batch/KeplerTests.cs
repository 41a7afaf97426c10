using Orbit.Astrodynamics.Numerics;
using Orbit.Astrodynamics.Sgp4.Batch;

namespace Orbit.Astrodynamics.Tests.Sgp4.Batch;

public sealed class KeplerTests
{
    [Fact]
    public void IfTheOrbitIsNearCircularThenOneStepSolvesKeplerTo15Digits()
    {
        var worst = 0.0;
        for (var e = 0.0; e <= 0.0501; e += 0.0005)
        {
            for (var m = -Math.PI; m <= Math.PI; m += 0.001)
            {
                foreach (var lambda in new[] { 0, 1e-3, -2e-3 })
                {
                    var (sinM, cosM) = Math.SinCos(m);
                    var (p, q) = (e * sinM, e * cosM);
                    Kepler.SolveNearCircular<Simd1>(new(p), new(q), new(lambda), out var delta, out var sin, out var cos, out var slope, out var inverse);
                    worst = Math.Max(worst, Error(p, q, lambda, Value(delta)));
                    var (s, c) = Math.SinCos(Value(delta));
                    worst = Math.Max(worst, Math.Abs(Value(sin) - s));
                    worst = Math.Max(worst, Math.Abs(Value(cos) - c));
                    worst = Math.Max(worst, Math.Abs(Value(slope) - (1 - (q * c) + (p * s))));
                    worst = Math.Max(worst, Math.Abs((Value(inverse) * Value(slope)) - 1));
                }
            }
        }

        worst.Should().BeLessThan(2e-15);
    }

    [Fact]
    public void IfTheEccentricityIsAnyThenTheStepsConvergeTo12Digits()
    {
        var worst = 0.0;
        var most = 0;
        var random = new Random(4);

        // 1 - e from 1 down to the bound, and M from both ends of half a turn down to 1e-8, both by logarithm.
        for (var k = 0; k <= 400; k++)
        {
            var e = 1 - Math.Pow(10, -4.0 * k / 400);
            for (var j = 0; j <= 4000; j++)
            {
                var size = Math.PI * Math.Pow(10, -8.5 * (j % 2001) / 2000);
                var m = j <= 2000 ? size : Math.PI - size;
                m *= random.Next(2) == 0 ? 1 : -1;
                var lambda = 0.002 * (random.NextDouble() - 0.5);
                var (sinM, cosM) = Math.SinCos(m);
                var (p, q) = (e * sinM, e * cosM);
                var steps = Kepler.Solve<Simd1>(new(p), new(q), new(lambda), out var sin, out var cos);
                most = Math.Max(most, steps);
                worst = Math.Max(worst, Error(p, q, lambda, Math.Atan2(Value(sin), Value(cos))));
                worst = Math.Max(worst, Math.Abs(Math.Sqrt((Value(sin) * Value(sin)) + (Value(cos) * Value(cos))) - 1));
            }
        }

        worst.Should().BeLessThan(1e-12);
        most.Should().BeLessThan(Kepler.MostSteps);
    }

    // The equation's miss over its slope: how far δ is from the solution.
    private static double Error(double p, double q, double lambda, double delta)
    {
        var (sin, cos) = Math.SinCos(delta);
        return Math.Abs((delta - lambda - (p * cos) - (q * sin)) / (1 + (p * sin) - (q * cos)));
    }

    private static double Value(Simd1 v)
    {
        var value = 0.0;
        v.Store(ref value, 0);
        return value;
    }
}
