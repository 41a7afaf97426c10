namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>States of one run on the stack, for runs whose states the caller does not want in a row of whole vectors.</summary>
internal static class Staging
{
    /// <summary>Doubles that it needs.</summary>
    public const int Size = 6 * Workspace.Capacity;

    /// <summary>Spans over <paramref name="memory"/> and <paramref name="errors"/>.</summary>
    public static StateSpans Create(Span<double> memory, Span<Sgp4Error> errors) =>
        new(Part(memory, 0), Part(memory, 1), Part(memory, 2), Part(memory, 3), Part(memory, 4), Part(memory, 5), errors);

    private static Span<double> Part(Span<double> memory, int k) => memory.Slice(k * Workspace.Capacity, Workspace.Capacity);
}
