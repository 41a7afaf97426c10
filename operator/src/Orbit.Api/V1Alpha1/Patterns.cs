namespace Orbit.Api.V1Alpha1;

/// <summary>Regular expressions that several fields share; they mean the same to .NET and to RE2, which the API server uses.</summary>
internal static class Patterns
{
    /// <summary>Name of a Kubernetes object (RFC 1123 subdomain).</summary>
    public const string ObjectName = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>Key of a ConfigMap's data.</summary>
    public const string ConfigMapKey = "^[-._a-zA-Z0-9]+$";

    /// <summary>Name of a model as registries write it, such as <c>qwen3-8b</c> or <c>Qwen/Qwen3-8B</c>.</summary>
    public const string Model = "^[A-Za-z0-9]([-A-Za-z0-9._:/]*[A-Za-z0-9])?$";

    /// <summary>Name of a frequency band.</summary>
    public const string Band = "^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?$";

    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public const string Country = "^[A-Z]{2}$";
}
