using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Regions;

/// <summary>The bounds that searches for regions rest on, held against the motion of the reference satellites and of others.</summary>
public sealed class NormalMotionTests
{
    private const double StepSeconds = 0.5;

    [Fact]
    public void IfASatelliteMovesForItsHorizonThenThePointBelowItStaysWithinItsBounds()
    {
        var random = new Random(1);
        var satellites = ReferenceDay.Read("catalogue", "active_2026-08-22.tle")
            .Where((_, index) => index % 40 == 0)
            .Select(Sgp4Propagator.Create)
            .Concat(ReferenceDay.Satellites.Values);
        double rate = 0, turn = 0, bend = 0;
        var checks = 0;
        foreach (var satellite in satellites)
        {
            var horizon = new Trajectory(satellite, ReferenceDay.Day).Horizon;
            for (var k = 0; k < 5; k++)
            {
                var start = ReferenceDay.Start.AddSeconds(43200 * random.NextDouble());
                var motion = At(satellite, start);
                for (var j = 0; j < 8; j++)
                {
                    var then = start.AddSeconds(horizon * random.NextDouble());
                    var (a, b, c) = (At(satellite, then.AddSeconds(-StepSeconds)), At(satellite, then), At(satellite, then.AddSeconds(StepSeconds)));
                    var mean = 1 / (2 * StepSeconds) * (c.Normal - a.Normal);
                    turn = Math.Max(turn, mean.Length / motion.MostTurn);
                    bend = Math.Max(bend, (a.Normal - (2 * b.Normal) + c.Normal).Length / (StepSeconds * StepSeconds * motion.MostBend));

                    // The mean over a second differs from the rate by a third derivative, far below the velocity's error in low
                    // orbit; far out the difference of two normals is rounded.
                    rate = Math.Max(rate, ((mean - b.Rate).Length - 2e-10) / b.RateError);
                    checks++;
                }
            }
        }

        checks.Should().BeGreaterThan(15_000);
        turn.Should().BeInRange(0.8, 1);
        bend.Should().BeInRange(0.3, 1);
        rate.Should().BeLessThan(1);
    }

    private static NormalMotion At(Sgp4Propagator satellite, DateTimeOffset instant)
    {
        _ = satellite.Propagate(instant, out var state);
        var point = new TrajectoryPoint(instant.UtcTicks, state);
        var (normal, height) = GeodeticNormal.Below(point.Ecef.Position);
        return new NormalMotion(point, normal, height);
    }
}
