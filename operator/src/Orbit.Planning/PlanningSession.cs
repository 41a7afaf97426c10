using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Planning.Search;

namespace Orbit.Planning;

/// <summary>Plans requests one after the other, for a caller that decides after each whether to go on.</summary>
/// <remarks>By the rules of <see cref="Planner"/>, in the order of the calls. Not safe for concurrent use.</remarks>
public sealed class PlanningSession
{
    private readonly FleetState _state;
    private readonly PlanSearch _search;
    private readonly OutcomeWriter _writer;

    /// <summary>Begins with a fleet.</summary>
    /// <exception cref="ArgumentException">Two satellites or stations have one name.</exception>
    public PlanningSession(Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _state = new FleetState(fleet);
        _search = new PlanSearch(_state);
        _writer = new OutcomeWriter(_state);
    }

    /// <summary>Plans a request; what it takes is not free for later ones.</summary>
    public PlanningOutcome Plan(PlanningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcome = PlanOne(request);
        if (outcome is Plan plan)
        {
            _state.Take(plan);
        }

        return outcome;
    }

    private PlanningOutcome PlanOne(PlanningRequest request)
    {
        var scope = new RequestScope(_state, request);
        switch (request)
        {
            case JobRequest job:
                _search.Find(scope, job);
                return _search.Best is { } found ? _writer.Plan(scope, _search, found) : _writer.Unplaced(scope, job);
            case DownlinkRequest downlink:
                var satellite = _state.SatellitesByName.GetValueOrDefault(downlink.Satellite);
                if (satellite is not null)
                {
                    _search.Find(scope, downlink, satellite);
                    if (_search.Best is { } best)
                    {
                        return _writer.Plan(scope, _search, best);
                    }
                }

                return _writer.Unplaced(scope, downlink, satellite);
            default:
                throw new ArgumentException($"A request is a {nameof(JobRequest)} or a {nameof(DownlinkRequest)}, not a {request.GetType().Name}.", nameof(request));
        }
    }
}
