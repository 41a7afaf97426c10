using System.Globalization;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Admission;

namespace Orbit.Operator.Hosting;

/// <summary>What can be set from outside, all by environment variable; the mission clock's are listed at <c>MissionClock</c>.</summary>
/// <param name="Namespace">Where the operator keeps its own leader lease, and the webhook's certificate.</param>
/// <param name="LeaseDuration">How long a leader that is not heard of keeps the lease, wall time.</param>
/// <param name="Horizon">How far ahead windows are computed and jobs are planned, mission time.</param>
/// <param name="Admission">Where the admission webhook listens; null for no webhook.</param>
internal sealed record OperatorOptions(string Namespace, TimeSpan LeaseDuration, TimeSpan Horizon, AdmissionOptions? Admission = null)
{
    /// <summary>Environment variable of <see cref="Namespace"/>; the pod's own namespace, or <c>default</c>, when unset.</summary>
    public const string NamespaceVariable = "ORBIT_NAMESPACE";

    /// <summary>Environment variable of <see cref="LeaseDuration"/>; 15 s when unset, 1 s to 5 min.</summary>
    public const string LeaseDurationVariable = "ORBIT_LEASE_DURATION";

    /// <summary>Environment variable of <see cref="Horizon"/>; 24 h when unset, 1 h to 7 days.</summary>
    public const string HorizonVariable = "ORBIT_HORIZON";

    private const string PodNamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    /// <summary>The options that the environment describes.</summary>
    /// <param name="variable">Looks up an environment variable; null or blank when unset.</param>
    /// <exception cref="FormatException">A variable is malformed; the message names it and what would be right.</exception>
    public static OperatorOptions FromEnvironment(Func<string, string?> variable)
    {
        var ns = variable(NamespaceVariable);
        if (string.IsNullOrWhiteSpace(ns))
        {
            ns = File.Exists(PodNamespaceFile) ? File.ReadAllText(PodNamespaceFile).Trim() : "default";
        }

        return new OperatorOptions(
            ns,
            Duration(variable, LeaseDurationVariable, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            Duration(variable, HorizonVariable, TimeSpan.FromHours(24), TimeSpan.FromHours(1), TimeSpan.FromDays(7)),
            AdmissionOptions.FromEnvironment(variable));
    }

    private static TimeSpan Duration(Func<string, string?> variable, string name, TimeSpan unset, TimeSpan least, TimeSpan most)
    {
        var text = variable(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return unset;
        }

        return GoDuration.TryParse(text, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is '{text}', not a duration from {GoDuration.Format(least)} to {GoDuration.Format(most)} such as {GoDuration.Format(unset)}."));
    }
}
