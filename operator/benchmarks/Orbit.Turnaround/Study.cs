using Orbit.Planning;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Turnaround;

/// <summary>Turnarounds over start times that divide a day evenly, each with the whole fleet idle.</summary>
/// <param name="sky">Satellites, stations and passes; its span begins with the day and goes on long enough after it for a job of its last moments.</param>
/// <param name="assumptions">What is assumed.</param>
public sealed class Study(Sky sky, Assumptions assumptions)
{
    /// <summary>The model that the satellites have and the job asks for.</summary>
    public const string Model = "qwen3-8b";

    /// <summary>What ADA Space reported, "under two minutes".</summary>
    public static readonly TimeSpan Goal = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Start times that divide the first day of the sky's span evenly, the first at its start.</summary>
    public IEnumerable<DateTimeOffset> Starts(int count) =>
        Enumerable.Range(0, count).Select(i => sky.Span.Start + (i * (Day / count)));

    /// <summary>The planner's plan at each start.</summary>
    public IEnumerable<Sample> Plan(Func<string, bool> provider, int count)
    {
        var whole = sky.FleetAt(sky.Span.Start, provider, assumptions);
        foreach (var start in Starts(count))
        {
            var fleet = whole with { Now = start, Horizon = new Interval(start, sky.Span.End) };
            var plan = Planner.Plan(fleet, [Job("study", start)]).Outcomes.Single() as Plan
                ?? throw new InvalidOperationException($"No plan at {start:O}.");
            yield return new Sample(start, start + assumptions.Rules.ReactionTime + assumptions.Turnaround, plan);
        }
    }

    /// <summary>The geometric bound at each start under the same rules.</summary>
    public IEnumerable<TimeSpan> Bound(Func<string, bool> provider, int count)
    {
        var bound = new GeometricBound(sky, provider, assumptions);
        return Starts(count).Select(start => bound.At(start) ?? throw new InvalidOperationException($"No passes after {start:O}."));
    }

    /// <summary>The study's job.</summary>
    public JobRequest Job(string key, DateTimeOffset submitted) => new()
    {
        Key = key,
        Submitted = submitted,
        Model = Model,
        Work = Work.Lasting(assumptions.Compute),
        UplinkBytes = assumptions.UplinkBytes,
        DownlinkBytes = assumptions.DownlinkBytes,
    };
}
