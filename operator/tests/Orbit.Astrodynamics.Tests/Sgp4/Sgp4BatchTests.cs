using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Tests.Sgp4.Batch;

namespace Orbit.Astrodynamics.Tests.Sgp4;

/// <summary>The batch against the scalar path, which <see cref="VerificationSetTests"/> holds to the reference.</summary>
public sealed class Sgp4BatchTests
{
    // km and km/s. Far away both paths lose digits: elements propagated out of all reason end millions of km off.
    private const double PositionTolerance = 1e-6;
    private const double FarAway = 1e5;
    private const double VelocityTolerance = 1e-9;

    private static readonly Sgp4Propagator[] Catalogue =
        [.. TestData.ReadTles("catalogue", "active_2026-08-22.tle").Select(set => Sgp4Propagator.Create(set.Elements))];

    private static readonly Sgp4Propagator[] VerificationSet =
        [.. TestData.ReadTles("sgp4_verification", "SGP4-VER.TLE").Select(set => Sgp4Propagator.Create(set.Elements))];

    // Of the verification set, with epochs that make its orbits fly with the catalogue's.
    private static readonly Sgp4Propagator[] Mixture =
        [.. VerificationSet.Select(s => Sgp4Propagator.Create(s.Elements with { Epoch = TestData.Start.AddHours(-s.Elements.CatalogNumber % 50) }))];

    [Fact]
    public void IfTheWholeCatalogueIsPropagatedToOneInstantThenStatesAndErrorsAreThoseOfTheScalarPath()
    {
        var batch = Sgp4Batch.Create(Catalogue);
        var states = new StateBuffer(batch.Count);
        var errors = 0;
        foreach (var hours in new[] { -96.0, -24, -0.1, 0, 7.7, 31, 120 })
        {
            var instant = TestData.Start.AddHours(hours);
            batch.Propagate(instant, states.Spans);
            for (var k = 0; k < Catalogue.Length; k++)
            {
                var error = Catalogue[k].Propagate(instant, out var expected);
                errors += error == Sgp4Error.None ? 0 : 1;
                RequireSame(error, expected, states.Spans, k, Catalogue[k], hours);
            }
        }

        // Some of the catalogue have decayed in five days, and their neighbours do not mind.
        errors.Should().BeInRange(1, 200);
    }

    [Fact]
    public void IfOneSatelliteIsPropagatedToManyInstantsThenStatesAndErrorsAreThoseOfTheScalarPath()
    {
        var minutes = Enumerable.Range(0, 201).Select(k => -7200 + (k * 72.0)).ToArray();
        var listed = new StateBuffer(minutes.Length);
        var uniform = new StateBuffer(minutes.Length);
        foreach (var satellite in Catalogue.Where((_, k) => k % 50 == 0).Concat(VerificationSet))
        {
            var epoch = satellite.Elements.Epoch.UtcTicks;
            satellite.Propagate(minutes, listed.Spans);
            satellite.PropagateTicks(epoch + MinutesToTicks(-7200), MinutesToTicks(72), uniform.Spans);
            for (var k = 0; k < minutes.Length; k++)
            {
                var error = satellite.Propagate(minutes[k], out var expected);
                RequireSame(error, expected, listed.Spans, k, satellite, minutes[k]);
                RequireSame(error, expected, uniform.Spans, k, satellite, minutes[k]);
            }
        }
    }

    [Fact]
    public void IfTheVectorIsOfAnyWidthThenTheStatesAreTheSameToTheLastBit()
    {
        var minutes = Enumerable.Range(0, 131).Select(k => -3000 + (k * 57.1)).ToArray();
        var expected = new StateBuffer(minutes.Length);
        var found = new StateBuffer(minutes.Length);
        foreach (var satellite in Catalogue.Where((_, k) => k % 100 == 0).Concat(VerificationSet))
        {
            BatchWidths.Propagate(1, satellite, minutes, expected.Spans);
            foreach (var width in BatchWidths.All)
            {
                BatchWidths.Propagate(width, satellite, minutes, found.Spans);
                for (var k = 0; k < minutes.Length; k++)
                {
                    if (width == 0)
                    {
                        // Without fused multiply-add it rounds twice.
                        RequireSame(expected.Spans.Errors[k], expected.Spans[k], found.Spans, k, satellite, minutes[k]);
                    }
                    else if (found.Spans.Errors[k] != expected.Spans.Errors[k] || found.Spans[k] != expected.Spans[k])
                    {
                        throw new InvalidOperationException($"{satellite.Elements.CatalogNumber} at {minutes[k]} min, {width} lanes: {found.Spans[k]}, not {expected.Spans[k]}.");
                    }
                }
            }
        }
    }

