using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Searching;

/// <summary>The bounds that the searches rest on, held against the motion of every kind of satellite that flies.</summary>
public sealed class TrajectoryPointTests
{
    private const double StepSeconds = 0.5;

    [Fact]
    public void IfASatelliteMovesForItsHorizonThenItStaysWithinItsBounds()
    {
        // All of the deep space satellites and every twentieth of the rest.
        var satellites = ReferenceDay.Read("catalogue", "active_2026-08-22.tle")
            .Select(Sgp4Propagator.Create)
            .Where((satellite, index) => satellite.PeriodMinutes >= 225 || index % 20 == 0)
            .ToList();
        satellites.Should().HaveCountGreaterThan(1500);

        var random = new Random(1);
        double speed = 0, acceleration = 0, velocity = 0;
        var checks = 0;
        foreach (var satellite in satellites)
        {
            var horizon = new Trajectory(satellite, ReferenceDay.Day).Horizon;
            for (var k = 0; k < 4; k++)
            {
                var start = ReferenceDay.Start.AddSeconds(86400 * random.NextDouble());
                if (Point(satellite, start) is not { } point)
                {
                    continue;
                }

                for (var j = 0; j < 8; j++)
                {
                    var then = start.AddSeconds(horizon * random.NextDouble());
                    if (Point(satellite, then.AddSeconds(-StepSeconds)) is not { } before
                        || Point(satellite, then) is not { } middle
                        || Point(satellite, then.AddSeconds(StepSeconds)) is not { } after)
                    {
                        continue;
                    }

                    checks++;
                    speed = Math.Max(speed, Math.Max(middle.Teme.Velocity.Length, middle.Ecef.Velocity.Length) / point.MaxSpeed);
                    acceleration = Math.Max(acceleration, Second(before.Teme, middle.Teme, after.Teme) / point.MaxAcceleration);
                    acceleration = Math.Max(acceleration, Second(before.Ecef, middle.Ecef, after.Ecef) / point.MaxAcceleration);
                    velocity = Math.Max(velocity, Mismatch(before.Teme, middle.Teme, after.Teme) / middle.MaxVelocityError);
                    velocity = Math.Max(velocity, Mismatch(before.Ecef, middle.Ecef, after.Ecef) / middle.MaxVelocityError);
                }
            }
        }

        checks.Should().BeGreaterThan(40_000);
        speed.Should().BeLessThan(1);
        acceleration.Should().BeLessThan(1);
        velocity.Should().BeLessThan(1);
    }

    private static TrajectoryPoint? Point(Sgp4Propagator satellite, DateTimeOffset instant) =>
        satellite.Propagate(instant, out var state) == Sgp4Error.None ? new TrajectoryPoint(instant.UtcTicks, state) : null;

    private static double Second(StateVector before, StateVector middle, StateVector after) =>
        (before.Position - (2 * middle.Position) + after.Position).Length / (StepSeconds * StepSeconds);

    private static double Mismatch(StateVector before, StateVector middle, StateVector after) =>
        ((1 / (2 * StepSeconds) * (after.Position - before.Position)) - middle.Velocity).Length;
}
