using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Admission;

/// <summary>What the author of an object should know when another stands for the same station or satellite.</summary>
internal static class Twins
{
    /// <summary>A warning that names the object which is not used; none when there is no other.</summary>
    /// <param name="value">The object.</param>
    /// <param name="first">The other that counts; null when this one does.</param>
    /// <param name="others">All others.</param>
    /// <param name="sameness">The field in which they are the same, and how.</param>
    public static IEnumerable<string> Warnings<T>(T value, T? first, IEnumerable<T> others, string sameness)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<T>().Kind;
        return first is not null
            ? [$"{sameness} of {kind} {first.Metadata.Name} too; {value.Metadata.Name ?? "this one"} is not Ready as long as {first.Metadata.Name} is there."]
            : others.Where(o => o.Metadata.DeletionTimestamp is null)
                .Select(o => $"{sameness} of {kind} {o.Metadata.Name} too, which was created later and is not Ready from now on.");
    }
}
