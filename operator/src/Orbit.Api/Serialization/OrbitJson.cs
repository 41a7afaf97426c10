using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.Serialization;

/// <summary>How the custom resources and their parts are written as JSON.</summary>
public sealed class OrbitJson : IJsonContracts
{
    private OrbitJson()
    {
    }

    /// <inheritdoc/>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>The contract of a resource or of a part of one, such as its status.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no part of a custom resource.</exception>
    public static JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(OrbitJsonContext.Default.Options)
        {
            TypeInfoResolver = OrbitJsonContext.Default.WithAddedModifier(InitialValues.Keep).WithAddedModifier(ModelContracts.Adapt),
        };
        options.MakeReadOnly();
        return options;
    }
}
