using k8s.Models;

namespace Orbit.Kubernetes.Objects;

/// <summary>Reads and sets conditions in an object's list.</summary>
public static class ConditionExtensions
{
    /// <summary>Longest message that the API server stores in a condition, in characters.</summary>
    public const int MaxMessageLength = 32768;

    /// <summary>The condition of <paramref name="type"/>, or null.</summary>
    public static V1Condition? FindCondition(this IReadOnlyList<V1Condition>? conditions, string type)
    {
        foreach (var condition in conditions ?? [])
        {
            if (string.Equals(condition.Type, type, StringComparison.Ordinal))
            {
                return condition;
            }
        }

        return null;
    }

    /// <summary>Whether the condition of <paramref name="type"/> is there and holds.</summary>
    public static bool IsConditionTrue(this IReadOnlyList<V1Condition>? conditions, string type) =>
        string.Equals(conditions.FindCondition(type)?.Status, ConditionStatus.True, StringComparison.Ordinal);

    /// <summary>The list with <paramref name="condition"/> in the place of the one of its type, or at the end.</summary>
    /// <param name="conditions">The list so far; null stands for an empty one.</param>
    /// <param name="condition">The condition; its <see cref="V1Condition.LastTransitionTime"/> is ignored.</param>
    /// <param name="now">The transition time if the status is another than before; whole seconds are kept.</param>
    /// <returns>The same list when nothing changed, so that an unchanged status is found by reference.</returns>
    public static IReadOnlyList<V1Condition> WithCondition(
        this IReadOnlyList<V1Condition>? conditions, V1Condition condition, DateTimeOffset now)
    {
        var list = conditions ?? [];
        var before = list.FindCondition(condition.Type);
        var message = condition.Message ?? "";
        var after = condition with
        {
            LastTransitionTime = before is not null && before.LastTransitionTime != default && string.Equals(before.Status, condition.Status, StringComparison.Ordinal)
                ? before.LastTransitionTime
                : now.ToWholeSeconds(),
            Message = message.Length <= MaxMessageLength ? message : string.Concat(message.AsSpan(0, MaxMessageLength - 1), "…"),
        };

        if (before is null)
        {
            return [.. list, after];
        }

        return before == after ? list : [.. list.Select(c => ReferenceEquals(c, before) ? after : c)];
    }
}
