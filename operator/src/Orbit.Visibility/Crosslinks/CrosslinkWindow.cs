using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Crosslinks;

/// <summary>A stretch in which two satellites can talk to each other.</summary>
/// <param name="Window">The stretch, cut at the searched span's ends.</param>
/// <param name="ClosestApproach">The instant of the least distance within it.</param>
/// <param name="MinimumRangeKm">That distance, km.</param>
/// <param name="ClippedStart">Whether they could already talk when the searched span began.</param>
/// <param name="ClippedEnd">Whether they still could when it ended.</param>
public readonly record struct CrosslinkWindow(
    Interval Window,
    DateTimeOffset ClosestApproach,
    double MinimumRangeKm,
    bool ClippedStart,
    bool ClippedEnd);
