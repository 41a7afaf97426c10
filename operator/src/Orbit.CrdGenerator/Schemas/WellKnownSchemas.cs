using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.CrdGenerator.Schemas;

/// <summary>Schemas of types whose JSON is not that of their properties, or whose rules Kubernetes sets.</summary>
internal static class WellKnownSchemas
{
    // Quantities of sizes and rates are never negative; the server's own notation allows a sign.
    private const string Quantity = @"^([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";
    private const string Duration = @"^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$";

    // Narrower than the format date-time by what .NET doesn't read: years beyond 9999, leap seconds, lower case, zones beyond 14 h.
    private const string Instant = @"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$";
    private const string LabelKey = @"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

    private static readonly Schema String = new() { Type = "string", TypeName = "string" };

    private static readonly Dictionary<Type, Schema> ByType = new()
    {
        [typeof(string)] = String,
        [typeof(bool)] = new() { Type = "boolean", TypeName = "boolean" },
        [typeof(int)] = new() { Type = "integer", TypeName = "integer", Format = "int32" },
        [typeof(long)] = new() { Type = "integer", TypeName = "integer", Format = "int64" },
        [typeof(double)] = new() { Type = "number", TypeName = "number", Format = "double" },
        [typeof(decimal)] = new() { Type = "number", TypeName = "number" },
        [typeof(TimeSpan)] = new() { Type = "string", TypeName = "duration", Pattern = Duration },
        [typeof(DateTimeOffset)] = new() { Type = "string", TypeName = "instant", Format = "date-time", Pattern = Instant },
        [typeof(Quantity)] = new() { TypeName = "quantity", IntOrString = true, Pattern = Quantity, Bounds = Bounds.None with { Minimum = 0 } },
        [typeof(V1LabelSelector)] = LabelSelector(),
        [typeof(V1Toleration)] = Toleration(),
        [typeof(V1Condition)] = Condition(),
    };

    /// <summary>The schema of <paramref name="type"/>, or null if it follows from its contract.</summary>
    public static Schema? Find(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>A duration in Go's notation without the parts that are zero: <c>168h</c>, not <c>168h0m0s</c>.</summary>
    public static string Shorten(TimeSpan duration)
    {
        var text = GoDuration.Format(duration);
        foreach (var (ending, kept) in new[] { ("m0s", "m"), ("h0m", "h") })
        {
            text = text.EndsWith(ending, StringComparison.Ordinal) ? text[..^ending.Length] + kept : text;
        }

        return text;
    }

    private static Schema LabelSelector() => new()
    {
        Type = "object",
        TypeName = "label selector",
        Properties =
        [
            KeyValuePair.Create("matchLabels", new Schema
            {
                Type = "object",
                TypeName = "map of strings",
                Description = "Labels that must be there with exactly these values.",
                AdditionalProperties = String with { MaxLength = 63 },
            }),
            KeyValuePair.Create("matchExpressions", new Schema
            {
                Type = "array",
                TypeName = "list of objects",
                ListType = "atomic",
                Description = "Requirements on labels; all must hold.",
                Items = new Schema
                {
                    Type = "object",
                    TypeName = "object",
                    Description = "A requirement on one label.",
                    Required = ["key", "operator"],
                    Properties =
                    [
                        KeyValuePair.Create("key", String with { Pattern = LabelKey, MaxLength = 317, Description = "The label's key." }),
                        KeyValuePair.Create("operator", String with
                        {
                            TypeName = "enum",
                            Enum = ["In", "NotIn", "Exists", "DoesNotExist"],
                            Description = "How the label's value is compared with the values.",
                        }),
                        KeyValuePair.Create("values", new Schema
                        {
                            Type = "array",
                            TypeName = "list of strings",
                            ListType = "atomic",
                            Items = String with { MaxLength = 63 },
                            Description = "The values of In and NotIn, at least one; none for Exists and DoesNotExist.",
                        }),
                    ],
                },
            }),
        ],
    };

    // What the fields of a pod's toleration may hold together, the webhook and the controllers say.
    private static Schema Toleration() => new()
    {
        Type = "object",
        TypeName = "toleration",
        Description = "A taint that does not keep the job away.",
        Properties =
        [
            KeyValuePair.Create("key", String with { MaxLength = 317, Description = "The taint's key. Left out: every taint, and the operator must be Exists." }),
            KeyValuePair.Create("operator", String with
            {
                TypeName = "enum",
                Enum = ["Exists", "Equal"],
                Description = "How the taint's value is compared: Exists for any value, Equal for the one given. Left out: Equal.",
            }),
            KeyValuePair.Create("value", String with { MaxLength = 63, Description = "The taint's value. Left out: the empty one; for Exists there is none." }),
            KeyValuePair.Create("effect", String with
            {
                TypeName = "enum",
                Enum = ["NoSchedule", "PreferNoSchedule", "NoExecute"],
                Description = "The taint's effect. Left out: each of them.",
            }),
            KeyValuePair.Create("tolerationSeconds", new Schema
            {
                Type = "integer",
                TypeName = "integer",
                Format = "int64",
                Description = "How long an attempt's pod stays under a NoExecute taint; the work on board goes on without it. Left out: for ever.",
            }),
        ],
    };

    // The rules of metav1.Condition.
    private static Schema Condition() => new()
    {
        Type = "object",
        TypeName = "condition",
        Description = "One aspect of the object's state.",
        Required = ["type", "status", "lastTransitionTime", "reason", "message"],
        Properties =
        [
            KeyValuePair.Create("type", String with { Pattern = LabelKey, MaxLength = 316, Description = "Which aspect, in upper camel case; unique in the list." }),
            KeyValuePair.Create("status", String with { TypeName = "enum", Enum = ["True", "False", "Unknown"], Description = "Whether it holds." }),
            KeyValuePair.Create("observedGeneration", new Schema
            {
                Type = "integer",
                TypeName = "integer",
                Format = "int64",
                Bounds = Bounds.None with { Minimum = 0 },
                Description = "The metadata.generation that it was judged on.",
            }),
            KeyValuePair.Create("lastTransitionTime", String with
            {
                TypeName = "instant",
                Format = "date-time",
                Description = "When the status changed last, by the wall clock.",
            }),
            KeyValuePair.Create("reason", String with
            {
                Pattern = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
                MinLength = 1,
                MaxLength = 1024,
                Description = "One word in upper camel case, for programs.",
            }),
            KeyValuePair.Create("message", String with { MaxLength = ConditionExtensions.MaxMessageLength, Description = "A sentence for people." }),
        ],
    };
}
