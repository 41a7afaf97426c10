using System.Text.Json;

namespace Orbit.Kubernetes.Serialization;

/// <summary>How the kinds of <c>k8s.Models</c> are written as JSON.</summary>
public sealed class BuiltInKinds : IJsonContracts
{
    private BuiltInKinds()
    {
    }

    /// <inheritdoc/>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(KubernetesJsonContext.Default.Options)
        {
            TypeInfoResolver = System.Text.Json.Serialization.Metadata.JsonTypeInfoResolver.WithAddedModifier(KubernetesJsonContext.Default, ModelContracts.Adapt),
        };
        options.MakeReadOnly();
        return options;
    }
}
