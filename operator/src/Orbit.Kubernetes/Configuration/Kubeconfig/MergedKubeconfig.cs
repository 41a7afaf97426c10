using k8s.KubeConfigModels;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Several kubeconfig files as one: the first entry of a name wins, and so does the first current context.</summary>
/// <remarks>The package merges too, but then no entry knows any more which file it came from, and names that differ in case are the same.</remarks>
internal sealed class MergedKubeconfig
{
    private readonly string _names;
    private readonly List<K8SConfiguration> _files;

    /// <summary>Reads the files that exist; at least one must.</summary>
    public MergedKubeconfig(IReadOnlyList<string> files)
    {
        _names = string.Join(", ", files);
        _files = [.. files.Where(File.Exists).Select(KubeconfigReader.Read)];
        if (_files.Count == 0)
        {
            throw new KubernetesConfigurationException($"There is no kubeconfig file {string.Join(" and no ", files)}.");
        }
    }

    public Entry<ContextDetails> FindContext(string? wanted)
    {
        var contexts = EntriesOf("context", file => file.Contexts?.Select(e => (e?.Name, e?.ContextDetails)));
        var name = wanted ?? _files.Select(file => file.CurrentContext).FirstOrDefault(current => !string.IsNullOrEmpty(current))
            ?? throw new KubernetesConfigurationException($"{_names} has no current-context; name one of {Names(contexts)}.");
        return Find(contexts, "context", name, wanted is null ? "current-context" : "the context asked for");
    }

    public Entry<KubeconfigCluster> FindCluster(Entry<ContextDetails> context) =>
        Find(EntriesOf("cluster", file => file.Clusters?.Select(e => (e?.Name, e?.ClusterEndpoint as KubeconfigCluster))), "cluster", context.Value.Cluster, $"context \"{context.Name}\"");

    public Entry<KubeconfigUser>? FindUser(Entry<ContextDetails> context) =>
        string.IsNullOrEmpty(context.Value.User)
            ? null
            : Find(EntriesOf("user", file => file.Users?.Select(e => (e?.Name, e?.UserCredentials as KubeconfigUser))), "user", context.Value.User, $"context \"{context.Name}\"");

    private List<Entry<T>> EntriesOf<T>(string kind, Func<K8SConfiguration, IEnumerable<(string? Name, T? Value)>?> entries)
        where T : class =>
    [
        .. from file in _files
           from entry in entries(file) ?? []
           where entry is { Name: not null, Value: not null }
           select new Entry<T>(kind, entry.Name!, entry.Value!, file.FileName),
    ];

    private Entry<T> Find<T>(List<Entry<T>> entries, string kind, string? name, string from) =>
        entries.Find(entry => string.Equals(entry.Name, name, StringComparison.Ordinal))
        ?? throw new KubernetesConfigurationException($"{_names}: {from} names the {kind} \"{name}\", but there is only {Names(entries)}.");

    private static string Names<T>(List<Entry<T>> entries) =>
        string.Join(", ", entries.Select(entry => $"\"{entry.Name}\"").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
