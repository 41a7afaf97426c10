namespace Orbit.RuntimeBenchmarks.Figures;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured, in snake case.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Target">What it should be, such as <c>&lt; 5</c>; null for a figure that only stands beside another.</param>
internal sealed record Figure(string Name, double Value, string Unit, string? Target = null);
