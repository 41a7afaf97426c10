using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Tests.Checking;

/// <summary>A satellite's computer in its plainest form: second after second it starts what it may start.</summary>
internal sealed class Onboard(Satellite satellite, IReadOnlyList<ComputeReservation> work)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>When each piece of work runs. None does before its planned start.</summary>
    public Dictionary<ComputeReservation, Interval> Run()
    {
        var ran = new Dictionary<ComputeReservation, Interval>(ReferenceEqualityComparer.Instance);
        var asPlanned = satellite.ExecutionOrder is ExecutionOrder.AsPlanned;

        // In order of arrival each waits for the one before it; what came together keeps its order by plan.
        var queue = work.OrderBy(w => w.Arrival).ThenBy(w => w.Interval).ToList();
        var free = new DateTimeOffset[Math.Max(1, satellite.Accelerators)];
        for (var now = queue.Min(w => w.Arrival < w.Interval.Start ? w.Arrival : w.Interval.Start); queue.Count > 0; now += Second)
        {
            for (var i = 0; i < free.Length; i++)
            {
                var next = asPlanned ? queue.Where(MayStart).OrderBy(w => w.Interval.Start).FirstOrDefault() : queue.Take(1).FirstOrDefault(MayStart);
                if (free[i] <= now && next is not null)
                {
                    queue.Remove(next);
                    ran[next] = new Interval(now, now + next.Interval.Duration);
                    free[i] = ran[next].End + (satellite.Thermal?.CoolDown ?? TimeSpan.Zero);
                }
            }

            bool MayStart(ComputeReservation w) => w.Arrival <= now && w.Interval.Start <= now;
        }

        return ran;
    }
}
