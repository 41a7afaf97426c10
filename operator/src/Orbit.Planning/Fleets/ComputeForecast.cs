using Orbit.Planning.Search;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>When the work on board a satellite is expected to run, given when it arrived or will arrive.</summary>
/// <remarks>
/// A piece of work that arrives on time runs when it was planned to. One that is late starts later, and so does what waits
/// for its accelerator. Nothing is expected to start before its plan, though a satellite that works in order of arrival may
/// do so after work ahead was given up: what the plan keeps for it stays kept, and a result that is ready earlier does no harm.
/// </remarks>
public static class ComputeForecast
{
    /// <summary>The expected interval of each reservation, in the order of <paramref name="reservations"/>.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="reservations">All reservations of the satellite; their order does not matter.</param>
    public static Interval[] Of(Satellite satellite, IReadOnlyList<ComputeReservation> reservations)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(reservations);
        var expected = new Interval[reservations.Count];
        var ends = new LatestEnds(satellite.Accelerators);
        var coolDown = satellite.Thermal?.CoolDown.Ticks ?? 0;
        if (satellite.ExecutionOrder is ExecutionOrder.AsPlanned)
        {
            AsPlanned(reservations, expected, ends, coolDown);
        }
        else
        {
            InOrderOfArrival(reservations, expected, ends, coolDown);
        }

        return expected;
    }

    private static void InOrderOfArrival(IReadOnlyList<ComputeReservation> reservations, Interval[] expected, LatestEnds ends, long coolDown)
    {
        var last = 0L;
        foreach (var i in Order(reservations, r => r.Arrival, r => r.Interval.Start))
        {
            // Nothing overtakes: whoever arrived later starts no earlier.
            last = Math.Max(last, Math.Max(Ready(reservations[i]), ends.Free));
            expected[i] = Run(reservations[i], last, ends, coolDown);
        }
    }

    private static void AsPlanned(IReadOnlyList<ComputeReservation> reservations, Interval[] expected, LatestEnds ends, long coolDown)
    {
        var byPlan = Order(reservations, r => r.Interval.Start, r => r.Arrival);
        var rank = new int[byPlan.Length];
        for (var i = 0; i < byPlan.Length; i++)
        {
            rank[byPlan[i]] = i;
        }

        // Whoever is ready when an accelerator gets free competes for it, and the earlier planned start wins.
        int[] byReadiness = [.. byPlan.OrderBy(i => Ready(reservations[i]))];
        var waiting = new PriorityQueue<int, int>();
        var now = 0L;
        for (var next = 0; next < byReadiness.Length || waiting.Count > 0;)
        {
            now = Math.Max(now, ends.Free);
            if (waiting.Count == 0)
            {
                now = Math.Max(now, Ready(reservations[byReadiness[next]]));
            }

            for (; next < byReadiness.Length && Ready(reservations[byReadiness[next]]) <= now; next++)
            {
                waiting.Enqueue(byReadiness[next], rank[byReadiness[next]]);
            }

            var first = waiting.Dequeue();
            expected[first] = Run(reservations[first], now, ends, coolDown);
        }
    }

    private static int[] Order(
        IReadOnlyList<ComputeReservation> reservations, Func<ComputeReservation, DateTimeOffset> first, Func<ComputeReservation, DateTimeOffset> second) =>
    [
        .. Enumerable.Range(0, reservations.Count)
            .OrderBy(i => first(reservations[i]))
            .ThenBy(i => second(reservations[i]))
            .ThenBy(i => reservations[i].Interval.End)
            .ThenBy(i => reservations[i].Job, StringComparer.Ordinal),
    ];

    private static long Ready(ComputeReservation reservation) => Math.Max(reservation.Interval.StartTicks, reservation.Arrival.UtcTicks);

    private static Interval Run(ComputeReservation reservation, long start, LatestEnds ends, long coolDown)
    {
        var end = start + reservation.Interval.Duration.Ticks;
        ends.Add(end + coolDown);
        return new Interval(start, end);
    }
}
