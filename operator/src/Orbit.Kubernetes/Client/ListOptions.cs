namespace Orbit.Kubernetes.Client;

/// <summary>Which objects a list request wants.</summary>
public sealed record ListOptions
{
    /// <summary>Selects by labels, such as <c>a=1,b in (x,y)</c>; see <see cref="Objects.LabelSelectorExtensions.ToQuery"/>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Selects by fields, such as <c>spec.nodeName=sat-1</c>; only some fields of each kind can be used.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Leaves out objects as they arrive; null for none.</summary>
    public ObjectFilter? Filter { get; init; }

    /// <summary>Most objects a page; null for all at once.</summary>
    public int? Limit { get; init; }

    /// <summary>Token of the page before.</summary>
    public string? Continue { get; init; }

    /// <summary>Null for the newest state; <c>0</c> for any state the server has at hand; a version for that state or a later one.</summary>
    public string? ResourceVersion { get; init; }
}
