using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>A contact that its provider confirmed with another interval or antenna than planned.</summary>
/// <param name="What">A sentence that says what was confirmed.</param>
/// <param name="Plan">The plan with the contact as confirmed; null when that is not possible, or not known yet.</param>
/// <param name="Problem">A sentence that says why the contact is given back; null when it is not.</param>
internal sealed record MovedContact(string What, JobPlan? Plan = null, string? Problem = null);
