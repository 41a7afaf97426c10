namespace Orbit.Planning.Fleets;

/// <summary>A band of a radio, and how fast it is in each direction.</summary>
/// <param name="Name">The band, such as <c>S</c>, <c>X</c> or <c>Ka</c>; two radios talk on bands of the same name.</param>
/// <param name="UplinkBitsPerSecond">Ground to satellite; 0 when the band does not carry that direction.</param>
/// <param name="DownlinkBitsPerSecond">Satellite to ground; 0 when the band does not carry that direction.</param>
public sealed record RadioBand(string Name, double UplinkBitsPerSecond, double DownlinkBitsPerSecond);
