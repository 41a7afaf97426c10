namespace Orbit.Kubernetes.Admission;

/// <summary>A kind as an admission review names it.</summary>
internal sealed record GroupVersionKind
{
    public string Group { get; init => field = value ?? ""; } = "";

    public string Version { get; init => field = value ?? ""; } = "";

    public string Kind { get; init => field = value ?? ""; } = "";

    public override string ToString() => Group.Length == 0 ? $"{Version} {Kind}" : $"{Group}/{Version} {Kind}";
}
