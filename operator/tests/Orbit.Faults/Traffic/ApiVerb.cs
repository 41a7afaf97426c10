namespace Orbit.Faults.Traffic;

/// <summary>What a request asks of an API server; the words of RBAC, and Apply for a server-side apply.</summary>
public enum ApiVerb
{
    /// <summary>One object.</summary>
    Get,

    /// <summary>The objects of a kind.</summary>
    List,

    /// <summary>Their changes.</summary>
    Watch,

    /// <summary>A new object, or a subresource such as an eviction.</summary>
    Create,

    /// <summary>A replacement.</summary>
    Update,

    /// <summary>A merge or JSON patch.</summary>
    Patch,

    /// <summary>A server-side apply.</summary>
    Apply,

    /// <summary>A deletion.</summary>
    Delete,

    /// <summary>Anything that is not about objects, such as <c>/version</c>.</summary>
    Other,
}
