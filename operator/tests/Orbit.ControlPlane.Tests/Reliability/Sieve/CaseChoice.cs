namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Which cases are run: all of them in <c>make soak</c>, otherwise a sample that a seed repeats.</summary>
internal static class CaseChoice
{
    /// <summary>The cases to run. A sample has one of each way to disturb; which controller it meets is for the seed to say.</summary>
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

        return Effort.IsSoak ? shuffled : [.. shuffled.DistinctBy(c => c.Perturbation)];
    }
}
