using System.Text.RegularExpressions;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>The file in which a run of hours notes each outcome as soon as it is known, so that one that was broken off can be taken up again.</summary>
/// <param name="path">The file; null for none.</param>
internal sealed partial class SieveReport(string? path)
{
    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        if (path is not null)
        {
            File.AppendAllText(path, $"{line}\n");
        }
    }

    /// <summary>The names of the cases that converged by what stands in the file. It is to be of the same code.</summary>
    public IReadOnlySet<string> Done() => path is null || !File.Exists(path)
        ? new HashSet<string>(StringComparer.Ordinal)
        : File.ReadLines(path).Select(line => Outcome().Match(line)).Where(m => m.Success).Select(m => m.Groups["case"].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("^[0-9]+/[0-9]+ (?<case>.+): converged \\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Outcome();
}
