using System.Text.Json;

namespace Orbit.Kubernetes.Admission;

/// <summary>A write that an API server asks about, as far as validators need it.</summary>
internal sealed record AdmissionRequest
{
    public string? Uid { get; init; }

    public GroupVersionKind? Kind { get; init; }

    public string? SubResource { get; init; }

    /// <summary>Empty for a new object whose name the server makes up.</summary>
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</summary>
    public string? Operation { get; init; }

    public JsonElement? Object { get; init; }

    public JsonElement? OldObject { get; init; }
}
