namespace Orbit.Operator.Scheduling;

/// <summary>Condition types of a job beyond those of its API.</summary>
internal static class JobConditions
{
    /// <summary>Whether the gateways have confirmed the contacts of the current plan and hold what goes up in them.</summary>
    public const string Booked = "Booked";
}
