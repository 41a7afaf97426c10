namespace Orbit.Planning.Fleets;

/// <summary>A satellite as the planner sees it.</summary>
public sealed record Satellite
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>(StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<string, PassTrim> NoTrims = new Dictionary<string, PassTrim>(StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<string, double?> NoModels = new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>Its name, unique in the fleet.</summary>
    public required string Name { get; init; }

    /// <summary>Its NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>Its labels, for selectors.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NoLabels;

    /// <summary>Null when jobs may be placed on it; otherwise why not, in a few words: "cordoned", "elements 9 days old".</summary>
    public string? NotSchedulable { get; init; }

    /// <summary>What keeps away the jobs that do not tolerate it.</summary>
    public IReadOnlyList<Taint> Taints { get; init; } = [];

    /// <summary>How many pieces of work it runs at once.</summary>
    public int Accelerators { get; init; } = 1;

    /// <summary>In which order it takes up the work on board.</summary>
    public ExecutionOrder ExecutionOrder { get; init; }

    /// <summary>Speed of one accelerator, 10^12 operations a second; null when it is not stated.</summary>
    public double? TeraOperationsPerSecond { get; init; }

    /// <summary>Memory of one accelerator, bytes; null when it is not stated, and then no job that asks for memory fits.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The models on board with their speed in tokens a second, null when it is not stated.</summary>
    public IReadOnlyDictionary<string, double?> Models { get; init; } = NoModels;

    /// <summary>The bands of its radio.</summary>
    public IReadOnlyList<RadioBand> Bands { get; init; } = [];

    /// <summary>Its battery; null when it is not stated, and then energy stops no job.</summary>
    public PowerBudget? Power { get; init; }

    /// <summary>Its thermal limits; null when there are none.</summary>
    public ThermalLimits? Thermal { get; init; }

    /// <summary>How much later than predicted a pass may begin and how much earlier it may end: grows with the age of the elements.</summary>
    public TimeSpan PassMargin { get; init; }

    /// <summary>What its passes over a station, by name, lose beyond <see cref="PassMargin"/>: there its provider sees it later or less long than predicted.</summary>
    public IReadOnlyDictionary<string, PassTrim> PassTrims { get; init; } = NoTrims;

    /// <summary>Its passes over the stations of the fleet.</summary>
    public PassTimeline Passes { get; init; } = PassTimeline.Empty;
}
