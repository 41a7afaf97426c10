using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects;

/// <summary>One aspect of an object's state, in the shape that kubectl wait and kstatus understand.</summary>
public sealed record V1Condition
{
    /// <summary>Status of a condition that holds.</summary>
    public const string True = "True";

    /// <summary>Status of a condition that does not hold.</summary>
    public const string False = "False";

    /// <summary>Status of a condition of which nothing is known.</summary>
    public const string Unknown = "Unknown";

    /// <summary>Which aspect, in upper camel case, such as <c>Ready</c>; unique in the list.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; init => field = value ?? Unknown; } = Unknown;

    /// <summary>The <c>metadata.generation</c> this was judged on.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> changed last; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>One word in upper camel case for programs.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>A sentence for people.</summary>
    public string Message { get; init => field = value ?? ""; } = "";
}
