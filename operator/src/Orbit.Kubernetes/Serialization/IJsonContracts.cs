using System.Text.Json;

namespace Orbit.Kubernetes.Serialization;

/// <summary>The source generated JSON contracts of a group of kinds.</summary>
public interface IJsonContracts
{
    /// <summary>Options that know the kinds and their parts; read-only.</summary>
    static abstract JsonSerializerOptions Options { get; }
}
