namespace Orbit.Kubernetes.Client;

/// <summary>One page of a list, or all of it.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
/// <param name="Items">The objects that could be decoded.</param>
/// <param name="Undecodable">Those that could not; they don't stop the others.</param>
/// <param name="ResourceVersion">Version of the list, from which a watch can go on.</param>
/// <param name="Continue">Token for the next page; null on the last.</param>
/// <param name="RemainingItemCount">How many objects come after this page, if the server knows.</param>
/// <param name="FilteredOut">How many objects the filter left out.</param>
public sealed record ResourceList<T>(
    IReadOnlyList<T> Items,
    IReadOnlyList<UndecodableObject> Undecodable,
    string ResourceVersion,
    string? Continue,
    long? RemainingItemCount = null,
    int FilteredOut = 0)
    where T : class;
