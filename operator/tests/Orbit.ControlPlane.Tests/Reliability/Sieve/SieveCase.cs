namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>One way to disturb one scenario at one place.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Perturbation">How.</param>
/// <param name="At">Signature of the write or the event.</param>
internal sealed record SieveCase(Scenario Scenario, Perturbation Perturbation, string At)
{
    // The operator waits 5 s at most for what it wrote itself; only then does it act on an outdated ledger or job.
    private static readonly TimeSpan BeyondOwnWrites = TimeSpan.FromSeconds(6);

    /// <summary>The part of the operator that is hit: who writes, or who is shown a wrong view of a kind.</summary>
    public string Part => Perturbation is Perturbation.KilledBefore or Perturbation.KilledAfter ? Signatures.ControllerOf(At) : $"watch of {At.Split(' ')[0]}";

    /// <summary>For how long a view is held back at least, though the world stands still.</summary>
    public TimeSpan LeastHold => Perturbation is Perturbation.Stale && At.Split(' ')[0] is "groundlinks" or "orbitalinferencejobs" ? BeyondOwnWrites : TimeSpan.Zero;

    /// <summary>Such as <c>answer: KilledAfter Create nodes east #1</c>.</summary>
    public override string ToString() => $"{Scenario.Name}: {Perturbation} {At}";

    /// <summary>All cases of a run that was not disturbed.</summary>
    public static IEnumerable<SieveCase> Of(Scenario scenario, IEnumerable<string> writes, IEnumerable<string> events) =>
    [
        .. from write in writes
           from how in new[] { Perturbation.KilledBefore, Perturbation.KilledAfter }
           select new SieveCase(scenario, how, write),
        .. from seen in events
           from how in new[] { Perturbation.Stale, Perturbation.KilledThenStale, Perturbation.Missed }
           select new SieveCase(scenario, how, seen),
    ];
}
