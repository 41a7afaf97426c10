using Orbit.Simulator.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Orbit.Simulator.Tests.Http;

/// <summary>docs/reference/gateway-openapi.yaml describes the routes that the simulator answers to; its types are tested with the contract.</summary>
public class OpenApiRouteTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [Fact]
    public async Task IfARouteIsServedThenTheFileHasItAndViceVersa()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();

        var described = Paths().Children.SelectMany(path =>
            ((YamlMappingNode)path.Value).Children.Keys
                .Select(key => key.ToString())
                .Where(Methods.Contains)
                .Select(method => $"{method.ToUpperInvariant()} {path.Key}"));

        described.Should().BeEquivalentTo(simulator.Routes.Where(route => !route.Contains(" /admin/", StringComparison.Ordinal)));
    }

    [Fact]
    public void IfSomethingIsReferredToThenItIsThere()
    {
        var root = Root();

        foreach (var reference in root.AllNodes.OfType<YamlMappingNode>().Where(node => node.Children.ContainsKey("$ref")).Select(node => node["$ref"].ToString()))
        {
            reference[2..].Split('/').Aggregate<string, YamlNode>(root, (node, key) => node[key]).Should().NotBeNull();
        }
    }

    private static YamlMappingNode Paths() => (YamlMappingNode)Root()["paths"];

    private static YamlNode Root()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(RepositoryFiles.Root, "docs", "reference", "gateway-openapi.yaml"));
        stream.Load(reader);
        return stream.Documents[0].RootNode;
    }
}
