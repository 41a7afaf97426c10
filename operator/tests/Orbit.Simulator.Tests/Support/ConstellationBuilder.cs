using System.Globalization;
using System.Text;

namespace Orbit.Simulator.Tests.Support;

/// <summary>Manifests of a constellation for a test.</summary>
internal sealed class ConstellationBuilder
{
    private readonly StringBuilder _yaml = new();

    /// <summary>One of the SCS-01 satellites, 63982 to 63993, with their elements of 2026-08-22.</summary>
    public ConstellationBuilder Satellite(
        int noradId,
        int accelerators = 1,
        string executionOrder = "InOrderOfArrival",
        string coolDown = "0s",
        string bands = "[{name: X, uplinkBitsPerSecond: 8M, downlinkBitsPerSecond: 16M}]")
    {
        var lines = File.ReadAllLines(RepositoryFiles.Data("three_body", "scs01_2026-08-22.tle"));
        var first = Array.FindIndex(lines, line => line.StartsWith($"1 {noradId}", StringComparison.Ordinal));
        _yaml.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: orbitoperator.io/v1alpha1
            kind: SatelliteNode
            metadata:
              name: scs-{{noradId}}
            spec:
              noradId: {{noradId}}
              orbit:
                tle:
                  line1: "{{lines[first].TrimEnd()}}"
                  line2: "{{lines[first + 1].TrimEnd()}}"
              compute:
                accelerators: {{accelerators}}
                executionOrder: {{executionOrder}}
                tops: 100
                models:
                - {name: qwen3-8b, tokensPerSecond: 20}
                - {name: silent}
              thermal: {maximumContinuousCompute: 20m, coolDown: {{coolDown}}}
              radio:
                bands: {{bands}}

            """);
        return this;
    }

    /// <summary>A station; <paramref name="more"/> is further YAML of its spec, in flow style.</summary>
    public ConstellationBuilder Station(
        string name,
        int antennas = 1,
        double latitude = 78.23,
        double longitude = 15.41,
        double altitude = 450,
        string bands = "[{name: X, uplinkBitsPerSecond: 100M, downlinkBitsPerSecond: 100M}]",
        string more = "")
    {
        _yaml.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: orbitoperator.io/v1alpha1
            kind: GroundLink
            metadata:
              name: {{name}}
            spec:
              provider: Test
              location: {latitudeDegrees: {{latitude}}, longitudeDegrees: {{longitude}}, altitudeMetres: {{altitude}}}
              antennas: {{antennas}}
              bands: {{bands}}
              {{more.ReplaceLineEndings("\n  ")}}

            """);
        return this;
    }

    /// <summary>All stations of the reference windows.</summary>
    public ConstellationBuilder ReferenceStations(int antennas = 1)
    {
        foreach (var (name, latitude, longitude, altitude) in ReferenceWindows.Stations)
        {
            Station(name, antennas, latitude, longitude, altitude);
        }

        return this;
    }

    /// <summary>The manifests.</summary>
    public override string ToString() => _yaml.ToString();
}
