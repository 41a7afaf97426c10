namespace Orbit.CrdGenerator.Roles;

/// <summary>The smallest thing that can be granted: one verb on one resource.</summary>
/// <param name="Role">Name of the role that grants it.</param>
/// <param name="Namespace">The only namespace in which it holds; null for the whole cluster.</param>
/// <param name="Group">API group.</param>
/// <param name="Resource">Plural of the kind, with a subresource behind a slash.</param>
/// <param name="Name">The only object for which it holds; null for all.</param>
/// <param name="Verb">What may be done.</param>
/// <param name="User">Name of the class that uses it.</param>
internal sealed record Right(string Role, string? Namespace, string Group, string Resource, string? Name, string Verb, string User);
