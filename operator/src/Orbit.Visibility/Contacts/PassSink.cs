namespace Orbit.Visibility.Contacts;

/// <summary>Takes the passes of one satellite of a fleet.</summary>
/// <param name="satellite">Index of the satellite.</param>
/// <param name="passes">
/// Its passes: by site in their order in the set, and for each site in order of time. They are valid only during the call.
/// </param>
public delegate void PassSink(int satellite, ReadOnlySpan<SitePass> passes);
