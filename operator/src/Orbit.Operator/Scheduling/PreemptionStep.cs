namespace Orbit.Operator.Scheduling;

/// <summary>Room is being made for a request.</summary>
/// <param name="Key">The request's key.</param>
/// <param name="Message">How, in a sentence for the job.</param>
internal sealed record PreemptionStep(string Key, string Message);
