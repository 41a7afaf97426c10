using Orbit.Visibility.Contacts;

namespace Orbit.Turnaround;

/// <summary>A line of the table of ground stations.</summary>
/// <param name="Provider">Who runs it: AWS, KSAT.</param>
/// <param name="Site">Where it is; its name is unique: <c>ksat-svalbard</c>.</param>
public sealed record StationEntry(string Provider, GroundSite Site);
