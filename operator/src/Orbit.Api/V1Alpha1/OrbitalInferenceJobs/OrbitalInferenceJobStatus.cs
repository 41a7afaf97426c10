using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Orbit.Api.Schema;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>The plan of a job and how far it is. Orbital instants are mission time.</summary>
public sealed record OrbitalInferenceJobStatus
{
    /// <summary>The <c>metadata.generation</c> that this status was made from; if it is less than the current one, the status is behind.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>What the job is doing.</summary>
    public JobPhase Phase { get; init; } = JobPhase.Pending;

    /// <summary>What the job waits for, or how it ended, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Number of the current plan, from 1; 0 before the first.</summary>
    [Range(0, int.MaxValue)]
    public int Attempt { get; init; }

    /// <summary>Attempts that failed, counted against <c>spec.backoffLimit</c>. A plan that is replaced before its uplink is no failure.</summary>
    [Range(0, int.MaxValue)]
    public int Failures { get; init; }

    /// <summary>The current plan; absent while there is none.</summary>
    public JobPlan? Plan { get; init; }

    /// <summary>When things happened.</summary>
    public JobTimes? Actual { get; init; }

    /// <summary>Time from acceptance to the result on the ground; absent until then.</summary>
    public TimeSpan? Turnaround { get; init; }

    /// <summary>When a job without a plan is planned again at the latest, mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? NextTryTime { get; init; }

    /// <summary>The stored answer; absent until it is there.</summary>
    public JobResult? Result { get; init; }

    /// <summary>Conditions: <c>Scheduled</c> (a plan stands in the ledgers; if not, why), <c>Booked</c> (the gateways have confirmed its contacts), <c>Complete</c>, <c>Failed</c>, and <c>SpecApplied</c>, which is there and False as long as the spec differs from what was sent up.</summary>
    [ListMapKey(nameof(V1Condition.Type))]
    public IReadOnlyList<V1Condition> Conditions { get; init; } = [];
}
