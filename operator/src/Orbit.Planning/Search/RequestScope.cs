using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>One request against the fleet: which stations it may use, and until when.</summary>
internal sealed class RequestScope
{
    public RequestScope(FleetState state, PlanningRequest request)
    {
        Request = request;
        Rules = state.Fleet.Rules;
        From = state.Fleet.Horizon.StartTicks;
        HorizonEnd = state.Fleet.Horizon.EndTicks;
        Deadline = request.Deadline?.UtcTicks ?? long.MaxValue;
        UplinkBytes = (request as JobRequest)?.UplinkBytes ?? 0;
        UplinkAllowed = new bool[state.Stations.Length];
        DownlinkAllowed = new bool[state.Stations.Length];
        var job = request as JobRequest;
        for (var i = 0; i < state.Stations.Length; i++)
        {
            var station = state.Stations[i].Station;
            var inCountry = InAllowedCountry(station, request.AllowedCountries);
            UplinkAllowed[i] = job is not null && inCountry && job.UplinkSelector?.Invoke(station.Labels) != false;
            DownlinkAllowed[i] = inCountry && request.DownlinkSelector?.Invoke(station.Labels) != false;
        }
    }

    /// <summary>The request.</summary>
    public PlanningRequest Request { get; }

    /// <summary>The planner's margins.</summary>
    public PlanningRules Rules { get; }

    /// <summary>No contact begins earlier, ticks.</summary>
    public long From { get; }

    /// <summary>No contact ends later, ticks.</summary>
    public long HorizonEnd { get; }

    /// <summary>When the result must be down, ticks.</summary>
    public long Deadline { get; }

    /// <summary>The instant that no transfer may pass: the deadline or the horizon's end.</summary>
    public long Limit => Math.Min(Deadline, HorizonEnd);

    /// <summary>The size of what is sent up, bytes.</summary>
    public long UplinkBytes { get; }

    /// <summary>For each station, whether the request may be sent up there.</summary>
    public bool[] UplinkAllowed { get; }

    /// <summary>For each station, whether its result may be taken down there.</summary>
    public bool[] DownlinkAllowed { get; }

    /// <summary>How long sending up takes over a link, ticks; negative when it may not or can't be done there.</summary>
    public long UplinkTicks(in Link link) => link.Station is { } station && link.Served && UplinkAllowed[station.Index]
        ? Transfers.Ticks(UplinkBytes, link.UplinkBitsPerSecond)
        : -1;

    /// <summary>How long taking down takes over a link, ticks; negative when it may not or can't be done there.</summary>
    public long DownlinkTicks(in Link link) => link.Station is { } station && link.Served && DownlinkAllowed[station.Index]
        ? Transfers.Ticks(Request.DownlinkBytes, link.DownlinkBitsPerSecond)
        : -1;

    private static bool InAllowedCountry(Station station, IReadOnlyList<string> countries)
    {
        if (countries.Count == 0)
        {
            return true;
        }

        foreach (var country in countries)
        {
            if (string.Equals(country, station.Country, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
