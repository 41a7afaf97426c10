using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Contacts;

/// <summary>One pass: a satellite above a site's mask, from acquisition (AOS) to loss (LOS) of signal.</summary>
/// <param name="Window">AOS to LOS, cut at the searched span's ends.</param>
/// <param name="Culmination">The instant of the greatest elevation inside the window.</param>
/// <param name="MaxElevationDegrees">Geometric elevation at <paramref name="Culmination"/>.</param>
/// <param name="ClippedStart">Whether the satellite was already up when the searched span began.</param>
/// <param name="ClippedEnd">Whether the satellite was still up when the searched span ended.</param>
public readonly record struct Pass(
    Interval Window,
    DateTimeOffset Culmination,
    double MaxElevationDegrees,
    bool ClippedStart,
    bool ClippedEnd);
