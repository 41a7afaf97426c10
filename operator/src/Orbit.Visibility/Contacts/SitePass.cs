namespace Orbit.Visibility.Contacts;

/// <summary>A pass over one of several sites.</summary>
/// <param name="Site">Index of the site in its <see cref="SiteSet"/>.</param>
/// <param name="Pass">The pass.</param>
public readonly record struct SitePass(int Site, Pass Pass);
