namespace Orbit.Kubernetes.Objects;

/// <summary>What Kubernetes takes for the key and the value of a label; those of taints follow the same rules.</summary>
public static class LabelSyntax
{
    private const int LongestName = 63;
    private const int LongestPrefix = 253;

    /// <summary>Whether a text is a key: a name, with a DNS subdomain and a slash before it or without.</summary>
    public static bool IsKey(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? IsName(text) : IsSubdomain(text.AsSpan(0, slash)) && IsName(text.AsSpan(slash + 1));
    }

    /// <summary>Whether a text is a value; an empty one is.</summary>
    public static bool IsValue(string text) => text.Length == 0 || IsName(text);

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
    }

    private static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            var label = text[part];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return text.Length <= LongestPrefix;
    }
}
