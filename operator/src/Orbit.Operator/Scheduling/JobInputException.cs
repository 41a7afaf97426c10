namespace Orbit.Operator.Scheduling;

/// <summary>A job's input can't be read; the message is for the job's owner.</summary>
internal sealed class JobInputException(string message) : Exception(message);
