using System.Text;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Snapshots;

/// <summary>What a job's schema cannot say, or what slipped past an older one, as far as the job alone tells it.</summary>
internal static class JobProblems
{
    public const string NotOneInput = "spec.input must have exactly one of inline, configMapKeyRef, and uri with size.";

    public const string EmptyInput = "spec.input is empty; there must be something to send up.";

    /// <summary>Most bytes of a result: a ConfigMap takes 1 MiB with everything that is in it.</summary>
    public const long MostResultBytes = 1000 * 1024;

    /// <summary>What is wrong with the job, one sentence each that begins with the field and says what would be right.</summary>
    public static IEnumerable<string> All(OrbitalInferenceJob job)
    {
        var spec = job.Spec;
        return
        [
            .. OfInput(spec.Input),
            .. OfWork(spec.Work),
            .. spec.Output.MaximumSize.ToInt64() is <= 0 or > MostResultBytes
                ? [$"spec.output.maximumSize is {spec.Output.MaximumSize}; it must be above 0 and at most 1000Ki, which is what a ConfigMap can hold."]
                : Array.Empty<string>(),
            .. spec.SatelliteSelector?.Validate("spec.satelliteSelector") ?? [],
            .. spec.Tolerations.SelectMany((toleration, i) => toleration.Validate($"spec.tolerations[{i}]")),
            .. spec.UplinkSelector?.Validate("spec.uplinkSelector") ?? [],
            .. spec.DownlinkSelector?.Validate("spec.downlinkSelector") ?? [],
        ];
    }

    private static IEnumerable<string> OfInput(JobInput input) => input switch
    {
        { Inline: { } text, ConfigMapKeyRef: null, Uri: null } => Encoding.UTF8.GetByteCount(text) > 0 ? [] : [EmptyInput],
        { Inline: null, ConfigMapKeyRef: not null, Uri: null } => [],
        { Inline: null, ConfigMapKeyRef: null, Uri: not null, Size: { } size } => size.ToInt64() > 0 ? [] : [EmptyInput],
        _ => [NotOneInput],
    };

    private static IEnumerable<string> OfWork(JobWork work) => work switch
    {
        { Tokens: > 0, TeraOperations: null, Duration: null } => [],
        { Tokens: null, TeraOperations: > 0, Duration: null } => [],
        { Tokens: null, TeraOperations: null, Duration: { } duration } when duration > TimeSpan.Zero => [],
        _ => ["spec.work must have exactly one of tokens, teraOperations and duration, and more than none of it."],
    };
}
