namespace Orbit.Kubernetes.Objects.Core;

/// <summary>One container of a pod.</summary>
public sealed record V1Container
{
    /// <summary>Name, unique in the pod.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Image to run.</summary>
    public string? Image { get; init; }

    /// <summary><c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public string? ImagePullPolicy { get; init; }

    /// <summary>Command in place of the image's entry point.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Arguments of the command.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Working directory.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<V1EnvVar>? Env { get; init; }

    /// <summary>What it needs and may use at most.</summary>
    public V1ResourceRequirements? Resources { get; init; }

    /// <summary>User and privileges.</summary>
    public V1SecurityContext? SecurityContext { get; init; }
}
