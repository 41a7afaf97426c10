using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>Where the API server serves a kind's objects.</summary>
internal static class ResourcePath
{
    public static string Collection(ResourceKind kind, string? ns)
    {
        var root = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        return kind.Namespaced && !string.IsNullOrEmpty(ns)
            ? $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{kind.Plural}"
            : $"{root}/{kind.Plural}";
    }

    public static string Object(ResourceKind kind, NamespacedName key, string? subresource = null)
    {
        if (string.IsNullOrEmpty(key.Name))
        {
            throw new ArgumentException($"A {kind.Kind} needs a metadata.name for this request.", nameof(key));
        }

        return $"{Collection(kind, RequireNamespace(kind, key.Namespace))}/{Uri.EscapeDataString(key.Name)}{(subresource is null ? "" : $"/{subresource}")}";
    }

    public static string? RequireNamespace(ResourceKind kind, string? ns) =>
        kind.Namespaced && string.IsNullOrEmpty(ns)
            ? throw new ArgumentException($"A {kind.Kind} needs a metadata.namespace.", nameof(ns))
            : ns;

    public static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                path += $"{separator}{name}={Uri.EscapeDataString(value)}";
                separator = '&';
            }
        }

        return path;
    }
}
