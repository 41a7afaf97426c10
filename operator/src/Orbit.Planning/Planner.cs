using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Planning;

/// <summary>Finds a satellite, an uplink, a time to compute and a downlink for each request.</summary>
/// <remarks>
/// <para>A pure function: the same fleet and requests, in whatever order, always yield the same plans.</para>
/// <para>The rules that every plan keeps:</para>
/// <list type="bullet">
/// <item>A contact lies inside one pass, shortened at both ends by the satellite's margin, inside the horizon, and outside
/// the station's maintenance and the request's excluded windows. It lasts at least the station's minimum.</item>
/// <item>It begins no earlier than reaction time and, after it, the longer of lead time and turnaround from now: an idle
/// antenna has to be turned and set up too.</item>
/// <item>Two contacts of one antenna are the station's turnaround apart, and a satellite talks to one station at a time.</item>
/// <item>Bytes move at the lower of the two rates of the best band that satellite and station share.</item>
/// <item>Uplink and downlink in one pass are one contact; only when no antenna is free for all of it are they two.</item>
/// <item>An accelerator does one thing at a time and rests for its cool-down after each; no work is longer than the
/// satellite may compute at a stretch, nor takes more energy than its battery may give.</item>
/// <item>Work starts when the satellite will start it: as planned, or in the order of arrival. Then nothing goes up that
/// would arrive ahead of work planned before and make that start later.</item>
/// <item>The result is taken down a margin after the end of the work, and is down by the deadline.</item>
/// <item>Contacts are as short as this allows, so that the antennas serve many.</item>
/// </list>
/// </remarks>
public static class Planner
{
    /// <summary>Plans the requests by priority, then age, then key; each leaves room for those before it.</summary>
    /// <exception cref="ArgumentException">Two satellites or stations have one name, or two requests one key.</exception>
    public static PlanningResult Plan(Fleet fleet, IEnumerable<PlanningRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(requests);
        var ordered = requests
            .OrderByDescending(r => r.Priority)
            .ThenBy(r => r.Submitted)
            .ThenBy(r => r.Key, StringComparer.Ordinal)
            .ToArray();
        var planning = new PlanningSession(fleet);
        return new PlanningResult(Array.ConvertAll(ordered, planning.Plan));
    }
}
