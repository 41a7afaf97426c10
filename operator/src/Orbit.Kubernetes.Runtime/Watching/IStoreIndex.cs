namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>What a store needs of an index. Called under the store's lock.</summary>
internal interface IStoreIndex<in T>
    where T : class
{
    void Change(T? before, T? after);
}
