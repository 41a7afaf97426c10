using System.Text.RegularExpressions;
using Orbit.Kubernetes.Admission;

namespace Orbit.Operator.Admission;

/// <summary>Takes the controllers' sentences apart into field and message: each begins with the path of its field.</summary>
internal static partial class Sentences
{
    /// <summary>The errors that the sentences tell.</summary>
    public static IReadOnlyList<FieldError> AsErrors(this IEnumerable<string> sentences) => [.. sentences.Select(AsError)];

    private static FieldError AsError(string sentence)
    {
        var parts = FieldFirst().Match(sentence);
        return parts.Success ? new FieldError(parts.Groups["field"].Value, parts.Groups["message"].Value) : new FieldError("", sentence);
    }

    [GeneratedRegex(@"^(?<field>(spec|metadata)[^\s:]*)(: | )(?<message>.+)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldFirst();
}