    [Fact]
    public void IfTheNumberOfInstantsIsAnyThenTheRemainderGivesTheSameStatesAndNothingElseIsWritten()
    {
        const int Most = 150;
        var satellite = Catalogue[0];
        var minutes = Enumerable.Range(0, Most).Select(k => k * 3.7).ToArray();
        var all = new StateBuffer(Most);
        satellite.Propagate(minutes, all.Spans);
        for (var count = 0; count < Most; count++)
        {
            var some = new StateBuffer(Most + 1);
            some.Spans.X[count] = 123;
            satellite.Propagate(minutes.AsSpan(0, count), some.Slice(0, count));
            for (var k = 0; k < count; k++)
            {
                some.Spans[k].Should().Be(all.Spans[k]);
            }

            some.Spans.X[count].Should().Be(123);
        }
    }

    [Fact]
    public void IfABatchHoldsAnyNumberOfSatellitesInAnyOrderThenEachKeepsItsPlace()
    {
        var random = new Random(5);
        for (var count = 0; count < 150; count++)
        {
            // Near-Earth and deep-space, decayed and flying.
            var satellites = Enumerable.Range(0, count)
                .Select(_ => random.Next(3) == 0 ? Mixture[random.Next(Mixture.Length)] : Catalogue[random.Next(Catalogue.Length)])
                .ToArray();
            var batch = Sgp4Batch.Create(satellites);
            var states = new StateBuffer(count);
            batch.Propagate(TestData.Start, states.Spans);
            for (var k = 0; k < count; k++)
            {
                batch[k].Should().BeSameAs(satellites[k]);
                RequireSame(satellites[k].Propagate(TestData.Start, out var expected), expected, states.Spans, k, satellites[k], 0);
            }
        }
    }

    [Fact]
    public void IfAGridIsPropagatedThenItIsSatelliteMajorAndTheSameOnAnyNumberOfThreads()
    {
        const int Count = 37;
        var satellites = Catalogue.Where((_, k) => k % 200 == 3).ToArray();
        var batch = Sgp4Batch.Create(satellites);
        var step = TimeSpan.FromSeconds(631);
        var grid = new StateBuffer(satellites.Length * Count);
        batch.Propagate(TestData.Start, step, Count, grid.Spans);
        for (var s = 0; s < satellites.Length; s++)
        {
            for (var k = 0; k < Count; k++)
            {
                var error = satellites[s].Propagate(TestData.Start + (k * step), out var expected);
                RequireSame(error, expected, grid.Spans, (s * Count) + k, satellites[s], k);
            }
        }

        var parallel = new StateBuffer(grid.Length);
        batch.Propagate(TestData.Start, step, Count, parallel, degreeOfParallelism: 3);
        for (var k = 0; k < grid.Length; k++)
        {
            parallel.Spans[k].Should().Be(grid.Spans[k]);
            parallel.Spans.Errors[k].Should().Be(grid.Spans.Errors[k]);
        }
    }

    [Fact]
    public void IfASatelliteHasDecayedThenItsNeighboursStatesAreTheSameToTheLastBit()
    {
        var flying = Catalogue.Where(s => s.PeriodMinutes is > 90 and < 225).Take(64).ToArray();
        var decayed = Sgp4Propagator.Create(flying[0].Elements with { MeanMotion = 17.9, BStar = 0.5 });
        decayed.Propagate(TestData.Start, out _).Should().NotBe(Sgp4Error.None);
        var expected = new StateBuffer(flying.Length);
        Sgp4Batch.Create(flying).Propagate(TestData.Start, expected.Spans);
        for (var place = 0; place < flying.Length; place++)
        {
            var mixed = flying.ToArray();
            mixed[place] = decayed;
            var states = new StateBuffer(flying.Length);
            Sgp4Batch.Create(mixed).Propagate(TestData.Start, states.Spans);
            states.Spans.Errors[place].Should().NotBe(Sgp4Error.None);
            states.Spans[place].Should().Be(default(StateVector));
            for (var k = 0; k < flying.Length; k++)
            {
                if (k != place)
                {
                    states.Spans.Errors[k].Should().Be(Sgp4Error.None);

                    states.Spans[k].Should().Be(expected.Spans[k]);
                }
            }
        }
    }

