using System.Text;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>A named entry of a kubeconfig and the file it stands in, to which its relative paths refer.</summary>
/// <param name="Kind">cluster, context or user.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it says.</param>
/// <param name="File">The kubeconfig file.</param>
internal sealed record Entry<T>(string Kind, string Name, T Value, string File)
{
    public string PathOf(string path) => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(File))!);

    /// <summary>A text that is given as base64 or in a file; null if it is not given.</summary>
    public string? Text(string? data, string? file, string field) =>
        Decode(data, field) ?? (string.IsNullOrEmpty(file) ? null : CredentialFiles.Read(PathOf(file), field));

    /// <summary>The text of a <c>-data</c> field; null if it is not given.</summary>
    public string? Decode(string? data, string field)
    {
        try
        {
            return string.IsNullOrEmpty(data) ? null : Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException e)
        {
            throw new KubernetesConfigurationException($"The kubeconfig file {File} can't be understood: {field}-data of {Kind} \"{Name}\" is not valid base64: {e.Message}", e);
        }
    }

    /// <summary>Names a field in an error.</summary>
    public string Describe(string field) => $"{File}: {field} of {Kind} \"{Name}\"";
}
