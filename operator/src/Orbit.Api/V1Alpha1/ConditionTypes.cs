namespace Orbit.Api.V1Alpha1;

/// <summary>Types of the conditions that the custom resources carry.</summary>
public static class ConditionTypes
{
    /// <summary>SatelliteNode, GroundLink: the object is valid and work can be planned on it.</summary>
    public const string Ready = "Ready";

    /// <summary>OrbitalInferenceJob: a plan stands and its contacts are in the ledgers; if not, the message says why.</summary>
    public const string Scheduled = "Scheduled";

    /// <summary>OrbitalInferenceJob: the result is on the ground and stored.</summary>
    public const string Complete = "Complete";

    /// <summary>OrbitalInferenceJob: it was given up, and the message says why.</summary>
    public const string Failed = "Failed";

    /// <summary>OrbitalInferenceJob: there, and False, as long as the spec differs from what was sent up; the message names the fields.</summary>
    public const string SpecApplied = "SpecApplied";
}
