using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Json;
using YamlDotNet.RepresentationModel;

namespace Orbit.Gateway.Tests.Contract;

/// <summary>docs/reference/gateway-openapi.yaml describes the contract's types: all of them, and nothing besides.</summary>
public class OpenApiSchemaTests
{
    private static readonly YamlMappingNode Schemas = ReadSchemas();

    private static readonly Type[] Contract =
    [
        .. typeof(Bundle).Assembly.GetExportedTypes().Where(type =>
            string.Equals(type.Namespace, typeof(Bundle).Namespace, StringComparison.Ordinal) && !(type.IsAbstract && type.IsSealed)),
    ];

    public static TheoryData<string> Records => [.. Contract.Where(type => !type.IsEnum).Select(type => type.Name)];

    public static TheoryData<string> Enums => [.. Contract.Where(type => type.IsEnum).Select(type => type.Name)];

    [Fact]
    public void IfATypeIsInTheContractThenTheFileHasItAndNoOther()
    {
        var names = Schemas.Children.Keys.Select(key => key.ToString());

        names.Should().BeEquivalentTo(Contract.Select(type => type.Name).Append(nameof(GatewayId)));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void IfARecordHasAPropertyThenTheFileHasItWithItsType(string name)
    {
        var schema = (YamlMappingNode)Schemas[name];
        var type = GatewayJson.Default.GetTypeInfo(Contract.Single(type => string.Equals(type.Name, name, StringComparison.Ordinal)))!;

        var described = ((YamlMappingNode)schema["properties"]).Children.Select(pair => $"{pair.Key}: {TypeOf((YamlMappingNode)pair.Value)}");
        var required = schema.Children.TryGetValue("required", out var names) ? ((YamlSequenceNode)names).Select(node => node.ToString()) : [];

        described.Should().BeEquivalentTo(type.Properties.Select(property => $"{property.Name}: {TypeOf(property)}"));
        required.Should().BeEquivalentTo(type.Properties.Where(property => property.IsRequired).Select(property => property.Name));
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void IfAnEnumHasAValueThenTheFileHasIt(string name)
    {
        var values = ((YamlSequenceNode)Schemas[name]["enum"]).Select(node => node.ToString());

        values.Should().Equal(Enum.GetNames(Contract.Single(type => string.Equals(type.Name, name, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a-")]
    [InlineData(".a")]
    [InlineData("a.b_c-D9")]
    [InlineData("a b")]
    [InlineData("")]
    public void IfAnIdIsValidThenThePatternMatchesAndViceVersa(string id) =>
        Regex.IsMatch(id, Schemas[nameof(GatewayId)]["pattern"].ToString(), RegexOptions.None, TimeSpan.FromSeconds(1))
            .Should().Be(GatewayId.IsValid(id));

    private static string TypeOf(YamlMappingNode schema)
    {
        if (schema.Children.TryGetValue("$ref", out var reference))
        {
            var name = reference.ToString()["#/components/schemas/".Length..];
            return string.Equals(name, nameof(GatewayId), StringComparison.Ordinal) ? "string" : name;
        }

        var type = schema["type"].ToString();
        return type switch
        {
            "array" => $"{TypeOf((YamlMappingNode)schema["items"])}[]",
            "string" => schema.Children.TryGetValue("format", out var format) ? format.ToString() : "string",
            _ => schema["format"].ToString(),
        };
    }

    private static string TypeOf(JsonPropertyInfo property) => TypeOf(property.PropertyType);

    private static string TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) || t == typeof(TimeSpan) => "string",
        var t when t == typeof(DateTimeOffset) => "date-time",
        var t when t == typeof(int) => "int32",
        var t when t == typeof(long) => "int64",
        var t when t == typeof(double) => "double",
        { IsGenericType: true } t => $"{TypeOf(t.GetGenericArguments()[0])}[]",
        var t => t.Name,
    };

    private static YamlMappingNode ReadSchemas()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent;
        }

        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(folder.FullName, "docs", "reference", "gateway-openapi.yaml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode["components"]["schemas"];
    }
}
