namespace Orbit.Kubernetes.Objects;

/// <summary>What a condition's status can be.</summary>
public static class ConditionStatus
{
    /// <summary>The condition holds.</summary>
    public const string True = "True";

    /// <summary>The condition does not hold.</summary>
    public const string False = "False";

    /// <summary>Nothing is known of the condition.</summary>
    public const string Unknown = "Unknown";
}
