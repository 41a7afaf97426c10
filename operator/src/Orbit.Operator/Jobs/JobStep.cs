using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs;

/// <summary>What a look at a job led to.</summary>
/// <param name="Status">The status it has now; the same instance when nothing changed.</param>
/// <param name="Next">When to look again if nothing changes before, mission time; null for only then.</param>
/// <param name="Event">What to tell about the change; null for nothing.</param>
internal readonly record struct JobStep(OrbitalInferenceJobStatus Status, DateTimeOffset? Next = null, JobEvent? Event = null);
