using Orbit.ControlPlane.Tests.EndToEnd;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>
/// A world without waiting: three geostationary satellites, always in view of four stations. Two of the stations can be
/// booked at any time, for a minute at least, so that a busy machine does not miss them; two are in maintenance and open ten hours after the start, far beyond the end of any test.
/// </summary>
internal static class SieveManifests
{
    /// <summary>The time that an antenna of these stations needs between two contacts.</summary>
    public static readonly TimeSpan Turnaround = TimeSpan.FromSeconds(5);

    /// <summary>When the stations <c>later</c> and <c>gap</c> open.</summary>
    public static readonly DateTimeOffset Opening = OrbitWorld.MissionStart.AddHours(10);

    /// <summary>The catalogue number of the satellite <c>west</c>.</summary>
    public const int West = 90002;

    /// <summary>All SatelliteNodes and GroundLinks.</summary>
    public static string All { get; } = string.Join("\n---\n",
        Satellite("east", 90001, 0),
        Satellite("west", West, 2),
        Satellite("spare", 90003, 4),
        Station("north", 55, 4, 60, ""),
        Station("south", 35, 4, 60, ""),
        Station("later", 45, 4, 60, Closed(OrbitWorld.MissionStart, Opening)),
        // Thirty seconds: room for one short job and no second.
        Station("gap", 40, 1, 0, $"{Closed(OrbitWorld.MissionStart, Opening)}, {Closed(Opening.AddSeconds(30), OrbitWorld.MissionStart.AddDays(9))}"));

    /// <summary>A maintenance window in YAML and JSON alike.</summary>
    public static string Closed(DateTimeOffset from, DateTimeOffset to) => $$"""{"start": "{{from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}", "end": "{{to.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""";

    // Above 15 degrees east at the start, which is when Greenwich's sidereal angle is 330.3 degrees.
    private static string Satellite(string name, int noradId, int degreesOn) => $$"""
        apiVersion: orbitoperator.io/v1alpha1
        kind: SatelliteNode
        metadata:
          name: {{name}}
          labels: {name: {{name}}}
        spec:
          noradId: {{noradId}}
          orbit:
            omm: {epoch: "2026-08-22T00:00:00Z", meanMotion: 1.00273791, eccentricity: 0.0001, inclination: 0.05, raOfAscNode: 345.3, argOfPericenter: 0, meanAnomaly: {{degreesOn}}, bstar: 0}
            maxElementAge: 168h
          role: Inference
          compute: {accelerators: 4, tops: 744, memory: 32Gi, models: [{name: qwen3-8b, tokensPerSecond: 40}]}
          radio: {bands: [{name: S, uplinkBitsPerSecond: 2M, downlinkBitsPerSecond: 4M}]}
        """;

    private static string Station(string name, int latitude, int antennas, int minimumContact, string maintenance) => $$"""
        apiVersion: orbitoperator.io/v1alpha1
        kind: GroundLink
        metadata:
          name: {{name}}
          labels: {name: {{name}}}
        spec:
          provider: sieve
          location: {latitudeDegrees: {{latitude}}, longitudeDegrees: 15}
          antennas: {{antennas}}
          bands: [{name: S, uplinkBitsPerSecond: 2M, downlinkBitsPerSecond: 10M}]
          minimumContact: {{minimumContact}}s
          turnaround: {{(int)Turnaround.TotalSeconds}}s
          maintenance: [{{maintenance}}]
          gateway: {url: "{{OrbitWorld.ShippedGateway}}"}
        """;
}
