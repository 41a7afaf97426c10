namespace Orbit.Astrodynamics.Elements;

/// <summary>What a text of element sets held: those that could be read, and why the others could not.</summary>
/// <param name="Format">The format the text was recognised to be in.</param>
/// <param name="Elements">The element sets in the text's order; a satellite that occurs twice is here twice.</param>
/// <param name="Problems">Why the other records could not be read.</param>
public sealed record ElementFile(
    ElementFormat Format,
    IReadOnlyList<MeanElements> Elements,
    IReadOnlyList<ElementProblem> Problems);
