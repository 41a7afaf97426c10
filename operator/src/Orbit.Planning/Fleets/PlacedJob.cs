namespace Orbit.Planning.Fleets;

/// <summary>A job that has a plan of which nothing has begun, so that it could still be given up for another.</summary>
/// <param name="Key">What it is called: <c>namespace/name</c>.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Submitted">When it was submitted.</param>
/// <param name="Contacts">The names of its contacts in the ledgers.</param>
/// <param name="Compute">The accelerator time that it holds.</param>
public sealed record PlacedJob(string Key, int Priority, DateTimeOffset Submitted, IReadOnlyList<string> Contacts, ComputeReservation Compute);
