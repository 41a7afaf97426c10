using k8s.Models;

namespace Orbit.Kubernetes.Objects;

/// <summary>What a label selector selects, and what is wrong with one. All requirements must hold; an empty selector selects everything.</summary>
public static class LabelSelectorExtensions
{
    /// <summary>Whether nothing is required.</summary>
    public static bool IsEmpty(this V1LabelSelector selector) => selector.MatchLabels is not { Count: > 0 } && selector.MatchExpressions is not { Count: > 0 };

    /// <summary>Whether an object with <paramref name="labels"/> is selected. A requirement that is not valid selects nothing; see <see cref="Validate(V1LabelSelector, string)"/>.</summary>
    public static bool Matches(this V1LabelSelector selector, IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var (key, value) in selector.MatchLabels ?? NoLabels)
        {
            if (labels is null || !labels.TryGetValue(key, out var actual) || !string.Equals(actual, value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return selector.MatchExpressions?.All(requirement => requirement.Matches(labels)) ?? true;
    }

    /// <summary>Whether <paramref name="labels"/> meet the requirement; an unknown operator is never met. An absent label meets <c>NotIn</c>, as in Kubernetes.</summary>
    public static bool Matches(this V1LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var exists = labels is not null && labels.TryGetValue(requirement.Key ?? "", out value);
        var listed = requirement.Values?.Contains(value!) ?? false;
        return requirement.OperatorProperty switch
        {
            "In" => exists && listed,
            "NotIn" => !exists || !listed,
            "Exists" => exists,
            "DoesNotExist" => !exists,
            _ => false,
        };
    }

    /// <summary>One sentence for each requirement that no API server would accept, each beginning with its field.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="path">Path of this selector in its object, such as <c>spec.satelliteSelector</c>.</param>
    public static IEnumerable<string> Validate(this V1LabelSelector selector, string path) =>
        (selector.MatchExpressions ?? [])
        .Select((requirement, index) => requirement.Validate($"{path}.matchExpressions[{index}]"))
        .OfType<string>();

    /// <summary>What is wrong with the requirement in one sentence that begins with the field, or null.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="path">Path of this requirement in its object.</param>
    public static string? Validate(this V1LabelSelectorRequirement requirement, string path) => (requirement.OperatorProperty, requirement.Values) switch
    {
        _ when string.IsNullOrEmpty(requirement.Key) => $"{path}.key must not be empty.",
        ("In" or "NotIn", not { Count: > 0 }) => $"{path}.values must name at least one value for operator {requirement.OperatorProperty}.",
        ("Exists" or "DoesNotExist", { Count: > 0 }) => $"{path}.values must be empty for operator {requirement.OperatorProperty}.",
        ("In" or "NotIn" or "Exists" or "DoesNotExist", _) => null,
        _ => $"{path}.operator must be In, NotIn, Exists or DoesNotExist, not \"{requirement.OperatorProperty}\".",
    };

    /// <summary>The selector as a list request's <c>labelSelector</c> parameter says it.</summary>
    public static string ToQuery(this V1LabelSelector selector) =>
        string.Join(',', (selector.MatchLabels ?? NoLabels).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}")
            .Concat((selector.MatchExpressions ?? []).Select(Format)));

    private static string Format(V1LabelSelectorRequirement requirement) => requirement.OperatorProperty switch
    {
        "In" => $"{requirement.Key} in ({string.Join(',', requirement.Values ?? [])})",
        "NotIn" => $"{requirement.Key} notin ({string.Join(',', requirement.Values ?? [])})",
        "DoesNotExist" => $"!{requirement.Key}",
        _ => requirement.Key,
    };

    private static readonly Dictionary<string, string> NoLabels = new(StringComparer.Ordinal);
}
