using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>A ground station as the planner sees it.</summary>
public sealed record Station
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its name, unique in the fleet.</summary>
    public required string Name { get; init; }

    /// <summary>Its labels, for selectors.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NoLabels;

    /// <summary>The country it stands in, ISO 3166 alpha-2; null when it is not stated, and then no job that names countries uses it.</summary>
    public string? Country { get; init; }

    /// <summary>How many antennas it has; each carries one contact at a time.</summary>
    public int Antennas { get; init; } = 1;

    /// <summary>The bands of its radio.</summary>
    public IReadOnlyList<RadioBand> Bands { get; init; } = [];

    /// <summary>Slew and set-up of an antenna: before each contact, and so between two.</summary>
    public TimeSpan Turnaround { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The shortest contact that the provider sells.</summary>
    public TimeSpan MinimumContact { get; init; }

    /// <summary>How long before its start a contact must be booked.</summary>
    public TimeSpan LeadTime { get; init; }

    /// <summary>From the instant of planning until its gateway holds what was planned, as measured; null for that of <see cref="PlanningRules"/>.</summary>
    public TimeSpan? ReactionTime { get; init; }

    /// <summary>What its contacts cost.</summary>
    public Price Price { get; init; } = Price.Free;

    /// <summary>When it carries no contact.</summary>
    public IReadOnlyList<Interval> Maintenance { get; init; } = [];

    /// <summary>The satellites that it serves, by their labels; null for all.</summary>
    public LabelSelector? SatelliteSelector { get; init; }

    /// <summary>Whether it can be booked at all now.</summary>
    public bool Available { get; init; } = true;

    /// <summary>How many more contacts its ledger takes.</summary>
    public int LedgerRoom { get; init; } = int.MaxValue;

    /// <summary>Whether no plan is made with it until contacts have left its ledger: a plan may need room for two.</summary>
    public bool IsLedgerFull => LedgerRoom < 2;
}
