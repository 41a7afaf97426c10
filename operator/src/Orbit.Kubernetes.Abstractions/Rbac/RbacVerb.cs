namespace KubeOps.Abstractions.Rbac;

/// <summary>What a right allows; the words of Kubernetes' roles.</summary>
[Flags]
public enum RbacVerb
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Whatever there is, by the wildcard: verbs of later versions too.</summary>
    All = 1 << 0,

    /// <summary>Read one object by its name.</summary>
    Get = 1 << 1,

    /// <summary>Read many objects at once.</summary>
    List = 1 << 2,

    /// <summary>Follow the changes of objects.</summary>
    Watch = 1 << 3,

    /// <summary>Make new objects. Where a server-side apply may make one, it takes this and <see cref="Patch"/>.</summary>
    Create = 1 << 4,

    /// <summary>Replace whole objects.</summary>
    Update = 1 << 5,

    /// <summary>Change parts of objects, by merging or by applying.</summary>
    Patch = 1 << 6,

    /// <summary>Delete single objects.</summary>
    Delete = 1 << 7,

    /// <summary>Every verb of this list, one by one.</summary>
    AllExplicit = 1 << 8,
}
