using k8s.Models;

namespace Orbit.Kubernetes.Objects;

/// <summary>Reads an object's metadata.</summary>
public static class ObjectMetaExtensions
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>The labels; none if there are none.</summary>
    public static IReadOnlyDictionary<string, string> LabelsOrEmpty(this V1ObjectMeta metadata) => ReadOnly(metadata.Labels);

    /// <summary>The annotations; none if there are none.</summary>
    public static IReadOnlyDictionary<string, string> AnnotationsOrEmpty(this V1ObjectMeta metadata) => ReadOnly(metadata.Annotations);

    private static IReadOnlyDictionary<string, string> ReadOnly(IDictionary<string, string>? entries) =>
        entries is null ? None : entries as IReadOnlyDictionary<string, string> ?? new Dictionary<string, string>(entries, StringComparer.Ordinal);
}
