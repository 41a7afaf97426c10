namespace Orbit.Simulator.Simulation;

/// <summary>How instants are written in what the simulator says.</summary>
internal static class Instants
{
    /// <summary>Such as <c>2026-08-22T00:00:00.000Z</c>.</summary>
    public static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
