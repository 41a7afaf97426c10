using Orbit.Planning.Fleets;

namespace Orbit.Planning.Requests;

/// <summary>Something to be planned, and what it asks of its downlink.</summary>
public abstract record PlanningRequest
{
    private readonly long _downlinkBytes;

    private protected PlanningRequest()
    {
    }

    /// <summary>What the request is called, unique in a round of planning: <c>namespace/name</c>.</summary>
    public required string Key { get; init; }

    /// <summary>When it was submitted; among equal priorities the older goes first.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>A higher one is planned before a lower one.</summary>
    public int Priority { get; init; }

    /// <summary>When the result must be on the ground; null when it may take as long as it takes.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What the plan is to be best at.</summary>
    public Objective Objective { get; init; }

    /// <summary>The size of the result, bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public long DownlinkBytes
    {
        get => _downlinkBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _downlinkBytes = value;
        }
    }

    /// <summary>The stations that may take the result down; null for all.</summary>
    public LabelSelector? DownlinkSelector { get; init; }

    /// <summary>The countries whose stations may be used, ISO 3166 alpha-2; empty for all.</summary>
    public IReadOnlyList<string> AllowedCountries { get; init; } = [];

    /// <summary>Where and when it may have no contact.</summary>
    public IReadOnlyList<ExcludedWindow> ExcludedWindows { get; init; } = [];
}
