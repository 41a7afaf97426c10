using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Orbit.Api.Schema;
using Orbit.CrdGenerator.Documentation;
using Orbit.CrdGenerator.Schemas;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.CrdGenerator.Definitions;

/// <summary>What a CustomResourceDefinition says about a kind.</summary>
internal sealed record ResourceDefinition
{
    /// <summary>Names and scope.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>What the kind is.</summary>
    public required string Description { get; init; }

    /// <summary>Short names for kubectl.</summary>
    public required IReadOnlyList<string> ShortNames { get; init; }

    /// <summary>Columns of <c>kubectl get</c>.</summary>
    public required IReadOnlyList<PrinterColumnAttribute> Columns { get; init; }

    /// <summary>Schema of the spec.</summary>
    public required Schema Spec { get; init; }

    /// <summary>Schema of the status.</summary>
    public required Schema Status { get; init; }

    /// <summary>The definition of <typeparamref name="T"/>.</summary>
    public static ResourceDefinition Of<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var documentation = XmlDocumentation.Of(typeof(T).Assembly);
        JsonPropertyInfo Part(string name) => ResourceJson.TypeInfo<T>().Properties.Single(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        return new ResourceDefinition
        {
            Kind = ResourceKind.Of<T>(),
            Description = documentation.Summary(typeof(T)),
            ShortNames = typeof(T).GetCustomAttribute<ShortNamesAttribute>()?.Names ?? [],
            Columns = [.. typeof(T).GetCustomAttributes<PrinterColumnAttribute>()],
            Spec = new SchemaBuilder(documentation, withDefaults: true).OfProperty(Part("spec"), owner: null),
            Status = new SchemaBuilder(documentation, withDefaults: false).OfProperty(Part("status"), owner: null),
        };
    }
}
