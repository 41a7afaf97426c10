using System.Text;
using Prometheus;

namespace Orbit.Kubernetes.Tests.Support;

/// <summary>What Prometheus would read.</summary>
internal static class RegistryText
{
    /// <summary>All metrics of a registry in the text format.</summary>
    public static async Task<string> TextAsync(this CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
