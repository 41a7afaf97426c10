namespace Orbit.Kubernetes.Objects;

/// <summary>Where the API server keeps the objects of a kind.</summary>
/// <param name="Group">API group, empty for the core group.</param>
/// <param name="Version">API version, such as <c>v1alpha1</c>.</param>
/// <param name="Kind">Kind in upper camel case, such as <c>SatelliteNode</c>.</param>
/// <param name="Plural">Lower case plural as it stands in URLs, such as <c>satellitenodes</c>.</param>
/// <param name="Namespaced">Whether objects live in a namespace; otherwise they are cluster-wide.</param>
public sealed record ResourceKind(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    /// <summary>Group and version as an object's <c>apiVersion</c> says them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Plural and group, such as <c>satellitenodes.orbitoperator.io</c>: the name of the kind in logs, metrics and CRDs.</summary>
    public string FullName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The full name.</summary>
    public override string ToString() => FullName;
}
