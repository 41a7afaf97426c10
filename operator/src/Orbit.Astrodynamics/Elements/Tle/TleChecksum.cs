namespace Orbit.Astrodynamics.Elements.Tle;

/// <summary>The checksum of a TLE's line: the sum of the digits of columns 1 to 68, a minus sign counting 1, modulo 10.</summary>
internal static class TleChecksum
{
    public static char Of(ReadOnlySpan<char> line)
    {
        var sum = 0;
        foreach (var character in line[..Math.Min(line.Length, TleLine.Columns - 1)])
        {
            sum += character == '-' ? 1 : char.IsAsciiDigit(character) ? character - '0' : 0;
        }

        return (char)('0' + (sum % 10));
    }
}
