namespace Orbit.Visibility.Contacts;

/// <summary>What the margin over a mask is proven to do on each of eight stretches of time, a bit each.</summary>
/// <param name="Quiet">It does not change sign.</param>
/// <param name="Crosses">It changes sign once, and grows or shrinks all the time.</param>
/// <param name="Peaks">The elevation has a greatest value there, and the margin is not proven to stay below zero.</param>
internal readonly record struct MarginCourses(uint Quiet, uint Crosses, uint Peaks);
