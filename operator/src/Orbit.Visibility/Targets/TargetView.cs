using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Targets;

/// <summary>A stretch in which a satellite can take an image of a target.</summary>
/// <param name="Window">The stretch, cut at the searched span's ends.</param>
/// <param name="Culmination">The instant of the greatest elevation within it.</param>
/// <param name="MaxElevationDegrees">The satellite's elevation at <paramref name="Culmination"/>, degrees.</param>
/// <param name="OffNadirDegrees">The target's angle off nadir at <paramref name="Culmination"/>, degrees.</param>
/// <param name="RangeKm">Distance at <paramref name="Culmination"/>, km.</param>
public readonly record struct TargetView(
    Interval Window,
    DateTimeOffset Culmination,
    double MaxElevationDegrees,
    double OffNadirDegrees,
    double RangeKm);
