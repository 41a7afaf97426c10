using System.Text.Json;

namespace Orbit.Kubernetes.Client;

/// <summary>Says in the words of a manifest's author what System.Text.Json says in those of a .NET developer.</summary>
internal static class DecodeProblem
{
    private const string WrongType = "could not be converted to ";
    private const string Missing = "missing required properties including: ";

    /// <summary>Whether the exception says that JSON does not fit its type: its contracts, converters and initialisers throw any of these.</summary>
    public static bool IsOne(Exception error) => error is JsonException or FormatException or ArgumentException or InvalidOperationException or OverflowException;

    /// <summary>The member's path, and what is wrong with it.</summary>
    public static string Of(Exception error) => FieldOf(error) is { Length: > 0 } field ? $"{field}: {MessageOf(error)}" : MessageOf(error);

    /// <summary>The member's path; empty if the object as a whole is meant.</summary>
    public static string FieldOf(Exception error) => error is JsonException { Path: { } path } ? path.TrimStart('$', '.') : "";

    /// <summary>What is wrong with the member.</summary>
    public static string MessageOf(Exception error) => OfToken(error.InnerException?.Message) ?? Describe(error.Message);

    // Of a number or a text the message itself names only the type that holds the member; the inner exception says what is wrong.
    private static string? OfToken(string? inner)
    {
        const string wrongToken = "Cannot get the value of a token type";
        if (inner?.StartsWith(wrongToken, StringComparison.Ordinal) is true && inner.LastIndexOf(" as ", StringComparison.Ordinal) is > 0 and var at)
        {
            return $"the value is not {inner[(at + " as ".Length)..]}";
        }

        return inner?.Contains("out of bounds for an Int", StringComparison.Ordinal) is true ? "the value is not a whole number, or too great a one." : null;
    }

    private static string Describe(string message)
    {
        // Of messages that are System.Text.Json's own, the rest is the path again, and a place in text that nobody sees.
        var end = message.IndexOf(" Path: $", StringComparison.Ordinal);
        message = (end < 0 ? message : message[..end]).TrimEnd();
        var missing = message.IndexOf(Missing, StringComparison.Ordinal);
        if (missing >= 0)
        {
            return $"{message[(missing + Missing.Length)..].TrimEnd('.')} is missing.";
        }

        var wrong = message.IndexOf(WrongType, StringComparison.Ordinal);
        return wrong < 0 ? message : $"the value is not {Expected(message[(wrong + WrongType.Length)..])}.";
    }

    private static string Expected(string type) => type switch
    {
        _ when type.Contains("Dictionary", StringComparison.Ordinal) => "a map",
        _ when type.Contains("List`", StringComparison.Ordinal) || type.Contains("Array", StringComparison.Ordinal) => "a list",
        _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("System.DateTime", StringComparison.Ordinal) => "an instant such as 2026-08-22T02:00:00Z",
        _ => "what the field takes",
    };
}
