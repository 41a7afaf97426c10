using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orbit.Kubernetes.Serialization;

/// <summary>The JSON contracts of all kinds that are read and written here. They are generated, so that trimming works.</summary>
public static class ResourceJson
{
    private static readonly JsonSerializerOptions BuiltIn = new(KubernetesJsonContext.Default.Options)
    {
        TypeInfoResolver = KubernetesJsonContext.Default.WithAddedModifier(ModelContracts.Adapt),
    };

    /// <summary>The contract of a kind, or of a part of a built-in one.</summary>
    /// <exception cref="NotSupportedException">There is no contract for <typeparamref name="T"/>: it is missing in <see cref="KubernetesJsonContext"/>, or its type lacks <see cref="JsonContractsAttribute{TContracts}"/>.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => Contract<T>.TypeInfo;

    /// <summary>The contract of a type that is known only when the program runs.</summary>
    /// <exception cref="NotSupportedException">There is no contract for <paramref name="type"/>.</exception>
    public static JsonTypeInfo TypeInfo(Type type)
    {
        var options = type.GetCustomAttribute<JsonContractsAttribute>()?.Options ?? BuiltIn;
        return options.TryGetTypeInfo(type, out var contract)
            ? contract
            : throw new NotSupportedException($"{type.Name} has no JSON contract. Name it in {nameof(KubernetesJsonContext)}.");
    }

    private static class Contract<T>
    {
        public static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)TypeInfo(typeof(T));
    }
}
