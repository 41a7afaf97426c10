namespace Orbit.Gateway.Contract;

/// <summary>
/// The rule for contact and attempt ids, which stand in URLs and logs: 1 to 253 letters, digits, <c>-</c>, <c>_</c> and
/// <c>.</c>, of ASCII, with a letter or digit first and last.
/// </summary>
public static class GatewayId
{
    /// <summary>Greatest length, characters.</summary>
    public const int MaximumLength = 253;

    /// <summary>Whether <paramref name="id"/> follows the rule.</summary>
    public static bool IsValid(string? id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > MaximumLength || !char.IsAsciiLetterOrDigit(id[0]) || !char.IsAsciiLetterOrDigit(id[^1]))
        {
            return false;
        }

        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
