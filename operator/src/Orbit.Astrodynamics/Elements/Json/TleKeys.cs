using System.Collections.Frozen;

namespace Orbit.Astrodynamics.Elements.Json;

/// <summary>The keys under which publishers give the lines of a TLE in JSON; their case is of no account.</summary>
internal static class TleKeys
{
    /// <summary>A name line and two element lines.</summary>
    public const int Lines = 3;

    // SatNOGS DB has the first three, Space-Track the others.
    private static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["tle0"] = 0,
        ["tle1"] = 1,
        ["tle2"] = 2,
        ["TLE_LINE0"] = 0,
        ["TLE_LINE1"] = 1,
        ["TLE_LINE2"] = 2,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Which line of a TLE a key stands for: 0 is the name's.</summary>
    public static bool TryGetLine(string key, out int line) => Numbers.TryGetValue(key, out line);
}
