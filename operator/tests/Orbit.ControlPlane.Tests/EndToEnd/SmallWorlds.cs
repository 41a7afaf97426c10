namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Parts of the shipped constellation.</summary>
internal static class SmallWorlds
{
    /// <summary>One satellite of the twelve and one polar station, which sees it on almost every orbit.</summary>
    public static Task<string> OneSatelliteAndOneStationAsync() => OnlyAsync("scs-01-a", "ksat-svalbard");

    /// <summary>The named objects of the shipped constellation.</summary>
    public static async Task<string> OnlyAsync(params string[] names)
    {
        var documents = (await OrbitWorld.ShippedConstellationAsync()).Split("\n---\n").SelectMany(t => t.Split("\n---")).Where(d => d.Contains("kind:", StringComparison.Ordinal));
        var chosen = documents.Where(d => names.Any(n => d.Split('\n').Any(l => l.Trim() == $"name: {n}"))).ToArray();
        chosen.Should().HaveCount(names.Length, "the shipped constellation has each of {0}", string.Join(", ", names));
        return string.Join("\n---\n", chosen);
    }
}
