using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Scheduling;

/// <summary>Condition types of a job beyond those of its API.</summary>
internal static class JobConditions
{
    /// <summary>Whether the gateways have confirmed the contacts of the current plan and hold what goes up in them.</summary>
    public const string Booked = "Booked";

    /// <summary>Reason of <see cref="Booked"/> while it is False and the uplink's gateway may hold the bundle without having said so.</summary>
    public const string Staging = "Staging";

    /// <summary>Whether the bundle of the current plan may be at its gateway, and so go up unless it is taken back.</summary>
    public static bool MayHoldBundle(OrbitalInferenceJobStatus status) =>
        status.Conditions.FindCondition(Booked) is { Status: V1Condition.True } or { Reason: Staging };
}
