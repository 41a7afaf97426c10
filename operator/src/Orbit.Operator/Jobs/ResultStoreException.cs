namespace Orbit.Operator.Jobs;

/// <summary>A result can't be stored where the job wants it; the message is for the job's owner.</summary>
internal sealed class ResultStoreException(string message) : Exception(message);
