using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Orbit.CrdGenerator.Documentation;

/// <summary>The doc comments of an assembly, read from the XML file that the compiler puts beside it.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _summaries;

    private XmlDocumentation(XDocument document) =>
        _summaries = document.Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    /// <summary>The doc comments of <paramref name="assembly"/>.</summary>
    /// <exception cref="FileNotFoundException">The assembly was built without a documentation file.</exception>
    public static XmlDocumentation Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>The summary of a type, property or enum value as one line of Markdown.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public string Summary(MemberInfo member)
    {
        var id = member switch
        {
            Type type => $"T:{type.FullName}",
            FieldInfo field => $"F:{field.DeclaringType!.FullName}.{field.Name}",
            _ => $"P:{member.DeclaringType!.FullName}.{member.Name}",
        };
        return _summaries.TryGetValue(id, out var summary)
            ? Spaces().Replace(Render(summary), " ").Trim()
            : throw new InvalidOperationException($"{id} has no summary.");
    }

    private static string Render(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see => $"`{NameOf(see)}`",
                XElement { Name.LocalName: "para" } paragraph => Render(paragraph),
                XElement other => throw new NotSupportedException($"<{other.Name}> has no place in a field's description."),
                _ => "",
            });
        }

        return text.ToString();
    }

    // A property is known to users by its JSON name.
    private static string NameOf(XElement see)
    {
        var id = see.Attribute("cref")?.Value ?? throw new NotSupportedException("Only <see cref> has a place in a field's description.");
        var name = id[(id.LastIndexOf('.') + 1)..];
        return id.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
