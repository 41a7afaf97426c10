namespace Orbit.Planning.Fleets;

/// <summary>Whether an object with these labels is chosen; a pure function, for it may be asked any number of times.</summary>
/// <param name="labels">The labels of a satellite or of a station.</param>
public delegate bool LabelSelector(IReadOnlyDictionary<string, string> labels);
