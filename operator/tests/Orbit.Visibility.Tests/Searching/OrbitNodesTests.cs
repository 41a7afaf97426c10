using System.Runtime.Intrinsics;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Time;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Searching;

/// <summary>What the search for passes rests on: between its nodes a satellite is where the interpolation says, within its bounds.</summary>
public sealed class OrbitNodesTests
{
    private const double StepSeconds = 0.5;

    [Fact]
    public void IfASatelliteOfTheCatalogueIsInterpolatedThenItIsWithinTheErrorAndTheBounds()
    {
        // All of the deep space satellites would take long: every tenth of these, and every fiftieth of the rest.
        var satellites = ReferenceDay.Read("catalogue", "active_2026-08-22.tle")
            .Select(Sgp4Propagator.Create)
            .Where((satellite, k) => k % (satellite.PeriodMinutes >= 225 ? 10 : 50) == 0);
        Check(satellites).Should().BeGreaterThan(350);
    }

    [Fact]
    public void IfARandomOrbitIsInterpolatedThenItIsWithinTheErrorAndTheBounds()
    {
        var random = new RandomOrbits(7);
        Check(Enumerable.Range(0, 200).Select(_ => random.Next())).Should().BeGreaterThan(190);
    }

    [Fact]
    public void IfANodeIsLoadedFromAnotherBlockThenItIsTheSame()
    {
        var satellite = ReferenceDay.Satellites[63982];
        var step = OrbitNodes.StepTicksOf(satellite);
        var block = ReferenceDay.Day.StartTicks / (step * OrbitNodes.BlockLength);
        OrbitNodes a = new(), b = new();
        a.Load(satellite, step, block, 20).Should().Be(20);
        b.Load(satellite, step, block + 7, 5).Should().Be(5);
        var shift = 7 * OrbitNodes.BlockLength;
        for (var k = OrbitNodes.Lead; k <= (5 * OrbitNodes.BlockLength) + OrbitNodes.Lead; k++)
        {
            (b.X[k], b.Y[k], b.Z[k]).Should().Be((a.X[k + shift], a.Y[k + shift], a.Z[k + shift]));
            (b.VX[k], b.VY[k], b.VZ[k]).Should().Be((a.VX[k + shift], a.VY[k + shift], a.VZ[k + shift]));
        }

        b.Blocks.ToArray().Should().Equal(a.Blocks.Slice(7, 5).ToArray());
    }

    [Fact]
    public void IfASatelliteDecaysThenOnlyTheBlocksBeforeAreLoaded()
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 28872);
        var satellite = Sgp4Propagator.Create(elements);
        var step = OrbitNodes.StepTicksOf(satellite);
        var nodes = new OrbitNodes();
        var first = elements.Epoch.UtcTicks / (step * OrbitNodes.BlockLength);
        nodes.Load(satellite, step, first - 2, OrbitNodes.MostBlocks).Should().BeLessThan(OrbitNodes.MostBlocks);
        nodes.Load(satellite, step, first + 1000, 3).Should().Be(0);
    }

    // Returns how many satellites were interpolated.
    private static int Check(IEnumerable<Sgp4Propagator> satellites)
    {
        var random = new Random(1);
        var nodes = new OrbitNodes();
        var broken = new List<string>();
        var count = 0;
        Span<int> segments = stackalloc int[8];
        foreach (var satellite in satellites)
        {
            var step = OrbitNodes.StepTicksOf(satellite);
            var loaded = nodes.Load(satellite, step, ReferenceDay.Day.StartTicks / (step * OrbitNodes.BlockLength), 20);
            count += loaded == 20 ? 1 : 0;
            for (var k = 0; k < (loaded > 0 ? 60 : 0); k++)
            {
                var segment = random.Next(loaded * OrbitNodes.BlockLength);
                var ticks = nodes.TicksOf(segment) + random.NextInt64(step);
                var block = nodes.Blocks[segment / OrbitNodes.BlockLength];
                var model = default(SegmentModel);
                segments.Fill(segment);
                model.Fit(nodes, segments);
                var s = Vector512.Create(((ticks - nodes.TicksOf(segment)) / (double)step) - 0.5);
                var position = new Vector3(model.X.At(s).Value[0], model.Y.At(s).Value[0], model.Z.At(s).Value[0]);
                var velocity = 1 / nodes.StepSeconds * new Vector3(model.X.At(s).Rate[0], model.Y.At(s).Rate[0], model.Z.At(s).Rate[0]);
                var exact = Exact(satellite, ticks);
                var before = Exact(satellite, ticks - (long)(StepSeconds * TimeSpan.TicksPerSecond));
                var after = Exact(satellite, ticks + (long)(StepSeconds * TimeSpan.TicksPerSecond));
                var acceleration = (before - (2 * exact) + after).Length / (StepSeconds * StepSeconds);
                if ((position - exact).Length > block.Error
                    || exact.Length < block.Lowest
                    || exact.Length > block.Highest
                    || velocity.Length > block.Speed
                    || acceleration > block.Acceleration + 1e-6)
                {
                    broken.Add(FormattableString.Invariant(
                        $"{satellite.Elements} at {ticks}: off by {(position - exact).Length} km, {exact.Length} km, {velocity.Length} km/s, {acceleration} km/s² of {block}"));
                }
            }
        }

        broken.Should().BeEmpty();
        return count;
    }

    private static Vector3 Exact(Sgp4Propagator satellite, long ticks)
    {
        satellite.PropagateTicks(ticks, out StateVector state).Should().Be(Sgp4Error.None);
        return EarthFixed.FromTeme(state.Position, SiderealTime.Gmst82(JulianDate.FromUtcTicks(ticks)));
    }
}
