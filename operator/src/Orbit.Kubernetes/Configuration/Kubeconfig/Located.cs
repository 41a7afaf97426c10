namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>An entry of a kubeconfig and the file it stands in, to which its relative paths refer.</summary>
internal sealed record Located<T>(T Value, string File)
{
    public string PathOf(string path) => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(File))!);
}
