using System.Text.Json.Nodes;

namespace Orbit.ControlPlane.Tests.Resources;

/// <summary>Good objects of each kind, to be spoilt one field at a time.</summary>
internal static class Manifests
{
    public static JsonObject SatelliteNode(string name) => Parse(name, """
        {
          "apiVersion": "orbitoperator.io/v1alpha1",
          "kind": "SatelliteNode",
          "spec": {
            "noradId": 63982,
            "orbit": {
              "tle": {
                "line1": "1 63982U 25100A   26233.79419053  .00016205  00000+0  71936-3 0  9992",
                "line2": "2 63982  97.3629 305.1109 0029570 132.7662 227.6069 15.21237263 70613"
              }
            },
            "compute": { "tops": 744, "models": [{ "name": "qwen3-8b", "tokensPerSecond": 40 }] },
            "power": { "solarWatts": 900, "batteryWattHours": 1500, "idleWatts": 150, "computeWatts": 350 },
            "radio": { "bands": [{ "name": "S", "uplinkBitsPerSecond": "2M", "downlinkBitsPerSecond": 4000000 }] },
            "crosslinks": [{ "band": "Optical", "bitsPerSecond": "100G", "maximumRangeKilometres": 5000 }]
          }
        }
        """);

    public static JsonObject GroundLink(string name) => Parse(name, """
        {
          "apiVersion": "orbitoperator.io/v1alpha1",
          "kind": "GroundLink",
          "spec": {
            "provider": "test",
            "location": { "latitudeDegrees": 78.23, "longitudeDegrees": 15.41 },
            "country": "SJ",
            "bands": [{ "name": "S", "uplinkBitsPerSecond": "2M", "downlinkBitsPerSecond": "10M" }],
            "price": { "currency": "USD", "perContact": 25 },
            "gateway": { "url": "https://gateway.example.org" }
          }
        }
        """);

    public static JsonObject OrbitalInferenceJob(string name)
    {
        var job = Parse(name, """
            {
              "apiVersion": "orbitoperator.io/v1alpha1",
              "kind": "OrbitalInferenceJob",
              "spec": { "model": "qwen3-8b", "input": { "inline": "Why?" }, "work": { "tokens": 40 } }
            }
            """);
        job["metadata"]!["namespace"] = "default";
        return job;
    }

    /// <summary>A copy of <paramref name="manifest"/> with the field at <paramref name="path"/> set to a JSON value, or taken away.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="path">Names and list indices, such as <c>spec.radio.bands.0.name</c>; missing objects are made.</param>
    /// <param name="json">The value; null takes the field away.</param>
    public static JsonObject With(this JsonObject manifest, string path, string? json)
    {
        var copy = manifest.DeepClone().AsObject();
        var names = path.Split('.');
        JsonNode parent = copy;
        foreach (var name in names[..^1])
        {
            parent = parent is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : parent[name] ??= new JsonObject();
        }

        if (json is null)
        {
            parent.AsObject().Remove(names[^1]);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(json);
        }

        return copy;
    }

    private static JsonObject Parse(string name, string json)
    {
        var manifest = JsonNode.Parse(json)!.AsObject();
        manifest["metadata"] = new JsonObject { ["name"] = name };
        return manifest;
    }
}
