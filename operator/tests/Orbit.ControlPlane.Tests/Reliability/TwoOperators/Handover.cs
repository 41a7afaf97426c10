namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>A change of leadership, as the API server's answers tell it.</summary>
/// <param name="To">Who leads since.</param>
/// <param name="Duration">From the answer to the old leader's last renewal to the answer to the new leader's claim, by the monotonic clock of the test.</param>
/// <param name="Requests">What was asked and answered about the lease on the way, each with the seconds since that last renewal.</param>
internal sealed record Handover(OperatorReplica To, TimeSpan Duration, IReadOnlyList<string> Requests);
