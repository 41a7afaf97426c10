using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>When the accelerators of one satellite work, and when they could take up one piece of work more.</summary>
internal abstract class ComputeCalendar
{
    /// <summary>A calendar for a satellite on which nothing is planned.</summary>
    public static ComputeCalendar Of(Satellite satellite)
    {
        var coolDown = satellite.Thermal?.CoolDown.Ticks ?? 0;
        return satellite.ExecutionOrder is ExecutionOrder.AsPlanned
            ? new PlannedCalendar(satellite.Accelerators, coolDown)
            : new ArrivalCalendar(satellite.Accelerators, coolDown);
    }

    /// <summary>Takes an accelerator.</summary>
    /// <param name="arrival">When the work is on board, ticks.</param>
    /// <param name="span">When it runs.</param>
    public abstract void Add(long arrival, Interval span);

    /// <summary>Finds when a piece of work would start, so that whatever was added runs as it was added.</summary>
    /// <param name="arrival">When the work is on board at the earliest, ticks.</param>
    /// <param name="latest">When it is at the latest, if it is sent up later so that it arrives just as it starts.</param>
    /// <param name="duration">How long it runs, ticks.</param>
    /// <param name="start">The earliest start, ticks.</param>
    /// <returns>False when other work would be late.</returns>
    public abstract bool TryStart(long arrival, long latest, long duration, out long start);
}
