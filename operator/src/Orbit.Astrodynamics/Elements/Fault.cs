namespace Orbit.Astrodynamics.Elements;

/// <summary>What is wrong with a record, before its place in a text is known.</summary>
/// <param name="Field">As <see cref="ElementProblem.Field"/>.</param>
/// <param name="Reason">As <see cref="ElementProblem.Reason"/>.</param>
internal readonly record struct Fault(string Field, string Reason)
{
    public ElementProblem At(int line, string satellite) => new() { Line = line, Object = satellite, Field = Field, Reason = Reason };
}
