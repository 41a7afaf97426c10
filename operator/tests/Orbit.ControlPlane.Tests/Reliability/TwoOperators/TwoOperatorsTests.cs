using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Xunit.Abstractions;

namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>Two operators with a lease between them: whatever happens to the leader, the other one takes over, and no antenna is ever booked twice.</summary>
[Collection(AloneCollection.Name)]
public sealed class TwoOperatorsTests(ControlPlaneFixture controlPlane, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>The retry period that the operator takes for this lease.</summary>
    private static readonly TimeSpan Retry = Lease * 2 / 15;

    /// <summary>What <see cref="Orbit.Kubernetes.Runtime.LeaderElection.LeaderElector"/> promises as long as a request takes no more than Retry/16, 25 ms.</summary>
    private static readonly TimeSpan Promise = Lease + Retry;

    private enum Fault
    {
        Kill,
        Pause,
        CutOff,
        CutOffSilently,
    }

    [Fact]
    public async Task IfTheLeaderIsKilledPausedOrCutOffAgainAndAgainThenTheOtherTakesOverAndNoAntennaIsBookedTwice()
    {
        var seed = Effort.Seed;
        var each = Effort.Rounds(inTest: 1, inSoak: 100);
        output.WriteLine($"seed {seed}, each fault {each} times");
        var random = new Random(seed);
        var faults = Enumerable.Repeat(Enum.GetValues<Fault>(), each).SelectMany(f => f).ToArray();
        random.Shuffle(faults);

        // Twelve satellites that come over six stations close behind each other: whoever plans without knowing of the other's bookings books twice.
        string[] names = [.. "abcdefghjklm".Select(c => $"scs-01-{c}"), "ksat-azores", "ksat-troll", "ksat-prudhoe-bay", "ksat-nuuk", "ksat-tokyo", "ksat-kourou"];
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, await SmallWorlds.OnlyAsync(names));
        await world.KillOperatorAsync();
        var trace = new LeaseTrace();
        var guard = new LedgerGuard(world.Client);
        using var done = new CancellationTokenSource();
        var guarding = guard.RunAsync(done.Token);
        await using var first = await OperatorReplica.StartAsync("first", world, trace);
        await using var second = await OperatorReplica.StartAsync("second", world, trace);

        for (var round = 0; round < faults.Length; round++)
        {
            await world.SubmitAsync($"round-{round}", "work: {duration: 30s}");
            var struck = await TakeOverAsync(faults[round], trace, first, second, random);
            Tell($"round {round} {faults[round]}, {struck.TotalSeconds:0.000} s after the last renewal", trace.Handovers[^1]);
        }

        var jobs = await world.WaitForAllAsync<OrbitalInferenceJob>("default", all => all.Count == faults.Length && all.All(j => j.Status?.Phase is JobPhase.Succeeded or JobPhase.Failed));
        await done.CancelAsync();
        await guarding;
        var times = trace.Handovers.Select(h => h.Duration).Order().ToArray();
        output.WriteLine($"{times.Length} handovers, median {times[times.Length / 2].TotalSeconds:0.00} s, longest {times[^1].TotalSeconds:0.00} s; {guard.Looks} versions of ledgers; starts {first.Starts} and {second.Starts}");
        output.WriteLine($"{trace.LateWrites.Count} writes arrived after the lease had changed hands: {string.Join(", ", trace.LateWrites.Take(20))}");

        guard.Looks.Should().BeGreaterThan(faults.Length, "each job's booking is a version of a ledger");
        guard.Violations.Should().BeEmpty("seed {0}", seed);
        jobs.Should().OnlyContain(j => j.Status!.Phase == JobPhase.Succeeded, "seed {0}", seed);
        var log = await world.PhysicalLogAsync();
        log.ShouldBeExclusive(TimeSpan.FromSeconds(60));
        log.Runs.Should().HaveCount(jobs.Count, "no work is started twice, seed {0}", seed);
        times.Should().HaveCountGreaterThanOrEqualTo(faults.Length);
        if (Effort.IsSoak)
        {
            times.Should().OnlyContain(t => t <= Promise, "a candidate looks within three quarters of {0}, and when the lease runs out", Retry);
        }
    }

    private void Tell(string what, Handover handover)
    {
        output.WriteLine($"{what}: handover {handover.Duration.TotalSeconds:0.000} s");
        if (handover.Duration > Promise)
        {
            output.WriteLine($"  {string.Join("\n  ", handover.Requests)}");
        }
    }

    /// <summary>Has a fault happen to the leader while the other is a candidate, and lets it pass once that one leads.</summary>
    /// <returns>How long before the fault the lease was renewed last. More than a retry period and a request: the leader had trouble before.</returns>
    private static async Task<TimeSpan> TakeOverAsync(Fault fault, LeaseTrace trace, OperatorReplica first, OperatorReplica second, Random random)
    {
        using var limit = new CancellationTokenSource(Limit);
        await Task.WhenAny(trace.LeadsAsync(first, limit.Token), trace.LeadsAsync(second, limit.Token));
        OperatorReplica leader, other;
        do
        {
            (leader, other) = trace.Leader == first ? (first, second) : (second, first);
            var ready = Task.WhenAll(leader.LeadsAsync(limit.Token), other.StandsByAsync(limit.Token));
            await await Task.WhenAny(ready, trace.LeadsAsync(other, limit.Token));
        }
        while (trace.Leader != leader);

        var struck = trace.SinceRenewal;
        switch (fault)
        {
            case Fault.Kill:
                await leader.KillAsync();
                await trace.LeadsAsync(other, limit.Token);
                break;
            case Fault.Pause:
                await leader.PauseAsync();
                await trace.LeadsAsync(other, limit.Token);
                await leader.ContinueAsync();
                break;
            case Fault.CutOff or Fault.CutOffSilently:
                leader.CutOff(silently: fault == Fault.CutOffSilently);
                await trace.LeadsAsync(other, limit.Token);
                await leader.ReconnectAsync();
                break;
        }

        return struck;
    }
}
