using System.Text.RegularExpressions;
using Orbit.CrdGenerator.Schemas;

namespace Orbit.CrdGenerator.Tests.Definitions;

public partial class ResourceDefinitionTests
{
    public static TheoryData<string, string> ColumnPaths()
    {
        var data = new TheoryData<string, string>();
        foreach (var resource in GeneratedFiles.Resources)
        {
            foreach (var column in resource.Columns.Where(c => !c.JsonPath.StartsWith(".metadata", StringComparison.Ordinal)))
            {
                data.Add(resource.Kind.Kind, column.JsonPath);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ColumnPaths))]
    public void EveryColumnShowsAFieldThatExists(string kind, string jsonPath)
    {
        var resource = GeneratedFiles.Resources.ToDictionary(r => r.Kind.Kind, StringComparer.Ordinal)[kind];
        var schema = new Schema { TypeName = "", Properties = [KeyValuePair.Create("spec", resource.Spec), KeyValuePair.Create("status", resource.Status)] };
        foreach (var name in Index().Replace(jsonPath, "").Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = (schema.Items ?? schema).Properties.Should().ContainSingle(p => p.Key == name, jsonPath).Subject.Value;
        }

        schema.Properties.Should().BeEmpty("a column shows a plain value");
    }

    [Fact]
    public void EveryKindHasAShortNameOfItsOwn() =>
        GeneratedFiles.Resources.SelectMany(r => r.ShortNames).Should().Equal("sat", "gl", "oij");

    [Fact]
    public void NoDefinitionNeedsWhatKubernetesBefore125DoesNotHave() =>
        GeneratedFiles.Definitions().Should().OnlyContain(file => !file.Content.Contains("x-kubernetes-validations"));

    // [0] and [?(…)] choose an item of a list.
    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();
}