    [Fact]
    public void IfStatesAreComputedThenNothingIsAllocated()
    {
        var batch = Sgp4Batch.Create([.. Catalogue.Where((_, k) => k % 20 == 0), .. VerificationSet]);
        var states = new StateBuffer(batch.Count);
        var grid = new StateBuffer(batch.Count * 13);
        var many = new StateBuffer(100);
        var minutes = Enumerable.Range(0, 100).Select(k => k * 1.5).ToArray();

        Allocations.OfEachRun(Propagate).Should().Be(0);

        void Propagate()
        {
            batch.Propagate(TestData.Start, states.Spans);
            batch.Propagate(TestData.Start, TimeSpan.FromMinutes(100), 13, grid.Spans);
            batch[0].Propagate(minutes, many.Spans);
            batch[0].PropagateTicks(TestData.Start.UtcTicks, 1, many.Spans);
        }
    }

    [Fact]
    public void IfTheVerificationSetIsBatchedThenItsStatesAreThoseOfTheScalarPathAllTheWay()
    {
        foreach (var satellite in VerificationSet)
        {
            var minutes = Enumerable.Range(-40, 161).Select(k => k * 36.0).ToArray();
            var states = new StateBuffer(minutes.Length);
            satellite.Propagate(minutes, states.Spans);
            for (var k = 0; k < minutes.Length; k++)
            {
                RequireSame(satellite.Propagate(minutes[k], out var expected), expected, states.Spans, k, satellite, minutes[k]);
            }
        }
    }

    [Fact]
    public void IfTheMemoryDoesNotFitThenTheExceptionSaysHowMuchIsNeeded()
    {
        var batch = Sgp4Batch.Create(VerificationSet[..3]);
        var states = new StateBuffer(5);
        var one = () => batch.Propagate(TestData.Start, states.Spans);
        one.Should().Throw<ArgumentException>().WithMessage("The memory for states holds 5; 3 satellites need 3, 1 for each.*");
        var grid = () => batch.Propagate(TestData.Start, TimeSpan.FromMinutes(1), 4, states.Spans);
        grid.Should().Throw<ArgumentException>().WithMessage("The memory for states holds 5; 3 satellites need 12, 4 for each.*");
        var listed = () => batch[0].Propagate(new double[4], states.Spans);
        listed.Should().Throw<ArgumentException>().WithMessage("The memory for states holds 5; 4 instants need one each.*");
        var negative = () => batch.Propagate(TestData.Start, TimeSpan.FromMinutes(1), -1, states.Spans);
        negative.Should().Throw<ArgumentOutOfRangeException>();
        var threads = () => batch.Propagate(TestData.Start, TimeSpan.FromMinutes(1), 1, states, 0);
        threads.Should().Throw<ArgumentOutOfRangeException>();
        var missing = () => Sgp4Batch.Create([VerificationSet[0], null!]);
        missing.Should().Throw<ArgumentException>().WithMessage("The satellite at index 1 is null.*");
    }

    private static long MinutesToTicks(double minutes) => (long)Math.Round(minutes * TimeSpan.TicksPerMinute);

    private static void RequireSame(Sgp4Error error, in StateVector expected, StateSpans states, int k, Sgp4Propagator satellite, double when)
    {
        var found = states[k];
        var same = states.Errors[k] == error
            && (error == Sgp4Error.None
                ? (found.Position - expected.Position).Length <= PositionTolerance * Math.Max(1, expected.Position.Length / FarAway) && (found.Velocity - expected.Velocity).Length <= VelocityTolerance
                : found == default);
        if (!same)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"{satellite.Elements.CatalogNumber} at {when}: {states.Errors[k]} {found}, not {error} {expected}."));
        }
    }
}
