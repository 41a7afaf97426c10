using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Sgp4;

public sealed class Sgp4PropagatorTests
{
    private const int NearEarth = 63982;
    private const int HalfDaily = 54878;
    private const int Daily = 41879;

    private static readonly Dictionary<int, MeanElements> Satellites =
        TestData.ReadTles("reference_windows", "satellites.tle").ToDictionary(set => set.Elements.CatalogNumber, set => set.Elements);

    [Theory]
    [InlineData(NearEarth)]
    [InlineData(HalfDaily)]
    [InlineData(Daily)]
    public void IfInstantsComeInAnyOrderOnAnyThreadThenTheStatesAreTheSameToTheLastBit(int norad)
    {
        // 40 days to both sides: beyond the steps of the resonance that are kept.
        var minutes = Enumerable.Range(-500, 1001).Select(k => k * 115.2).ToArray();
        var inOrder = Sgp4Propagator.Create(Satellites[norad]);
        var expected = minutes.Select(t => State(inOrder, t)).ToArray();

        var shuffled = Enumerable.Range(0, minutes.Length).ToArray();
        new Random(1).Shuffle(shuffled);
        var shared = Sgp4Propagator.Create(Satellites[norad]);
        var found = new StateVector[minutes.Length];
        Parallel.ForEach(shuffled, k => found[k] = State(shared, minutes[k]));
        found.Should().Equal(expected);
    }

    [Theory]
    [InlineData(HalfDaily)]
    [InlineData(Daily)]
    public void IfAResonanceStepEndsThenTheMotionIsContinuous(int norad)
    {
        var satellite = Sgp4Propagator.Create(Satellites[norad]);
        foreach (var boundary in new[] { -1440.0, -720, 0, 720, 1440, 43_200, 43_920 })
        {
            var before = State(satellite, boundary - 1e-6);
            var after = State(satellite, boundary + 1e-6);
            var moved = 2e-6 * 60 * before.Velocity;
            (after.Position - before.Position - moved).Length.Should().BeLessThan(1e-6);
        }
    }

    [Theory]
    [InlineData(NearEarth)]
    [InlineData(HalfDaily)]
    [InlineData(Daily)]
    public void IfStatesAreComputedThenNothingIsAllocated(int norad)
    {
        var satellite = Sgp4Propagator.Create(Satellites[norad]);
        var epoch = satellite.Elements.Epoch;

        Allocations.OfEachRun(() =>
        {
            for (var k = 0; k < 1000; k++)
            {
                satellite.Propagate(epoch.AddMinutes(k * 100), out _);
                satellite.Propagate(k * -100.0, out _);
            }
        }).Should().Be(0);
    }

    [Fact]
    public void IfTheInstantIsAnEpochAndSomeMinutesThenBothFormsAgree()
    {
        var satellite = Sgp4Propagator.Create(Satellites[NearEarth]);
        satellite.Propagate(satellite.Elements.Epoch.AddMinutes(90).ToOffset(TimeSpan.FromHours(-5)), out var byInstant).Should().Be(Sgp4Error.None);
        byInstant.Should().Be(State(satellite, 90));
    }

    [Fact]
    public void IfTheVelocityIsComparedWithTheMotionThenTheyAgreeToCentimetresASecond()
    {
        var satellite = Sgp4Propagator.Create(Satellites[NearEarth]);
        for (var t = 0.0; t < 100; t += 0.7)
        {
            var motion = 1 / 0.12 * (State(satellite, t + 0.001).Position - State(satellite, t - 0.001).Position);
            (motion - State(satellite, t).Velocity).Length.Should().BeLessThan(1e-4);
        }
    }

    [Fact]
    public void IfTheWholeCatalogueIsPropagatedForADayThenStatesAreFiniteOrAnErrorIsSaid()
    {
        var failed = 0;
        var sets = TestData.ReadTles("catalogue", "active_2026-08-22.tle").Select(set => set.Elements).ToList();
        foreach (var elements in sets)
        {
            var satellite = Sgp4Propagator.Create(elements);
            foreach (var hours in new[] { -24.0, 0, 1, 24 })
            {
                var error = satellite.Propagate(TestData.Start.AddHours(hours), out var state);
                var finite = double.IsFinite(state.Position.Length) && double.IsFinite(state.Velocity.Length);
                if (!finite || (error == Sgp4Error.None && state.Position.Length < 6378.135))
                {
                    throw new InvalidOperationException($"{elements.CatalogNumber} at {hours} h: {error}, {state}");
                }

                failed += error == Sgp4Error.None ? 0 : 1;
            }
        }

        sets.Should().HaveCount(16069);

        // Almost all that fly can be propagated; a few are about to come down.
        failed.Should().BeLessThan(40);
    }

