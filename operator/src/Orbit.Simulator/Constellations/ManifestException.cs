namespace Orbit.Simulator.Constellations;

/// <summary>A constellation's manifests can't be used; the message names file, object and field.</summary>
internal sealed class ManifestException(string message, Exception? inner = null) : FormatException(message, inner);
