using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Instants in even steps. Both numbers are whole ticks, so that the instants are exact to 28 years from the epoch,
/// and a grid that runs off the calendar ends in errors, not in an overflow.
/// </summary>
/// <param name="startTicks">Ticks from the epoch to the first instant.</param>
/// <param name="stepTicks">Ticks from one instant to the next.</param>
internal readonly struct UniformInstants(double startTicks, double stepTicks) : IInstants
{
    private const double MinutesPerTick = 1.0 / TimeSpan.TicksPerMinute;

    /// <inheritdoc/>
    public void Write<V>(int from, int count, scoped Span<double> minutes)
        where V : struct, ISimd<V>
    {
        var start = V.Create(startTicks);
        var step = V.Create(stepTicks);
        var minutesPerTick = V.Create(MinutesPerTick);
        ref var first = ref minutes[0];
        for (var k = 0; k < count; k += V.Width)
        {
            var number = V.Create(from + k) + V.LaneNumbers;
            (V.MulAdd(number, step, start) * minutesPerTick).Store(ref first, (nuint)k);
        }
    }
}
