using k8s.Models;

namespace Orbit.Kubernetes.Objects;

/// <summary>What a toleration tolerates, and what is wrong with one.</summary>
public static class TolerationExtensions
{
    /// <summary>Whether it tolerates a taint, as Kubernetes judges; one that is not valid tolerates none, see <see cref="Validate"/>.</summary>
    public static bool Tolerates(this V1Toleration toleration, V1Taint taint)
    {
        if ((!string.IsNullOrEmpty(toleration.Effect) && !string.Equals(toleration.Effect, taint.Effect, StringComparison.Ordinal))
            || (!string.IsNullOrEmpty(toleration.Key) && !string.Equals(toleration.Key, taint.Key, StringComparison.Ordinal)))
        {
            return false;
        }

        return toleration.OperatorProperty switch
        {
            "Exists" => true,
            null or "" or "Equal" => !string.IsNullOrEmpty(toleration.Key) && string.Equals(toleration.Value ?? "", taint.Value ?? "", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>One sentence for each thing that no API server would accept in a pod's toleration, each beginning with its field.</summary>
    /// <param name="toleration">The toleration.</param>
    /// <param name="path">Path of this toleration in its object, such as <c>spec.tolerations[0]</c>.</param>
    public static IEnumerable<string> Validate(this V1Toleration toleration, string path)
    {
        if (toleration.OperatorProperty is not (null or "" or "Equal" or "Exists"))
        {
            yield return $"{path}.operator must be Exists or Equal, not \"{toleration.OperatorProperty}\".";
        }
        else if (string.IsNullOrEmpty(toleration.Key) && toleration.OperatorProperty is not "Exists")
        {
            yield return $"{path}.operator must be Exists where key is empty: that tolerates every taint.";
        }

        if (!string.IsNullOrEmpty(toleration.Key) && !LabelSyntax.IsKey(toleration.Key))
        {
            yield return $"{path}.key is \"{toleration.Key}\"; it must be a taint's key, such as example.com/maintenance.";
        }

        if (toleration.OperatorProperty is "Exists" && !string.IsNullOrEmpty(toleration.Value))
        {
            yield return $"{path}.value must be empty for operator Exists.";
        }
        else if (toleration.OperatorProperty is not "Exists" && !LabelSyntax.IsValue(toleration.Value ?? ""))
        {
            yield return $"{path}.value is \"{toleration.Value}\"; it must be a taint's value: at most 63 letters, digits, '-', '_' and '.', with a letter or digit first and last.";
        }

        if (toleration.Effect is not (null or "" or "NoSchedule" or "PreferNoSchedule" or "NoExecute"))
        {
            yield return $"{path}.effect must be NoSchedule, PreferNoSchedule or NoExecute, not \"{toleration.Effect}\".";
        }
        else if (toleration.TolerationSeconds is not null && toleration.Effect is not "NoExecute")
        {
            yield return $"{path}.effect must be NoExecute where tolerationSeconds is given.";
        }
    }
}
