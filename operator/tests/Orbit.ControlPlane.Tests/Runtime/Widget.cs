using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.ControlPlane.Tests.Runtime;

/// <summary>A custom resource of these tests' own. Its schema allows what this type can't hold, so that poison objects can be stored.</summary>
[KubernetesEntity(Group = "runtime.test.orbitoperator.io", ApiVersion = "v1", Kind = "Widget", PluralName = "widgets")]
[JsonContracts<WidgetJson>]
public sealed record Widget : IKubernetesObject<V1ObjectMeta>
{
    public const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.runtime.test.orbitoperator.io}
        spec:
          group: runtime.test.orbitoperator.io
          scope: Namespaced
          names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      size: {x-kubernetes-int-or-string: true}
                      color: {type: string, enum: [red, green]}
                  status:
                    type: object
                    properties:
                      count: {type: integer}
                      conditions:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [type]
                        items:
                          type: object
                          required: [type, status]
                          properties:
                            type: {type: string}
                            status: {type: string}
                            reason: {type: string}
                            message: {type: string}
                            lastTransitionTime: {type: string, format: date-time}
        """;

    public string ApiVersion { get; set; } = "runtime.test.orbitoperator.io/v1";

    public string Kind { get; set; } = "Widget";

    public V1ObjectMeta Metadata { get; set; } = new();

    public WidgetSpec? Spec { get; init; }

    public WidgetStatus? Status { get; init; }
}

public sealed record WidgetSpec
{
    public int Size { get; init; }

    public string? Color { get; init; }
}

public sealed record WidgetStatus
{
    public int? Count { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }
}

public sealed class WidgetJson : IJsonContracts
{
    public static JsonSerializerOptions Options { get; } =
        new(WidgetJsonContext.Default.Options) { TypeInfoResolver = WidgetJsonContext.Default.WithAddedModifier(ModelContracts.Adapt) };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(TimeJsonConverter)])]
[JsonSerializable(typeof(Widget))]
public sealed partial class WidgetJsonContext : JsonSerializerContext;
