using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>The contacts that are booked rightly: those that the current plan of a job names.</summary>
internal static class LiveContacts
{
    /// <summary>Whether a job's plan counts (docs/designs/0002, rule 1).</summary>
    public static bool IsLive(OrbitalInferenceJob job) => job is { Metadata.DeletionTimestamp: null, Status: { Phase: not JobPhase.Failed, Plan: not null } };

    /// <summary>The names of the contacts of a job's plan.</summary>
    public static IEnumerable<string> Of(OrbitalInferenceJob job) =>
        new[] { job.Status?.Plan?.Uplink.Contact, job.Status?.Plan?.Downlink?.Contact }.OfType<string>();
}
