using System.Globalization;
using Orbit.Gateway.Contract;
using YamlDotNet.RepresentationModel;

namespace Orbit.Simulator.Constellations;

/// <summary>One mapping of a manifest; what it reads and refuses it names by its path.</summary>
internal sealed class ManifestFields(YamlMappingNode node, string owner, string path)
{
    public string? Text(string name)
    {
        if (Find(name) is not { } value || IsNull(value))
        {
            return null;
        }

        return value is YamlScalarNode { Value: { } text } ? text : throw Bad(name, "is not a single value");
    }

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Bad(name, "is missing");

    public ManifestFields? Map(string name) => Find(name) switch
    {
        null => null,
        YamlMappingNode map => new ManifestFields(map, owner, PathOf(name)),
        { } other when IsNull(other) => null,
        _ => throw Bad(name, "is not a mapping"),
    };

    public ManifestFields RequiredMap(string name) => Map(name) ?? throw Bad(name, "is missing");

    public IReadOnlyList<ManifestFields> List(string name)
    {
        switch (Find(name))
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return
                [
                    .. sequence.Children.Select((child, i) => child is YamlMappingNode map
                        ? new ManifestFields(map, owner, $"{PathOf(name)}[{i}]")
                        : throw Bad($"{name}[{i}]", "is not a mapping")),
                ];
            case { } other when IsNull(other):
                return [];
            default:
                throw Bad(name, "is not a list");
        }
    }

    public int Integer(string name, int minimum, int maximum, int? fallback)
    {
        if (Text(name) is not { } text)
        {
            return fallback ?? throw Bad(name, "is missing");
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Bad(name, $"is '{text}', not a whole number from {minimum} to {maximum}");
    }

    public double Number(string name, double minimum, double maximum, double? fallback) =>
        OptionalNumber(name, minimum, maximum) ?? fallback ?? throw Bad(name, "is missing");

    public double? OptionalNumber(string name, double minimum, double maximum)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"is '{text}', not a number from {minimum} to {maximum}"));
    }

    public decimal Quantity(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        return Constellations.Quantity.TryParse(text, out var value)
            ? value
            : throw Bad(name, $"is '{text}', not a quantity as 150M, from 0 to 1e18");
    }

    public TimeSpan Duration(string name, TimeSpan fallback)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        return DurationText.TryParse(text, out var value) && value <= TimeSpan.FromDays(3650)
            ? value
            : throw Bad(name, $"is '{text}', not a duration as 90s or 1h30m, of at most ten years");
    }

    public DateTimeOffset Instant(string name)
    {
        var text = RequiredText(name);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : throw Bad(name, $"is '{text}', not an instant as 2026-08-22T00:00:00Z");
    }

    /// <summary>One of the names of an enumeration, spelt as there.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        return Enum.GetNames<T>().Contains(text, StringComparer.Ordinal)
            ? Enum.Parse<T>(text)
            : throw Bad(name, $"is '{text}', not one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>The scalars of this mapping by name.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Scalars() =>
        node.Children
            .Where(pair => pair is { Key: YamlScalarNode, Value: YamlScalarNode })
            .Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", ((YamlScalarNode)pair.Value).Value));

    /// <summary>A fault of one field, or of this mapping when <paramref name="name"/> is empty.</summary>
    public ManifestException Bad(string name, string what) => new($"{owner}: {PathOf(name)} {what}.");

    // YAML's plain null, ~ and nothing mean "not given"; a quoted "null" is a text.
    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private YamlNode? Find(string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    private string PathOf(string name) => (path.Length, name.Length) switch
    {
        (0, _) => name,
        (_, 0) => path,
        _ => $"{path}.{name}",
    };
}
