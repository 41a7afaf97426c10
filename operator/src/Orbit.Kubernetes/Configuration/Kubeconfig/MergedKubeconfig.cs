using System.Text.Json;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Several kubeconfig files as one: the first entry of a name wins, and so does the first current context.</summary>
internal sealed class MergedKubeconfig
{
    private readonly Dictionary<string, Located<KubeconfigCluster>> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Located<KubeconfigContext>> _contexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Located<KubeconfigUser>> _users = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _files;
    private string? _currentContext;

    private MergedKubeconfig(IReadOnlyList<string> files) => _files = files;

    /// <summary>Reads the files that exist; at least one must.</summary>
    public static MergedKubeconfig Load(IReadOnlyList<string> files)
    {
        var merged = new MergedKubeconfig(files);
        var existing = files.Where(File.Exists).ToList();
        if (existing.Count == 0)
        {
            throw new KubernetesConfigurationException($"There is no kubeconfig file {string.Join(" and no ", files)}.");
        }

        foreach (var file in existing)
        {
            merged.Add(file, Read(file));
        }

        return merged;
    }

    public (string Name, Located<KubeconfigContext> Context) FindContext(string? wanted)
    {
        var name = wanted ?? _currentContext
            ?? throw new KubernetesConfigurationException($"{Files} has no current-context; name one of {Names(_contexts.Keys)}.");
        return (name, Find(_contexts, name, "context", wanted is null ? "current-context" : "the context asked for"));
    }

    public Located<KubeconfigCluster> FindCluster(string context, Located<KubeconfigContext> at) =>
        Find(_clusters, at.Value.Cluster, "cluster", $"context \"{context}\"");

    public Located<KubeconfigUser>? FindUser(string context, Located<KubeconfigContext> at) =>
        string.IsNullOrEmpty(at.Value.User) ? null : Find(_users, at.Value.User, "user", $"context \"{context}\"");

    private string Files => string.Join(", ", _files);

    private static KubeconfigFile Read(string file)
    {
        try
        {
            var documents = Serialization.YamlDocuments.Parse(CredentialFiles.Read(file, "kubeconfig"));
            return documents.Count == 0
                ? new KubeconfigFile()
                : documents[0].Deserialize(KubeconfigJsonContext.Default.KubeconfigFile) ?? new KubeconfigFile();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new KubernetesConfigurationException($"The kubeconfig file {file} can't be understood: {e.Message}", e);
        }
    }

    private void Add(string file, KubeconfigFile content)
    {
        _currentContext ??= string.IsNullOrEmpty(content.CurrentContext) ? null : content.CurrentContext;
        AddAll(_clusters, content.Clusters?.Select(e => (e.Name, e.Cluster)), file);
        AddAll(_contexts, content.Contexts?.Select(e => (e.Name, e.Context)), file);
        AddAll(_users, content.Users?.Select(e => (e.Name, e.User)), file);
    }

    private static void AddAll<T>(Dictionary<string, Located<T>> entries, IEnumerable<(string? Name, T? Value)>? added, string file)
        where T : class
    {
        foreach (var (name, value) in added ?? [])
        {
            if (name is not null && value is not null)
            {
                entries.TryAdd(name, new Located<T>(value, file));
            }
        }
    }

    private Located<T> Find<T>(Dictionary<string, Located<T>> entries, string? name, string what, string from) =>
        name is not null && entries.TryGetValue(name, out var found)
            ? found
            : throw new KubernetesConfigurationException($"{Files}: {from} names the {what} \"{name}\", but there is only {Names(entries.Keys)}.");

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"\"{name}\"")) is { Length: > 0 } list ? list : "none";
}
