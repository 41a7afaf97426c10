using System.ComponentModel.DataAnnotations;
using k8s.Models;
using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>What to compute, and what to mind when choosing where and when.</summary>
public sealed record OrbitalInferenceJobSpec
{
    /// <summary>Name of the model, such as <c>qwen3-8b</c>. The job runs on a satellite that has it on board.</summary>
    [RegularExpression(Patterns.Model)]
    [StringLength(253)]
    public required string Model { get; init; }

    /// <summary>What the model is asked.</summary>
    public required JobInput Input { get; init; }

    /// <summary>Where the answer is stored, and how large it may be. Left out: the defaults of its fields.</summary>
    public JobOutput Output { get; init; } = new();

    /// <summary>How much there is to compute; it gives the time to keep on board.</summary>
    public required JobWork Work { get; init; }

    /// <summary>What the job needs on board besides an accelerator. Left out: nothing.</summary>
    public JobResources? Resources { get; init; }

    /// <summary>Instant, in mission time, by which the result must be on the ground; a plan that can't make it is no plan. Left out: none. If <c>completeWithin</c> is given too, the earlier counts.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Longest time from the job's acceptance to the result on the ground; a plan that can't make it is no plan. Left out: any. If <c>deadline</c> is given too, the earlier counts.</summary>
    public TimeSpan? CompleteWithin { get; init; }

    /// <summary>Jobs of higher priority are planned first; among equals the older one. A job that finds no place takes that of jobs of lower priority whose uplink has not begun; these are planned anew.</summary>
    [Range(-1_000_000_000, 1_000_000_000)]
    public int Priority { get; init; }

    /// <summary>What the best plan is, among those that meet all demands.</summary>
    public JobObjective Objective { get; init; } = JobObjective.EarliestCompletion;

    /// <summary>The satellites that may run the job, by their labels. Left out: all.</summary>
    public V1LabelSelector? SatelliteSelector { get; init; }

    /// <summary>Taints of Nodes that do not keep the job off their satellites, as a pod has them; a toleration of <c>node.kubernetes.io/unschedulable</c> lifts a cordon. The pods of the job's attempts have them too. Left out: none.</summary>
    [ListLength(0, 100)]
    public IReadOnlyList<V1Toleration> Tolerations { get; init; } = [];

    /// <summary>The GroundLinks that may take the job up, by their labels. Left out: all.</summary>
    public V1LabelSelector? UplinkSelector { get; init; }

    /// <summary>The GroundLinks that may take the result down, by their labels. Left out: all.</summary>
    public V1LabelSelector? DownlinkSelector { get; init; }

    /// <summary>Countries and territories whose GroundLinks may carry the job and its result, ISO 3166-1 alpha-2, such as <c>NO</c>; each code stands for itself alone. Left out: all.</summary>
    [ListSet]
    [RegularExpression(Patterns.Country)]
    [ListLength(0, 250)]
    public IReadOnlyList<string> AllowedCountries { get; init; } = [];

    /// <summary>Failed attempts that are made up for by another; one more, and the job is given up.</summary>
    [Range(0, 100)]
    public int BackoffLimit { get; init; } = 3;

    /// <summary>Time after which a finished job is deleted, with its result, counted from when its end was reported. Left out: never.</summary>
    public TimeSpan? TtlAfterFinished { get; init; }

    /// <summary>Whether to hold the job: nothing is planned for it, and what was booked is released. Once its uplink has begun, a job is let finish.</summary>
    public bool Suspend { get; init; }

    /// <summary>The instant by which the result must be on the ground: the earlier of <see cref="Deadline"/> and <see cref="CompleteWithin"/> after <paramref name="accepted"/>; null if neither is given.</summary>
    /// <param name="accepted">When the job was accepted, mission time.</param>
    public DateTimeOffset? LatestCompletion(DateTimeOffset accepted)
    {
        // Clamped, so that an absurdly long time means no limit instead of an overflow.
        DateTimeOffset? relative = CompleteWithin is not { } within ? null
            : within < DateTimeOffset.MaxValue - accepted ? accepted + within
            : DateTimeOffset.MaxValue;
        return Deadline < relative || relative is null ? Deadline : relative;
    }
}
