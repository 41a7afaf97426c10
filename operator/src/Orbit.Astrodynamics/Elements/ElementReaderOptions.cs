namespace Orbit.Astrodynamics.Elements;

/// <summary>How <see cref="ElementReader"/> reads, and how much it is prepared to read.</summary>
public sealed record ElementReaderOptions
{
    /// <summary>What to make of a TLE's checksums, those of TLE lines in JSON too; by default they are required.</summary>
    public ChecksumRule Checksums { get; init; } = ChecksumRule.Required;

    /// <summary>
    /// The longest text accepted, in characters. The default of 64 Mi holds the whole public catalogue in the most
    /// verbose format; a longer text is refused as a whole.
    /// </summary>
    public int MaxCharacters { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most problems listed; past them one last problem says that there are more.</summary>
    public int MaxProblems { get; init; } = 1000;
}
