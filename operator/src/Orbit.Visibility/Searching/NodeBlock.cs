namespace Orbit.Visibility.Searching;

/// <summary>What bounds a satellite's motion on one block of its grid, between the nodes too.</summary>
/// <param name="Lowest">Least distance from the Earth's centre, km.</param>
/// <param name="Highest">Greatest distance from the Earth's centre, km.</param>
/// <param name="Speed">Greatest ECEF speed, km/s.</param>
/// <param name="Acceleration">Greatest ECEF acceleration, km/s².</param>
/// <param name="Error">Greatest distance of the model from SGP4, km.</param>
internal readonly record struct NodeBlock(double Lowest, double Highest, double Speed, double Acceleration, double Error);
