using System.Text.Json.Serialization.Metadata;

namespace Orbit.Kubernetes.Objects;

/// <summary>A kind of object that the client can read and write: its place in the API and its JSON shape are static members, so that nothing is looked up by reflection.</summary>
/// <typeparam name="TSelf">The implementing record.</typeparam>
/// <remarks>
/// How to write one:
/// <list type="bullet">
/// <item><c>ApiVersion</c> and <c>Kind</c> are get-only and come from <see cref="ResourceKind"/>: the items of a list carry neither.</item>
/// <item>
/// System.Text.Json's source generator hands <c>default(T)</c> to every <c>init</c> property that the JSON leaves out and so
/// overwrites its initialiser. Where a property's default is neither null nor zero, write
/// <c>{ get; init => field = value ?? []; } = [];</c> for a reference type, and make a value type nullable
/// (or a positional parameter of the record with a default value, which is honoured).
/// </item>
/// <item>The context names <see cref="Serialization.DurationJsonConverter"/> and <see cref="Serialization.TimestampJsonConverter"/> in its <c>Converters</c>, uses camel case, and omits nulls when writing.</item>
/// </list>
/// </remarks>
public interface IKubernetesResource<TSelf> : IKubernetesObject
    where TSelf : class, IKubernetesResource<TSelf>
{
    /// <summary>Where the API server keeps objects of this kind.</summary>
    static abstract ResourceKind ResourceKind { get; }

    /// <summary>Source generated JSON contract of this kind.</summary>
    static abstract JsonTypeInfo<TSelf> JsonTypeInfo { get; }

    /// <summary>The same object with other metadata; usually <c>this with { Metadata = metadata }</c>.</summary>
    TSelf WithMetadata(V1ObjectMeta metadata);
}
