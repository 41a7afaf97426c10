namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Which cases are run: all of them in <c>make soak</c>, otherwise a sample that a seed repeats.</summary>
internal static class CaseChoice
{
    private const int Sample = 10;

    /// <summary>The cases to run. A sample has one of each way to disturb and one of each controller's at least.</summary>
    /// <param name="cases">All there are.</param>
    /// <param name="seed">What draws the sample, and the order.</param>
    /// <param name="wanted">Only those whose name contains this, and all of them; null for a sample.</param>
    public static IReadOnlyList<SieveCase> Of(IReadOnlyList<SieveCase> cases, int seed, string? wanted)
    {
        var shuffled = cases.ToArray();
        new Random(seed).Shuffle(shuffled);
        if (wanted is not null)
        {
            return [.. shuffled.Where(c => c.ToString().Contains(wanted, StringComparison.Ordinal))];
        }

        var needed = shuffled.DistinctBy(c => c.Perturbation is Perturbation.KilledBefore or Perturbation.KilledAfter ? c.Part : "")
            .Where(c => c.Perturbation is Perturbation.KilledBefore or Perturbation.KilledAfter)
            .Concat(shuffled.DistinctBy(c => c.Perturbation))
            .Distinct();
        return [.. needed.Concat(shuffled).Distinct().Take(Effort.Rounds(Math.Max(Sample, needed.Count()), cases.Count))];
    }
}
