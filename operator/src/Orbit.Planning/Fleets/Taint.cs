namespace Orbit.Planning.Fleets;

/// <summary>A mark on a satellite that keeps away the jobs that do not tolerate it.</summary>
/// <param name="Key">What it is called.</param>
/// <param name="Value">Its value; empty for none.</param>
/// <param name="Effect">What it does.</param>
public sealed record Taint(string Key, string Value, string Effect)
{
    /// <summary>The mark of a satellite whose node is cordoned, as Kubernetes calls it.</summary>
    public static Taint Cordon { get; } = new("node.kubernetes.io/unschedulable", "", "NoSchedule");

    /// <summary>The taint as <c>kubectl taint</c> takes it: <c>key=value:NoSchedule</c>.</summary>
    public override string ToString() => Value.Length > 0 ? $"{Key}={Value}:{Effect}" : $"{Key}:{Effect}";
}
