namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A taint that a pod puts up with.</summary>
public sealed record V1Toleration
{
    /// <summary>Key of the taint; null with operator <c>Exists</c> for every one.</summary>
    public string? Key { get; init; }

    /// <summary><c>Equal</c> (also when null) or <c>Exists</c>.</summary>
    public string? Operator { get; init; }

    /// <summary>Value of the taint.</summary>
    public string? Value { get; init; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>; null for each of them.</summary>
    public string? Effect { get; init; }

    /// <summary>Seconds a <c>NoExecute</c> taint is put up with; null for ever.</summary>
    public long? TolerationSeconds { get; init; }

    /// <summary>Whether it puts up with a taint, as Kubernetes judges; one that is not valid puts up with none, see <see cref="Validate"/>.</summary>
    public bool Tolerates(V1Taint taint)
    {
        if ((!string.IsNullOrEmpty(Effect) && !string.Equals(Effect, taint.Effect, StringComparison.Ordinal))
            || (!string.IsNullOrEmpty(Key) && !string.Equals(Key, taint.Key, StringComparison.Ordinal)))
        {
            return false;
        }

        return Operator switch
        {
            "Exists" => true,
            null or "" or "Equal" => !string.IsNullOrEmpty(Key) && string.Equals(Value ?? "", taint.Value ?? "", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>One sentence for each thing that no API server would accept in a pod's toleration, each beginning with its field.</summary>
    /// <param name="path">Path of this toleration in its object, such as <c>spec.tolerations[0]</c>.</param>
    public IEnumerable<string> Validate(string path)
    {
        if (Operator is not (null or "" or "Equal" or "Exists"))
        {
            yield return $"{path}.operator must be Exists or Equal, not \"{Operator}\".";
        }
        else if (string.IsNullOrEmpty(Key) && Operator is not "Exists")
        {
            yield return $"{path}.operator must be Exists where key is empty: that tolerates every taint.";
        }

        if (!string.IsNullOrEmpty(Key) && !LabelSyntax.IsKey(Key))
        {
            yield return $"{path}.key is \"{Key}\"; it must be a taint's key, such as example.com/maintenance.";
        }

        if (Operator is "Exists" && !string.IsNullOrEmpty(Value))
        {
            yield return $"{path}.value must be empty for operator Exists.";
        }
        else if (Operator is not "Exists" && !LabelSyntax.IsValue(Value ?? ""))
        {
            yield return $"{path}.value is \"{Value}\"; it must be a taint's value: at most 63 letters, digits, '-', '_' and '.', with a letter or digit first and last.";
        }

        if (Effect is not (null or "" or "NoSchedule" or "PreferNoSchedule" or "NoExecute"))
        {
            yield return $"{path}.effect must be NoSchedule, PreferNoSchedule or NoExecute, not \"{Effect}\".";
        }
        else if (TolerationSeconds is not null && Effect is not "NoExecute")
        {
            yield return $"{path}.effect must be NoExecute where tolerationSeconds is given.";
        }
    }
}
