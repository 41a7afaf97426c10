using System.Globalization;

namespace Orbit.Kubernetes.Tests.Support;

/// <summary>JSON of small objects as an API server would send it.</summary>
public static class Json
{
    public static string ConfigMap(string name, int version, string? uid = null, string ns = "default", string data = "") =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}","uid":"{{{uid ?? $"uid-{name}"}}}","resourceVersion":"{{{version.ToString(CultureInfo.InvariantCulture)}}}"},"data":{"value":"{{{data}}}"}}""";

    /// <summary>A config map whose data is no map: it has metadata but does not fit its type.</summary>
    public static string Poison(string name, int version, string? uid = null) =>
        $$"""{"metadata":{"name":"{{name}}","namespace":"default","uid":"{{uid ?? $"uid-{name}"}}","resourceVersion":"{{version}}"},"data":"boom"}""";

    public static string Bookmark(int version) =>
        $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","creationTimestamp":null}}""";

    public static string List(int version, params string[] items) =>
        $$$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Page(int version, string next, params string[] items) =>
        $$$"""{"metadata":{"resourceVersion":"{{{version}}}","continue":"{{{next}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Gone => """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (9)","reason":"Expired","code":410}""";
}
