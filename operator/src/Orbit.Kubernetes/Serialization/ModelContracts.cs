using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Adapts the contracts of <c>k8s.Models</c> to what the API server wants and what a store should keep.</summary>
public static class ModelContracts
{
    // metav1.MicroTime; all other instants of the built-in kinds are metav1.Time.
    private static readonly (Type Type, string Member)[] MicroTimes =
    [
        (typeof(V1LeaseSpec), "acquireTime"),
        (typeof(V1LeaseSpec), "renewTime"),
        (typeof(Eventsv1Event), "eventTime"),
        (typeof(Eventsv1EventSeries), "lastObservedTime"),
    ];

    // Large, and nobody here reads them.
    private static readonly string[] LeftOut = ["managedFields", "selfLink"];

    /// <summary>The resolver modifier; it leaves all other types as they are.</summary>
    public static void Adapt(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace is not "k8s.Models")
        {
            return;
        }

        if (type.Type == typeof(V1ObjectMeta))
        {
            LeaveOut(type.Properties);
        }

        foreach (var property in type.Properties.Where(p => MicroTimes.Contains((type.Type, p.Name))))
        {
            property.CustomConverter = property.PropertyType == typeof(DateTime) ? new MicroTimeJsonConverter() : new MicroTimeJsonConverter.OrNull();
        }

        if (type.Type.IsAssignableTo(typeof(IKubernetesObject<V1ObjectMeta>)))
        {
            NameKind(type, ResourceKind.Of(type.Type));
        }
    }

    private static void LeaveOut(IList<JsonPropertyInfo> properties)
    {
        foreach (var property in properties.Where(p => LeftOut.Contains(p.Name, StringComparer.Ordinal)).ToList())
        {
            properties.Remove(property);
        }
    }

    // The items of a list carry neither apiVersion nor kind, and an object that is made here need not say what its type says.
    private static void NameKind(JsonTypeInfo type, ResourceKind kind)
    {
        var create = type.CreateObject!;
        type.CreateObject = () =>
        {
            var made = (IKubernetesObject)create();
            (made.ApiVersion, made.Kind) = (kind.ApiVersion, kind.Kind);
            return made;
        };
        // Whoever reads an object need not ask whether it has metadata.
        type.OnDeserialized = static read => ((IMetadata<V1ObjectMeta>)read).Metadata ??= new V1ObjectMeta();
        foreach (var property in type.Properties)
        {
            if (property.Name switch { "apiVersion" => kind.ApiVersion, "kind" => kind.Kind, _ => null } is { } value)
            {
                property.Get = _ => value;
                property.Set = static (_, _) => { };
            }
        }
    }
}
