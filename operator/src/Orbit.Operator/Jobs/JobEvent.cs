namespace Orbit.Operator.Jobs;

/// <summary>Something worth an event on the job.</summary>
/// <param name="Reason">One word in upper camel case.</param>
/// <param name="Message">A sentence.</param>
/// <param name="IsWarning">Whether something went wrong.</param>
internal sealed record JobEvent(string Reason, string Message, bool IsWarning = false);
