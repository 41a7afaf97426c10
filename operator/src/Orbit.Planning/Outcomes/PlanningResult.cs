namespace Orbit.Planning.Outcomes;

/// <summary>The outcome of a round of planning.</summary>
public sealed class PlanningResult
{
    private readonly Dictionary<string, PlanningOutcome> _byKey;

    internal PlanningResult(IReadOnlyList<PlanningOutcome> outcomes)
    {
        Outcomes = outcomes;
        _byKey = outcomes.ToDictionary(o => o.Request.Key, StringComparer.Ordinal);
    }

    /// <summary>One outcome for each request, in the order in which they were planned: later ones leave room for earlier ones.</summary>
    public IReadOnlyList<PlanningOutcome> Outcomes { get; }

    /// <summary>The requests that have a plan.</summary>
    public IEnumerable<Plan> Plans => Outcomes.OfType<Plan>();

    /// <summary>The requests that have none.</summary>
    public IEnumerable<Unplaced> Unplaced => Outcomes.OfType<Unplaced>();

    /// <summary>The outcome of the request with this key.</summary>
    /// <exception cref="KeyNotFoundException">There was no such request.</exception>
    public PlanningOutcome this[string key] => _byKey[key];
}
