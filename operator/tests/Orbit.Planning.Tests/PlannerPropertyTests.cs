using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Planning.Tests.Checking;

namespace Orbit.Planning.Tests;

public class PlannerPropertyTests
{
    private const int Seeds = 25;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void IfAFleetIsSmallThenEveryPlanIsAsGoodAsTheBestOfAllAndNoFeasibleRequestIsLeftUnplaced(int batch)
    {
        var (placed, unplaced) = (0, 0);
        for (var seed = batch * Seeds; seed < (batch + 1) * Seeds; seed++)
        {
            var random = new RandomFleets(seed);
            var antennas = 1 + (seed % 2);
            var fleet = random.Fleet(satellites: 2 + (seed % 2), stations: 2 + (seed % 2), horizon: 160, antennas);
            var requests = new PlanningRequest[] { random.RandomJob(0), random.RandomJob(1), random.RandomJob(2), random.RandomDownlink(3, fleet) };
            if (antennas > 1)
            {
                // With several antennas, waiting can turn one contact into two that cost less; the planner does not look
                // for such detours, so that the cheapest is compared where there is one antenna.
                requests = [.. requests.Select(r => r.Objective == Objective.LowestCost ? r with { Objective = Objective.EarliestCompletion } : r)];
            }

            var result = Planner.Plan(fleet, requests);

            placed += result.Plans.Count();
            unplaced += result.Unplaced.Count();
            var world = new World(fleet);
            foreach (var outcome in result.Outcomes)
            {
                var because = $"seed {seed}, {outcome.Request.Key}";

                var best = new BruteForce(world, outcome.Request).Best();
                if (outcome is Plan plan)
                {
                    world.Faults(plan).Should().BeEmpty(because);
                    best.Should().NotBeNull(because);
                    Primary(plan).Should().BeApproximately(best!.Value.Primary, 1e-9, because);
                    plan.Completion.Should().Be(best.Value.Completion, because);
                    world.Take(plan);
                }
                else
                {
                    best.Should().BeNull($"{because}: {((Unplaced)outcome).Message}");
                }
            }
        }

        placed.Should().BeGreaterThan(Seeds, "the fleets should not be too poor to test anything");
        unplaced.Should().BeGreaterThan(Seeds / 2, "nor too rich");
    }

    [Fact]
    public void IfManyJobsShareAFleetThenEveryPlanKeepsEveryRule()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new RandomFleets(10_000 + seed);
            var fleet = random.Fleet(satellites: 6, stations: 6, horizon: 2000);
            var requests = Enumerable.Range(0, 40)
                .Select(i => i % 5 == 0 ? (PlanningRequest)random.RandomDownlink(i, fleet) : random.RandomJob(i))
                .ToArray();

            var result = Planner.Plan(fleet, requests);

            var world = new World(fleet);
            foreach (var plan in result.Plans)
            {
                world.Faults(plan).Should().BeEmpty($"seed {seed}, {plan.Request.Key}");
                world.Take(plan);
            }

            result.Plans.Should().NotBeEmpty();
            result.Outcomes.Should().HaveCount(requests.Length);
            foreach (var unplaced in result.Unplaced)
            {
                unplaced.NextTry.Should().BeAfter(fleet.Now);
                unplaced.Message.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public void IfTheInputComesInAnotherOrderThenThePlansAreTheSame()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new RandomFleets(20_000 + seed);
            var fleet = random.Fleet(satellites: 5, stations: 5, horizon: 1500);
            var requests = Enumerable.Range(0, 20).Select(random.RandomJob).ToArray();
            var shuffled = fleet with
            {
                Satellites = Shuffled(fleet.Satellites, seed),
                Stations = Shuffled(fleet.Stations, seed),
                Bookings = Shuffled(fleet.Bookings, seed),
                ComputeReservations = Shuffled(fleet.ComputeReservations, seed),
            };

            var first = Planner.Plan(fleet, requests).Outcomes;
            var second = Planner.Plan(shuffled, Shuffled(requests, seed)).Outcomes;

            second.Should().Equal(first, (a, b) => string.Equals(Describe(a), Describe(b), StringComparison.Ordinal));
        }
    }

    private static double Primary(Plan plan) => plan.Request.Objective switch
    {
        Objective.LowestCost => (double)plan.Cost!.Value,
        Objective.LowestEnergy when plan.Request is JobRequest => plan.EnergyWattHours ?? double.PositiveInfinity,
        _ => 0,
    };

    private static T[] Shuffled<T>(IReadOnlyList<T> list, int seed)
    {
        var copy = list.ToArray();
        new Random(seed).Shuffle(copy);
        return copy;
    }

    // Everything a plan holds, its request by its key.
    private static string Describe(PlanningOutcome outcome) => outcome switch
    {
        Plan p => $"{p.Request.Key} {p.Satellite} {p.Uplink} {p.Compute} {p.Downlink} {p.SingleContact} {p.Cost} {p.EnergyWattHours} {p.Reason}",
        Unplaced u => $"{u.Request.Key} {u.Message} {u.NextTry:O}",
        _ => throw new ArgumentException("No such outcome.", nameof(outcome)),
    };
}
