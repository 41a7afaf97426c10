using System.Globalization;

namespace Orbit.Benchmarks.Workloads;

/// <summary>One figure, printed as `name value unit`.</summary>
/// <param name="Name">What was measured, in snake case, its unit at the end.</param>
/// <param name="Value">How much: the median of several runs.</param>
/// <param name="Unit">Of what.</param>
public sealed record Measurement(string Name, double Value, string Unit)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {(Value >= 1000 ? Math.Round(Value).ToString(CultureInfo.InvariantCulture) : Value.ToString("G4", CultureInfo.InvariantCulture))} {Unit}");
}
