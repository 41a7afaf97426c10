namespace Orbit.Kubernetes.Objects;

/// <summary>A requirement on one label.</summary>
public sealed record V1LabelSelectorRequirement
{
    /// <summary>The label's key.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    /// <summary>The values of <c>In</c> and <c>NotIn</c>; none for the others.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether <paramref name="labels"/> meet the requirement; an unknown operator is never met. An absent label meets <c>NotIn</c>, as in Kubernetes.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var exists = labels is not null && labels.TryGetValue(Key, out value);
        return Operator switch
        {
            "In" => exists && Holds(value),
            "NotIn" => !exists || !Holds(value),
            "Exists" => exists,
            "DoesNotExist" => !exists,
            _ => false,
        };
    }

    /// <summary>What is wrong with the requirement in one sentence that begins with the field, or null.</summary>
    /// <param name="path">Path of this requirement in its object.</param>
    public string? Validate(string path) => (Operator, Values) switch
    {
        _ when string.IsNullOrEmpty(Key) => $"{path}.key must not be empty.",
        ("In" or "NotIn", not { Count: > 0 }) => $"{path}.values must name at least one value for operator {Operator}.",
        ("Exists" or "DoesNotExist", { Count: > 0 }) => $"{path}.values must be empty for operator {Operator}.",
        ("In" or "NotIn" or "Exists" or "DoesNotExist", _) => null,
        _ => $"{path}.operator must be In, NotIn, Exists or DoesNotExist, not \"{Operator}\".",
    };

    /// <summary>The requirement as a list request's <c>labelSelector</c> parameter says it.</summary>
    public string ToQuery() => Operator switch
    {
        "In" => $"{Key} in ({string.Join(',', Values ?? [])})",
        "NotIn" => $"{Key} notin ({string.Join(',', Values ?? [])})",
        "DoesNotExist" => $"!{Key}",
        _ => Key,
    };

    private bool Holds(string? value) => Values?.Contains(value, StringComparer.Ordinal) ?? false;
}
