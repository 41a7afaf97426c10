using Orbit.Planning.Fleets;

namespace Orbit.Turnaround;

/// <summary>What the study assumes about a job, the stations and the planner; the rates are those of config/constellations/three-body.</summary>
public sealed record Assumptions
{
    /// <summary>Lowest usable elevation at every station, degrees.</summary>
    public double MaskDegrees { get; init; } = 10;

    /// <summary>Slew and set-up of an antenna.</summary>
    public TimeSpan Turnaround { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a satellite computes.</summary>
    public TimeSpan Compute { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Size of the prompt, bytes.</summary>
    public long UplinkBytes { get; init; } = 1024;

    /// <summary>Size of the answer, bytes.</summary>
    public long DownlinkBytes { get; init; } = 64 * 1024;

    /// <summary>The bands of every satellite.</summary>
    public IReadOnlyList<RadioBand> SatelliteBands { get; init; } = [new("S", 2e6, 4e6), new("X", 0, 900e6)];

    /// <summary>The bands of every station that has S and X band, as nearly all do.</summary>
    public IReadOnlyList<RadioBand> StationBands { get; init; } = [new("S", 2e6, 10e6), new("X", 0, 1200e6)];

    /// <summary>The planner's margins.</summary>
    public PlanningRules Rules { get; init; } = new();

    /// <summary>The same with nothing but turnaround and compute: no reaction, no margins, no time for transfers.</summary>
    public Assumptions Ideal() => this with
    {
        UplinkBytes = 0,
        DownlinkBytes = 0,
        Rules = new PlanningRules { ReactionTime = TimeSpan.Zero, ComputeMargin = TimeSpan.Zero, TransferMargin = TimeSpan.Zero },
    };

    /// <summary>How long the prompt takes to go up over the best shared band.</summary>
    public TimeSpan Uplink => Transfer(UplinkBytes, b => b.UplinkBitsPerSecond);

    /// <summary>How long the answer takes to come down over the best shared band.</summary>
    public TimeSpan Downlink => Transfer(DownlinkBytes, b => b.DownlinkBitsPerSecond);

    // Whole milliseconds, rounded up, as plans have it.
    private TimeSpan Transfer(long bytes, Func<RadioBand, double> rate) => TimeSpan.FromMilliseconds((long)Math.Ceiling(
        bytes * 8.0 / Fastest(rate) * 1000));

    private double Fastest(Func<RadioBand, double> rate) => SatelliteBands
        .Join(StationBands, b => b.Name, b => b.Name, (mine, theirs) => Math.Min(rate(mine), rate(theirs)), StringComparer.Ordinal)
        .Max();
}
