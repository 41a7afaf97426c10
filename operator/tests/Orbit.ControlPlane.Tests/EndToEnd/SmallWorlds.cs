using System.Text.RegularExpressions;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Parts of the shipped constellation.</summary>
internal static partial class SmallWorlds
{
    /// <summary>One satellite of the twelve and one polar station, which sees it on almost every orbit.</summary>
    public static Task<string> OneSatelliteAndOneStationAsync() => OnlyAsync("scs-01-a", "ksat-svalbard");

    /// <summary>The manifests in which every object has its name as a label too, so that a job can select it.</summary>
    public static string Selectable(string manifests) =>
        NameAndLabels().Replace(manifests, $"metadata:\n  name: ${{name}}\n  labels:\n    {NameLabel}: ${{name}}\n");

    /// <summary>A selector, for a job's spec, of one object of <see cref="Selectable"/>.</summary>
    public static string Only(string name) => $"{{matchLabels: {{{NameLabel}: {name}}}}}";

    /// <summary>The manifests in which every station wants to be asked that long before a contact: on a slow machine, too, there is that time between booking and uplink.</summary>
    public static string AskedAhead(string manifests, string leadTime) =>
        manifests.Replace("  turnaround: 60s", $"  turnaround: 60s\n  leadTime: {leadTime}", StringComparison.Ordinal);

    private const string NameLabel = "orbitoperator.io/test-name";

    [GeneratedRegex(@"metadata:\n  name: (?<name>\S+)\n  labels:\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameAndLabels();

    /// <summary>The named objects of the shipped constellation.</summary>
    public static async Task<string> OnlyAsync(params string[] names)
    {
        var documents = (await OrbitWorld.ShippedConstellationAsync()).Split("\n---\n").SelectMany(t => t.Split("\n---")).Where(d => d.Contains("kind:", StringComparison.Ordinal));
        var chosen = documents.Where(d => names.Any(n => d.Split('\n').Any(l => l.Trim() == $"name: {n}"))).ToArray();
        chosen.Should().HaveCount(names.Length, "the shipped constellation has each of {0}", string.Join(", ", names));
        return string.Join("\n---\n", chosen);
    }
}
