using System.Globalization;
using System.Text.RegularExpressions;
using Orbit.ControlPlane.Tests.ControlPlane;
using Xunit.Abstractions;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>
/// After Sieve (Sun et al., "Automatic Reliability Testing for Cluster Management Controllers", OSDI 2022): whatever an
/// operator does not live to see, sees too late or never sees, the world becomes what it would have become without.
/// What is disturbed is enumerated from runs that are not.
/// </summary>
/// <remarks>
/// Two environment variables help a person: ORBIT_SIEVE_CASE runs only the cases whose name contains it, and
/// ORBIT_SIEVE_REPORT is a file to which the outcome of each case is added as soon as it is known; cases that
/// converged by it already are not run again, so that a soak that was broken off goes on where it was.
/// </remarks>
[Collection(AloneCollection.Name)]
public sealed partial class SieveTests(ControlPlaneFixture controlPlane, ITestOutputHelper output)
{
    private const double MostNotReached = 0.1;

    [Fact]
    public async Task IfTheOperatorIsKilledOrShownAnOldOrIncompleteViewThenTheWorldConvergesToWhatItWouldHaveBeen()
    {
        Say($"Seed {Effort.Seed}; ORBIT_SEED={Effort.Seed} repeats this choice of cases.");
        await using var run = await SieveRun.StartAsync(controlPlane);
        var expected = new Dictionary<Scenario, WorldState>();
        var cases = new List<SieveCase>();
        foreach (var scenario in Scenario.All.Where(s => Wanted is not { } wanted || !Scenario.All.Any(o => wanted.StartsWith($"{o.Name}:", StringComparison.Ordinal)) || wanted.StartsWith($"{s.Name}:", StringComparison.Ordinal)))
        {
            var (state, writes, events) = await ReferenceAsync(run, scenario);
            expected[scenario] = state;
            cases.AddRange(SieveCase.Of(scenario, writes, events));
            Say($"Scenario {scenario.Name}, writes:\n  {string.Join("\n  ", writes.Select(w => $"{Signatures.ControllerOf(w)}: {w}"))}");
            Say($"Scenario {scenario.Name}, watch events:\n  {string.Join("\n  ", events)}");
        }

        var all = CaseChoice.Of(cases, Effort.Seed, Wanted);
        all.Should().NotBeEmpty("a case that two undisturbed runs do not offer must not pass in silence");
        var done = Report.Done();
        var chosen = all.Where(c => !done.Contains(c.ToString())).ToArray();
        Say($"{all.Count} cases, {all.Count - chosen.Length} of them done before.");
        var outcomes = new List<(SieveCase Case, string Outcome)>();
        foreach (var one in chosen)
        {
            var began = TimeProvider.System.GetTimestamp();
            var outcome = await OutcomeAsync(run, one, expected[one.Scenario]);
            outcomes.Add((one, outcome));
            Say(string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count}/{chosen.Length} {one}: {outcome} ({TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s)"));
        }

        foreach (var part in cases.GroupBy(c => c.Part).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var ran = outcomes.Where(o => o.Case.Part == part.Key).ToArray();
            Say($"{part.Key}: {part.Select(c => (c.Scenario, c.At)).Distinct().Count()} places, {part.Count()} cases, {ran.Length} run, {ran.Count(o => o.Outcome == NotReached)} not reached, {ran.Count(IsFailure)} failed");
        }

        var failures = outcomes.Where(IsFailure).Select(o => $"{o.Case} (seed {Effort.Seed}; ORBIT_SIEVE_CASE=\"{o.Case}\" runs it alone): {o.Outcome}");
        failures.Should().BeEmpty();
        outcomes.Count(o => o.Outcome == NotReached).Should().BeLessThanOrEqualTo((int)Math.Ceiling(outcomes.Count * MostNotReached), "the cases have to come about: {0}", string.Join("; ", outcomes.Where(o => o.Outcome == NotReached).Select(o => o.Case)));
    }

    private const string Converged = "converged";
    private const string NotReached = "not reached";

    private static string? Wanted { get; } = Environment.GetEnvironmentVariable("ORBIT_SIEVE_CASE") is { Length: > 0 } name ? name : null;

    private static SieveReport Report { get; } = new(Environment.GetEnvironmentVariable("ORBIT_SIEVE_REPORT") is { Length: > 0 } file ? file : null);

    private static bool IsFailure((SieveCase Case, string Outcome) outcome) => outcome.Outcome is not (Converged or NotReached);

    // Two runs that nothing disturbs end alike. A busy machine may miss a contact, so that one of three may be another.
    // What not both of the two do came about by chance, and can't be counted upon.
    private static async Task<(WorldState State, string[] Writes, string[] Events)> ReferenceAsync(SieveRun run, Scenario scenario)
    {
        var runs = new List<(WorldState State, IReadOnlyList<string> Writes, IReadOnlyList<string> Events)>();
        while (runs.Count < 3)
        {
            var next = await run.ReferenceAsync(scenario);
            if (runs.FirstOrDefault(r => r.State.DifferenceFrom(next.State).Length == 0) is { State: not null } other)
            {
                return (
                    next.State,
                    [.. next.Writes.Intersect(other.Writes, StringComparer.Ordinal).Where(w => !Beat().IsMatch(w))],
                    [.. next.Events.Intersect(other.Events, StringComparer.Ordinal)]);
            }

            runs.Add(next);
        }

        throw new InvalidOperationException($"Three runs of {scenario.Name} that nothing disturbed ended in three ways:\n{runs[1].State.DifferenceFrom(runs[0].State)}\n{runs[2].State.DifferenceFrom(runs[1].State)}");
    }

    // One that fails must not keep the others from being tried.
    private static async Task<string> OutcomeAsync(SieveRun run, SieveCase one, WorldState expected)
    {
        try
        {
            return await run.DisturbAsync(one, expected) ? Converged : NotReached;
        }
        catch (Exception e)
        {
            return $"FAILED {e.GetType().Name}: {e.Message}";
        }
    }

    // One heartbeat is like another: the first two stand for all.
    [GeneratedRegex(" leases .*#([3-9]|[0-9]{2,})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Beat();

    private void Say(string line)
    {
        output.WriteLine(line);
        Report.Add(line);
    }
}
