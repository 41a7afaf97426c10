namespace Orbit.Operator.Scheduling;

/// <summary>A job can't be sent up as it is; the message is for the job's owner.</summary>
/// <param name="message">What is wrong, naming the field.</param>
/// <param name="reason">One word in upper camel case, as in a condition.</param>
internal sealed class JobInputException(string message, string reason = JobInputException.InputMissing) : Exception(message)
{
    /// <summary>The reason when the input isn't there, or can't be read.</summary>
    public const string InputMissing = nameof(InputMissing);

    /// <summary>The reason when the job itself is wrong.</summary>
    public const string InvalidSpec = nameof(InvalidSpec);

    /// <summary>One word in upper camel case, as in a condition.</summary>
    public string Reason { get; } = reason;
}
