namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>How a case disturbs a run.</summary>
internal enum Perturbation
{
    /// <summary>The operator is killed when a write is on its way, and the server never hears of it.</summary>
    KilledBefore,

    /// <summary>The operator is killed when a write is done, and it never hears of that.</summary>
    KilledAfter,

    /// <summary>From an event on the operator is shown nothing new of the event's kind, while all else goes on.</summary>
    Stale,

    /// <summary>The operator is killed at an event, and its successor is shown nothing of what happens to the event's kind after its first list.</summary>
    KilledThenStale,

    /// <summary>A watch ends before an event with 410, and the kind is listed again only when its objects have gone on.</summary>
    Missed,
}
