using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Snapshots;

/// <summary>The fields of a job's spec from which its plan is made, and which of them have changed since.</summary>
/// <remarks>
/// A plan keeps a digest of each field instead of the field: an input may be long. A field with its default has no digest, so
/// that most plans have three.
/// </remarks>
internal static class PlannedFields
{
    // Enough to tell two values apart; nobody gains anything by two that collide.
    private const int DigestLength = 16;

    // In force for a downlink that has not begun, whatever went up.
    private static readonly string[] DownlinkFields = ["downlinkSelector", "allowedCountries", "objective"];

    // Decide on the satellite only; what is on board stays there, whatever the job tolerates.
    private static readonly string[] PlacementFields = ["tolerations"];

    private static readonly string[] SentFields = ["model", "input", "output.maximumSize", "work", "resources", "satelliteSelector", "uplinkSelector"];

    private static readonly string[] AllFields = [.. SentFields, .. PlacementFields, .. DownlinkFields];

    /// <summary>The digests of a spec, by field.</summary>
    public static IReadOnlyDictionary<string, string> Digests(OrbitalInferenceJobSpec spec) => Of(spec, AllFields);

    /// <summary>The digests of a plan whose downlink was made from <paramref name="spec"/>, while the rest of it is as it was.</summary>
    public static IReadOnlyDictionary<string, string>? WithDownlinkOf(IReadOnlyDictionary<string, string>? digests, OrbitalInferenceJobSpec spec) =>
        digests is null
            ? null
            : new SortedDictionary<string, string>(
                digests.Where(d => !DownlinkFields.Contains(d.Key, StringComparer.Ordinal)).Concat(Of(spec, DownlinkFields)).ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal),
                StringComparer.Ordinal);

    /// <summary>The fields in which a job differs from what its plan was made from, as paths such as <c>spec.model</c>.</summary>
    public static IReadOnlyList<string> Changed(OrbitalInferenceJob job, JobPlan plan) => Changed(job, plan, AllFields);

    /// <summary>Those of the changed fields that take no effect once the uplink has begun.</summary>
    public static IReadOnlyList<string> ChangedSinceSent(OrbitalInferenceJob job, JobPlan plan) => Changed(job, plan, SentFields);

    /// <summary>Those of the changed fields that decide where the result comes down.</summary>
    public static IReadOnlyList<string> ChangedOfDownlink(OrbitalInferenceJob job, JobPlan plan) => Changed(job, plan, ["downlinkSelector", "allowedCountries"]);

    /// <summary>The fields that take no effect once the uplink has begun and in which a new spec differs from the old one, and from what the plan was made from.</summary>
    /// <param name="before">The spec that is stored.</param>
    /// <param name="after">The spec that is to be stored.</param>
    /// <param name="plan">The plan; null when there is none. Back to what it was made from is no change.</param>
    public static IReadOnlyList<string> ChangedOfSent(OrbitalInferenceJobSpec before, OrbitalInferenceJobSpec after, JobPlan? plan)
    {
        var (old, wanted) = (Of(before, SentFields), Of(after, SentFields));
        return Paths(SentFields.Where(f => Differ(old, wanted, f) && (plan?.SpecDigests is not { } planned || Differ(planned, wanted, f))));
    }

    /// <summary>Most bytes that the result of the job's current attempt may have: what was sent up counts, not what was written into the spec since.</summary>
    public static long MaximumResultBytes(OrbitalInferenceJob job) =>
        job.Status?.Plan is { } plan && Changed(job, plan, ["output.maximumSize"]).Count > 0
            ? JobProblems.MostResultBytes
            : job.Spec.Output.MaximumSize.ToInt64();

    private static IReadOnlyList<string> Changed(OrbitalInferenceJob job, JobPlan plan, IReadOnlyCollection<string> fields)
    {
        if (plan.SpecDigests is not { } planned || plan.Generation == job.Metadata.Generation)
        {
            return [];
        }

        var current = Of(job.Spec, fields);
        return Paths(fields.Where(f => Differ(planned, current, f)));
    }

    private static IReadOnlyList<string> Paths(IEnumerable<string> fields) => [.. fields.Select(f => $"spec.{f}")];

    private static bool Differ(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b, string field) =>
        !string.Equals(a.GetValueOrDefault(field), b.GetValueOrDefault(field), StringComparison.Ordinal);

    private static SortedDictionary<string, string> Of(OrbitalInferenceJobSpec spec, IReadOnlyCollection<string> fields)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (Text(spec, field) is { } text)
            {
                digests[field] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..DigestLength];
            }
        }

        return digests;
    }

    // The same text for the same meaning: 64Ki and 65536 do not differ. Null for the default.
    private static string? Text(OrbitalInferenceJobSpec spec, string field) => field switch
    {
        "model" => spec.Model,
        "input" => Text(spec.Input),
        "output.maximumSize" when spec.Output.MaximumSize.Value != new JobOutput().MaximumSize.Value => Number(spec.Output.MaximumSize.Value),
        "work" => string.Create(CultureInfo.InvariantCulture, $"{spec.Work.Tokens} {spec.Work.TeraOperations:R} {spec.Work.Duration?.Ticks}"),
        "resources" when spec.Resources?.Memory is { } memory => Number(memory.Value),
        "satelliteSelector" => Text(spec.SatelliteSelector),
        "tolerations" when spec.Tolerations.Count > 0 => Text(spec.Tolerations),
        "uplinkSelector" => Text(spec.UplinkSelector),
        "downlinkSelector" => Text(spec.DownlinkSelector),
        "allowedCountries" when spec.AllowedCountries.Count > 0 => string.Join(' ', spec.AllowedCountries.Order(StringComparer.Ordinal)),
        "objective" when spec.Objective is not JobObjective.EarliestCompletion => spec.Objective.ToString(),
        _ => null,
    };

    private static string Text(JobInput input) => input switch
    {
        { ConfigMapKeyRef: { } reference } => $"configMap {reference.Name} {reference.Key}",
        { Uri: { } uri } => $"uri {uri} {(input.Size is { } size ? Number(size.Value) : "")}",
        _ => $"inline {input.Inline}",
    };

    // Member by member, because digests are stored: the order in which a package writes its types may change with it.
    private static string Text(IReadOnlyList<V1Toleration> tolerations) => new JsonArray([.. tolerations.Select(t => Members(
        ("key", t.Key), ("operator", t.OperatorProperty), ("value", t.Value), ("effect", t.Effect), ("tolerationSeconds", t.TolerationSeconds)))]).ToJsonString();

    private static string? Text(V1LabelSelector? selector) => selector?.IsEmpty() is not false
        ? null
        : Members(
            ("matchLabels", selector.MatchLabels is { } labels ? Members([.. labels.Select(l => (l.Key, (JsonNode?)l.Value))]) : null),
            ("matchExpressions", selector.MatchExpressions is { } requirements ? new JsonArray([.. requirements.Select(Members)]) : null)).ToJsonString();

    private static JsonObject Members(V1LabelSelectorRequirement requirement) => Members(
        ("key", requirement.Key),
        ("operator", requirement.OperatorProperty),
        ("values", requirement.Values is { } values ? new JsonArray([.. values.Select(v => (JsonNode?)v)]) : null));

    private static JsonObject Members(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(m => m.Value is not null).Select(m => KeyValuePair.Create(m.Name, m.Value)));

    private static string Number(decimal value) => value.ToString("G29", CultureInfo.InvariantCulture);
}
