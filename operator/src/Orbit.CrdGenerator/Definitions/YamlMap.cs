namespace Orbit.CrdGenerator.Definitions;

/// <summary>A YAML mapping whose keys stay in the order in which they were added.</summary>
internal sealed class YamlMap() : OrderedDictionary<string, object>(StringComparer.Ordinal);
