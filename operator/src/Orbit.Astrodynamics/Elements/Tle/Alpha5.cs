namespace Orbit.Astrodynamics.Elements.Tle;

/// <summary>
/// Catalogue numbers in the five columns of a TLE: digits to 99,999, then a letter for the first two digits, A for 10 to
/// Z for 33; I and O are left out because they look like 1 and 0. So A0000 is 100,000 and Z9999 is 339,999.
/// </summary>
internal static class Alpha5
{
    public const int Largest = 339_999;

    /// <summary>How many columns a number has.</summary>
    public const int Width = 5;

    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Whether the columns hold a number; numbers may be padded by blanks in place of zeros.</summary>
    public static bool TryParse(ReadOnlySpan<char> columns, out int number)
    {
        number = 0;
        var digits = columns.Trim(' ');
        var hundredThousands = 0;
        if (digits.Length == Width && Letters.IndexOf(digits[0]) is >= 0 and var letter)
        {
            hundredThousands = (10 + letter) * 10_000;
            digits = digits[1..];
        }

        if (digits.IsEmpty || digits.Length > Width || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        number = hundredThousands + int.Parse(digits);
        return true;
    }

    /// <summary>The five columns for a number from 0 to <see cref="Largest"/>.</summary>
    public static string Format(int number) =>
        number < 100_000 ? number.ToString("D5") : Letters[(number / 10_000) - 10] + (number % 10_000).ToString("D4");
}
