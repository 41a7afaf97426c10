using System.Globalization;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>How much a test tries, and with which seed: a sample in <c>make test</c>, everything in <c>make soak</c>.</summary>
internal static class Effort
{
    /// <summary>Whether everything is tried, and the machine is there for nothing else: only then may a test judge by time.</summary>
    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("ORBIT_SOAK") == "1";

    /// <summary>One of two numbers of rounds.</summary>
    public static int Rounds(int inTest, int inSoak) => IsSoak ? inSoak : inTest;

    /// <summary>The seed of this run: ORBIT_SEED, or always the same one. <c>make test</c> decides what lands and must say the same of the same code; <c>make soak</c> draws a seed and tries others. A test prints it first of all.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("ORBIT_SEED") is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : 20261122;
}
