namespace Orbit.Astrodynamics.Frames;

/// <summary>A position and its rate of change; the frame is said where it is used.</summary>
/// <param name="Position">km.</param>
/// <param name="Velocity">km/s.</param>
public readonly record struct StateVector(Vector3 Position, Vector3 Velocity);
