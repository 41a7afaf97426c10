using System.Text.Json;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Says which JSON contracts a kind has; one without it has those of the built-in kinds.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class JsonContractsAttribute : Attribute
{
    internal abstract JsonSerializerOptions Options { get; }
}

/// <inheritdoc/>
/// <typeparam name="TContracts">The contracts.</typeparam>
public sealed class JsonContractsAttribute<TContracts> : JsonContractsAttribute
    where TContracts : IJsonContracts
{
    internal override JsonSerializerOptions Options => TContracts.Options;
}
