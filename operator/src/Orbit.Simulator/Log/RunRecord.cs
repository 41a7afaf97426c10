namespace Orbit.Simulator.Log;

/// <summary>An accelerator ran an attempt.</summary>
internal sealed record RunRecord
{
    /// <summary>The attempt.</summary>
    public required string AttemptId { get; init; }

    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>The accelerator, counted from 0.</summary>
    public required int Accelerator { get; init; }

    /// <summary>Since when, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Until when, mission time; null while it lasts.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>How it ended; null while it lasts.</summary>
    public RunOutcome? Outcome { get; init; }
}
