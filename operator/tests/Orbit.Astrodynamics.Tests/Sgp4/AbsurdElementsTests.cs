using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Sgp4;

/// <summary>What elements and instants may be thrown at SGP4: there is a finite state or an error, never both, never neither.</summary>
public sealed class AbsurdElementsTests
{
    private static readonly MeanElements Sample = TestData.ReadTles("reference_windows", "satellites.tle").First().Elements;

    private static readonly double[] OddMinutes =
    [
        0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -1e-300,
        52_595_999, 52_596_000, 52_596_001, -52_596_000, -52_596_001, 1e9,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IfElementsAndInstantsAreAbsurdThenEachStateIsFiniteOrAnErrorIsSaid(int seed)
    {
        var random = new Random(seed);
        var minutes = new double[61];
        var states = new StateBuffer(minutes.Length);
        for (var trial = 0; trial < 1000; trial++)
        {
            var satellite = Sgp4Propagator.Create(Elements(random));
            for (var k = 0; k < minutes.Length; k++)
            {
                minutes[k] = k < OddMinutes.Length ? OddMinutes[k] : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(9));
            }

            satellite.Propagate(minutes, states.Spans);
            for (var k = 0; k < minutes.Length; k++)
            {
                var error = satellite.Propagate(minutes[k], out var state);
                RequireOneOrTheOther(error, state, satellite, minutes[k], "scalar", seed);
                RequireOneOrTheOther(states.Spans.Errors[k], states.Spans[k], satellite, minutes[k], "batch", seed);
                if (!(Math.Abs(minutes[k]) <= 100 * 365.25 * 1440))
                {
                    error.Should().Be(Sgp4Error.TimeOutOfRange);
                    states.Spans.Errors[k].Should().Be(Sgp4Error.TimeOutOfRange);
                }
            }
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void IfElementsAreOfAnyOrbitThenBatchAndScalarPathSayTheSame(int seed)
    {
        var random = new Random(seed);
        var minutes = new double[40];
        var states = new StateBuffer(minutes.Length);
        for (var trial = 0; trial < 5000; trial++)
        {
            // From 17 revolutions a day to one in 5 days, drag up to that of a balloon.
            var elements = Elements(random) with
            {
                // Nearer to 180° sin i is in denominators: the angles lose digits in both.
                InclinationDegrees = 179 * random.NextDouble(),
                MeanMotion = 17 * Math.Pow(10, -1.9 * random.NextDouble()),
                Eccentricity = 0.98 * Math.Pow(random.NextDouble(), 3),
                BStar = 0.01 * Math.Pow(random.NextDouble(), 3),
            };
            var satellite = Sgp4Propagator.Create(elements);
            for (var k = 0; k < minutes.Length; k++)
            {
                minutes[k] = (random.NextDouble() - 0.5) * 20_000;
            }

            satellite.Propagate(minutes, states.Spans);
            for (var k = 0; k < minutes.Length; k++)
            {
                var error = satellite.Propagate(minutes[k], out var expected);
                var miss = (states.Spans[k].Position - expected.Position).Length;

                // Far away, after many revolutions, both lose digits.
                if (states.Spans.Errors[k] != error || miss > 1e-6 * Math.Max(1, expected.Position.Length / 1e5))
                {
                    throw new InvalidOperationException(FormattableString.Invariant(
                        $"Seed {seed}: {elements} at {minutes[k]} min: {states.Spans.Errors[k]}, not {error}; {miss} km off at {expected}."));
                }
            }
        }
    }

    [Fact]
    public void IfAGridLeavesTheCalendarThenItEndsInErrors()
    {
        var satellite = Sgp4Propagator.Create(Sample);
        var states = new StateBuffer(20);
        satellite.PropagateTicks(Sample.Epoch.UtcTicks, long.MaxValue / 4, states.Spans);
        states.Spans.Errors[0].Should().Be(Sgp4Error.None);
        states.Spans.Errors[1..].ToArray().Should().AllBeEquivalentTo(Sgp4Error.TimeOutOfRange);
        satellite.PropagateTicks(long.MinValue, long.MinValue, states.Spans);
        states.Spans.Errors.ToArray().Should().AllBeEquivalentTo(Sgp4Error.TimeOutOfRange);
        Sgp4Batch.Create([satellite]).Propagate(DateTimeOffset.MaxValue, states.Slice(0, 1));
        states.Spans.Errors[0].Should().Be(Sgp4Error.TimeOutOfRange);
    }

    private static MeanElements Elements(Random random) => Sample with
    {
        MeanMotion = random.Next(3) == 0 ? Math.Pow(10, (10 * random.NextDouble()) - 6) : 0.9 + (17 * random.NextDouble()),
        Eccentricity = random.Next(4) switch
        {
            0 => 0,
            1 => 1 - Math.Pow(10, -12 * random.NextDouble()),
            _ => 0.99999 * random.NextDouble(),
        },
        InclinationDegrees = random.Next(5) switch
        {
            0 => 180,
            1 => 0,
            2 => 180 * Math.Pow(10, -10 * random.NextDouble()),
            _ => 180 * random.NextDouble(),
        },
        RightAscensionDegrees = 360 * random.NextDouble(),
        ArgumentOfPerigeeDegrees = 360 * random.NextDouble(),
        MeanAnomalyDegrees = 360 * random.NextDouble(),
        BStar = random.Next(4) switch
        {
            0 => 0,
            3 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 301)),
            1 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 8)),
            _ => 1e-4 * random.NextDouble(),
        },
    };

    private static void RequireOneOrTheOther(Sgp4Error error, StateVector state, Sgp4Propagator satellite, double minutes, string path, int seed)
    {
        var finite = double.IsFinite(state.Position.Length) && double.IsFinite(state.Velocity.Length);
        if (!finite || ((state == default) == (error == Sgp4Error.None)))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Seed {seed}, {path}: {satellite.Elements} at {minutes} min: {error} and {state}."));
        }
    }
}
