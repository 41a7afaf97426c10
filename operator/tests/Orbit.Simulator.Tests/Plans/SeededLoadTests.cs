using Orbit.Planning.Fleets;
using Orbit.Simulator.Log;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Tests.Plans;

/// <summary>What is planned on board against what a satellite does: nothing is lost where nothing breaks.</summary>
public class SeededLoadTests
{
    private const int Seeds = 12;

    // What the rounding of transfers and of passes may cost; the plans leave a second for it.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData(ExecutionOrder.InOrderOfArrival)]
    [InlineData(ExecutionOrder.AsPlanned)]
    public void IfNothingBreaksThenEveryRunEndsWhenItsPlanSaysAndNoDownlinkIsLost(ExecutionOrder order)
    {
        var jobs = 0;
        var overtaken = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var load = new SeededLoad(seed, order);

            var log = load.Run(rounds: 30);

            foreach (var job in load.Jobs)
            {
                var because = $"seed {seed}, {job.Request.Key} on {job.Plan.Satellite}";
                var run = log.Runs.Where(r => r.AttemptId == job.AttemptId).ToArray();
                if (job.Deleted)
                {
                    run.Should().BeEmpty(because);
                    continue;
                }

                var compute = job.Plan.Compute!.Value;
                var only = run.Should().ContainSingle(because).Subject;
                only.Outcome.Should().Be(RunOutcome.Completed, because);
                only.End.Should().BeOnOrBefore(compute.End + Tolerance, because);
                if (order is ExecutionOrder.AsPlanned)
                {
                    only.Start.Should().BeOnOrAfter(compute.Start, because);
                }

                var down = log.Transmissions.Where(t => t.AttemptId == job.AttemptId && t.Direction is TransferDirection.Down).ToArray();
                down.Should().ContainSingle(because).Which.Finished.Should().BeTrue(because);
                down[0].Contact.Should().Be(job.DownlinkContact, because);
            }

            jobs += load.Jobs.Count(j => !j.Deleted);
            overtaken += load.Jobs.Count(j => !j.Deleted && load.Jobs.Any(o => !o.Deleted && o.Plan.Satellite == j.Plan.Satellite
                && o.Plan.Uplink!.Transfer.End < j.Plan.Uplink!.Transfer.End && load.Jobs.IndexOf(o) > load.Jobs.IndexOf(j)));
        }

        jobs.Should().BeGreaterThan(Seeds * 50, "the loads should try something");
        overtaken.Should().BeGreaterThan(Seeds, "and jobs that are planned later should go up before others");
    }
}
