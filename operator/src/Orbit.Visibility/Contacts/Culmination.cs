using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>Finds the greatest elevation in a window, by the sine of the elevation z/ρ, which is smooth at the zenith.</summary>
/// <remarks>Positions alone are used: for a geostationary satellite SGP4's velocity is too coarse to say when it culminates.</remarks>
internal static class Culmination
{
    // Angle that the satellite may turn through between two samples of a window, rad. A high orbit is also sampled at each
    // of the trajectory's grid instants, since it may be fast when it is next looked at.
    private const double SampleTurn = 0.25;
    private const int SamplesPerWindow = 4;

    // A step this short changes the elevation of no orbit by more than 1e-9 degrees so close to its top.
    private const long Resolution = TimeSpan.TicksPerMillisecond;
    private const long Narrow = TimeSpan.TicksPerSecond;
    private const int MostSteps = 60;

    private static readonly double GoldenSection = (3 - Math.Sqrt(5)) / 2;

    /// <summary>The instant of the greatest elevation in <paramref name="window"/>, and that elevation in degrees.</summary>
    public static (DateTimeOffset Instant, double ElevationDegrees) Find(Trajectory trajectory, TopocentricFrame site, Interval window)
    {
        // The samples next to the ends tell whether the elevation rises into the window, so that no top hides in the first
        // or the last step.
        var edge = Math.Min(TimeSpan.TicksPerSecond, window.Duration.Ticks / (2 * SamplesPerWindow));
        var longest = Math.Max(1, Math.Min(trajectory.GridStep, window.Duration.Ticks / SamplesPerWindow));
        var a = At(trajectory, site, window.StartTicks);
        var b = a;
        var best = a;
        while (b.Ticks < window.EndTicks)
        {
            var step = Math.Clamp((long)(b.TurnSeconds * SampleTurn * TimeSpan.TicksPerSecond), 1, longest);
            var next = b.Ticks == window.StartTicks ? b.Ticks + Math.Max(1, edge) : trajectory.Snap(b.Ticks, b.Ticks + step);
            var end = b.Ticks < window.EndTicks - edge ? window.EndTicks - edge : window.EndTicks;
            var c = At(trajectory, site, Math.Min(next, end));
            if (!c.Valid)
            {
                break;
            }

            best = c.Sine > best.Sine ? c : best;
            if (b.Sine > a.Sine && b.Sine >= c.Sine)
            {
                var top = Top(trajectory, site, a, b, c);
                best = top.Sine > best.Sine ? top : best;
            }

            (a, b) = (b, c);
        }

        return (new DateTimeOffset(best.Ticks, TimeSpan.Zero), best.ElevationDegrees);
    }

    // The maximum between a and c, given a higher b between them: the vertex of the parabola through the three takes the
    // place of one, with every third step a golden section so that no shape can stall it.
    private static Sample Top(Trajectory trajectory, TopocentricFrame site, Sample a, Sample b, Sample c)
    {
        for (var k = 1; k < MostSteps; k++)
        {
            var left = (double)(b.Ticks - a.Ticks);
            var right = (double)(c.Ticks - b.Ticks);
            var riseLeft = (b.Sine - a.Sine) / left;
            var riseRight = (b.Sine - c.Sine) / right;
            var step = 0.5 * ((riseLeft * right) - (riseRight * left)) / (riseLeft + riseRight);
            var settled = !(Math.Abs(step) >= Resolution);
            if (settled && left + right < Narrow)
            {
                return b;
            }

            if (settled || k % 3 == 0)
            {
                // In a wide bracket the vertex may be at b by chance.
                step = GoldenSection * (left > right ? -left : right);
            }

            var ticks = Math.Clamp(b.Ticks + (long)step, a.Ticks + 1, c.Ticks - 1);
            if (ticks == b.Ticks)
            {
                return b;
            }

            var d = At(trajectory, site, ticks);
            if (!d.Valid)
            {
                return b;
            }

            if (d.Sine > b.Sine)
            {
                (a, b, c) = d.Ticks < b.Ticks ? (a, d, b) : (b, d, c);
            }
            else
            {
                (a, c) = d.Ticks < b.Ticks ? (d, c) : (a, d);
            }
        }

        return b;
    }

    private static Sample At(Trajectory trajectory, TopocentricFrame site, long ticks)
    {
        if (!trajectory.TryGet(ticks, out var point))
        {
            return default;
        }

        var line = point.Ecef.Position - site.Origin;
        var range = line.Length;
        return new Sample(
            ticks,
            Vector3.Dot(line, site.Up) / range,
            range / point.Ecef.Velocity.Length,
            site.LookAt(point.Ecef).ElevationDegrees);
    }

    private readonly record struct Sample(long Ticks, double Sine, double TurnSeconds, double ElevationDegrees)
    {
        public bool Valid => Ticks != 0;
    }
}
