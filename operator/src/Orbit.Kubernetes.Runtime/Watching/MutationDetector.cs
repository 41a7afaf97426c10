using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Ends the program when somebody changed an object that a store hands out to many, as client-go's cache mutation detector does.</summary>
/// <remarks>
/// The models of <c>k8s.Models</c> can be changed by everybody. Each object is kept a second time as JSON, and compared when it is replaced or
/// removed; with every change of the store the next object in turn is compared as well, so that those which never change are looked at, too.
/// </remarks>
/// <param name="report">What to do with the sentence that names the object.</param>
internal sealed class MutationDetector<T>(Action<string> report)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The environment variable that turns it on, as for client-go: <c>true</c>. It costs time and memory, so it is for tests.</summary>
    public const string Variable = "KUBE_CACHE_MUTATION_DETECTOR";

    private readonly ConditionalWeakTable<T, string> _asTaken = [];
    private readonly Queue<WeakReference<T>> _turns = new();

    /// <summary>A detector that ends this program, if <see cref="Variable"/> asks for one.</summary>
    public static MutationDetector<T>? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is "true" ? new MutationDetector<T>(Environment.FailFast) : null;

    /// <summary>Remembers an object as the store takes it in, and compares the one whose turn it is.</summary>
    public void Remember(T item)
    {
        _asTaken.AddOrUpdate(item, Describe(item));
        _turns.Enqueue(new WeakReference<T>(item));
        while (_turns.TryDequeue(out var next))
        {
            if (next.TryGetTarget(out var target) && _asTaken.TryGetValue(target, out _))
            {
                Compare(target);
                _turns.Enqueue(next);
                return;
            }
        }
    }

    /// <summary>Compares an object that leaves the store, and forgets it.</summary>
    public void Forget(T item)
    {
        Compare(item);
        _asTaken.Remove(item);
    }

    private void Compare(T item)
    {
        if (_asTaken.TryGetValue(item, out var before) && Describe(item) is var now && !string.Equals(before, now, StringComparison.Ordinal))
        {
            report($"{ResourceKind.Of<T>().Kind} {NamespacedName.Of(item)} was changed while it was in the store. Copy an object before you change it.\nBefore: {before}\nNow:    {now}");
        }
    }

    private static string Describe(T item) => JsonSerializer.Serialize(item, ResourceJson.TypeInfo<T>());
}
