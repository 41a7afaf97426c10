namespace Orbit.Kubernetes.Objects;

/// <summary>Selects objects by their labels; all requirements must hold. An empty selector selects everything.</summary>
public sealed record V1LabelSelector
{
    /// <summary>Labels that must be there with exactly these values.</summary>
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Requirements with operators.</summary>
    public IReadOnlyList<V1LabelSelectorRequirement>? MatchExpressions { get; init; }

    /// <summary>Whether nothing is required.</summary>
    public bool IsEmpty() => MatchLabels is not { Count: > 0 } && MatchExpressions is not { Count: > 0 };

    /// <summary>Whether an object with <paramref name="labels"/> is selected. A requirement that is not valid selects nothing; see <see cref="Validate"/>.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var (key, value) in MatchLabels ?? NoLabels)
        {
            if (labels is null || !labels.TryGetValue(key, out var actual) || !string.Equals(actual, value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return MatchExpressions?.All(requirement => requirement.Matches(labels)) ?? true;
    }

    /// <summary>One sentence for each requirement that no API server would accept, each beginning with its field.</summary>
    /// <param name="path">Path of this selector in its object, such as <c>spec.satelliteSelector</c>.</param>
    public IEnumerable<string> Validate(string path) =>
        (MatchExpressions ?? [])
        .Select((requirement, index) => requirement.Validate($"{path}.matchExpressions[{index}]"))
        .OfType<string>();

    /// <summary>The selector as a list request's <c>labelSelector</c> parameter says it.</summary>
    public string ToQuery() =>
        string.Join(',', (MatchLabels ?? NoLabels).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}")
            .Concat((MatchExpressions ?? []).Select(requirement => requirement.ToQuery())));

    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>(StringComparer.Ordinal);
}
