namespace Orbit.Visibility.Contacts;

/// <summary>A site and the part of its sky that it can use.</summary>
/// <param name="Site">Where it is.</param>
/// <param name="Mask">The lowest elevation it can use, by azimuth.</param>
public sealed record MaskedSite(GroundSite Site, HorizonMask Mask);
