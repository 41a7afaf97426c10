using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Planning;

/// <summary>Chooses the jobs that one of a higher priority preempts, as kube-scheduler does with pods.</summary>
/// <remarks>
/// The highest priority among the jobs given up is as low as it can be; of these jobs only those go that are in the way of
/// the plan so made possible, and of those only as many as it takes: the younger go first.
/// </remarks>
public static class Preemption
{
    /// <summary>The jobs to give up so that <paramref name="request"/>, which has no plan in <paramref name="fleet"/>, gets one.</summary>
    /// <param name="fleet">The fleet, with everything that is booked in it.</param>
    /// <param name="request">The request.</param>
    /// <param name="placed">The jobs that could be given up; those whose priority is not lower stay in any case.</param>
    /// <returns>The lowest priority first, then the youngest; none when it would not help.</returns>
    public static IReadOnlyList<PlacedJob> Victims(Fleet fleet, JobRequest request, IEnumerable<PlacedJob> placed)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(request);
        var candidates = placed
            .Where(p => p.Priority < request.Priority)
            .OrderBy(p => p.Priority)
            .ThenByDescending(p => p.Submitted)
            .ThenBy(p => p.Key, StringComparer.Ordinal)
            .ToArray();

        // Asked first, because mostly nothing helps, and then there is nothing more to find out.
        if (candidates.Length == 0 || PlanWithout(fleet, request, candidates) is null)
        {
            return [];
        }

        foreach (var level in candidates.Select(c => c.Priority).Distinct())
        {
            var freed = candidates.TakeWhile(c => c.Priority <= level).ToArray();
            if (PlanWithout(fleet, request, freed) is { } plan)
            {
                return AsFewAsPossible(fleet, request, [.. freed.Where(c => IsInTheWay(fleet, plan, c))]);
            }
        }

        return [];
    }

    // Who need not go stays, the higher priorities and the older ones first.
    private static List<PlacedJob> AsFewAsPossible(Fleet fleet, JobRequest request, List<PlacedJob> victims)
    {
        for (var i = victims.Count - 1; i >= 0; i--)
        {
            var others = victims.Where((_, j) => j != i).ToList();
            if (PlanWithout(fleet, request, others) is not null)
            {
                victims = others;
            }
        }

        return victims;
    }

    private static Plan? PlanWithout(Fleet fleet, JobRequest request, IReadOnlyCollection<PlacedJob> jobs) =>
        Planner.Plan(fleet.Without(jobs), [request]).Outcomes[0] as Plan;

    // An accelerator's cool-down belongs to what it did; with several accelerators it may not be this job's that is
    // needed, which is found out when it is tried without giving it up. So may what arrives earlier and would run later:
    // where the satellite works in order of arrival, the plan would have to wait for it.
    private static bool IsInTheWay(Fleet fleet, Plan plan, PlacedJob job)
    {
        var coolDown = fleet.Satellites.FirstOrDefault(s => string.Equals(s.Name, plan.Satellite, StringComparison.Ordinal))?.Thermal?.CoolDown ?? TimeSpan.Zero;
        return (string.Equals(job.Compute.Satellite, plan.Satellite, StringComparison.Ordinal)
                && plan is { Compute: { } compute, Uplink: { } uplink }
                && (compute.Overlaps(job.Compute.Interval.Widen(coolDown))
                    || (job.Compute.Arrival <= uplink.Transfer.End && compute.Start < job.Compute.Interval.End)))
            || fleet.Bookings.Any(b => job.Contacts.Contains(b.Contact, StringComparer.Ordinal) && fleet.Collide(plan, b));
    }
}