    [Theory]
    [InlineData(0, 0.001, 50, Sgp4Error.MeanMotion, "MeanMotion is 0 revolutions a day; SGP4 needs more than 0.")]
    [InlineData(-1, 0.001, 50, Sgp4Error.MeanMotion, "MeanMotion is -1 revolutions a day; SGP4 needs more than 0.")]
    [InlineData(15, 1, 50, Sgp4Error.MeanEccentricity, "Eccentricity is 1; SGP4 needs 0 or more and below 1.")]
    [InlineData(15, -0.1, 50, Sgp4Error.MeanEccentricity, "Eccentricity is -0.1; SGP4 needs 0 or more and below 1.")]
    [InlineData(15, double.NaN, 50, Sgp4Error.InvalidElements, "Eccentricity is NaN; SGP4 needs a finite number.")]
    [InlineData(double.PositiveInfinity, 0, 50, Sgp4Error.InvalidElements, "MeanMotion is Infinity; SGP4 needs a finite number.")]
    [InlineData(15, 0, double.NaN, Sgp4Error.InvalidElements, "InclinationDegrees is NaN; SGP4 needs a finite number.")]
    public void IfAnElementIsOutOfRangeThenTheExceptionNamesIt(
        double meanMotion,
        double eccentricity,
        double inclination,
        Sgp4Error error,
        string message)
    {
        var elements = Satellites[NearEarth] with
        {
            MeanMotion = meanMotion,
            Eccentricity = eccentricity,
            InclinationDegrees = inclination,
        };
        var create = () => Sgp4Propagator.Create(elements);
        create.Should().Throw<Sgp4Exception>().WithMessage(message).Which.Error.Should().Be(error);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 180)]
    [InlineData(0.9999999, 90)]
    [InlineData(0.5, 63.4)]
    public void IfTheElementsAreAtTheEdgeOfTheirRangeThenTheStateIsFiniteOrAnErrorIsSaid(double eccentricity, double inclination)
    {
        foreach (var meanMotion in new[] { 1e-5, 0.05, 1.0027, 2.0056, 6.39, 6.41, 15.5, 17.5, 30, 1e6 })
        {
            var elements = Satellites[NearEarth] with
            {
                MeanMotion = meanMotion,
                Eccentricity = eccentricity,
                InclinationDegrees = inclination,
                BStar = 1,
            };
            var satellite = Sgp4Propagator.Create(elements);
            foreach (var t in new[] { -1e6, -1440, 0, 1440, 1e6, double.NaN, double.MaxValue })
            {
                var error = satellite.Propagate(t, out var state);
                double.IsFinite(state.Position.Length + state.Velocity.Length).Should().BeTrue("{0} rev/day, {1} min: {2}", meanMotion, t, error);
            }
        }
    }

    [Theory]
    [InlineData(Daily)]
    [InlineData(NearEarth)]
    public void IfTheInstantIsCenturiesAwayThenItIsRefusedAtOnce(int norad)
    {
        var satellite = Sgp4Propagator.Create(Satellites[norad]);
        satellite.Propagate(DateTimeOffset.MaxValue, out _).Should().Be(Sgp4Error.TimeOutOfRange);
        satellite.Propagate(DateTimeOffset.MinValue, out _).Should().Be(Sgp4Error.TimeOutOfRange);
        satellite.Propagate(double.MaxValue, out _).Should().Be(Sgp4Error.TimeOutOfRange);
        satellite.Propagate(double.NaN, out var state).Should().Be(Sgp4Error.TimeOutOfRange);
        state.Should().Be(default(StateVector));
    }

    private static StateVector State(Sgp4Propagator satellite, double minutes)
    {
        satellite.Propagate(minutes, out var state).Should().Be(Sgp4Error.None);
        return state;
    }
}
