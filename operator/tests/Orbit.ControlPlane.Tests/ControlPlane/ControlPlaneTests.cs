using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>What the other tests rely on: the control plane is a real one.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ControlPlaneTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfTheVersionIsAskedThenARealApiServerAnswers()
    {
        using var client = controlPlane.CreateClient(controlPlane.AdministratorToken);

        var version = JsonNode.Parse(await client.GetStringAsync("version"));

        version!["gitVersion"]!.GetValue<string>().Should().MatchRegex(@"^v1\.\d+\.\d+$");
    }

    [Fact]
    public async Task IfAUserHasNoRightsThenRbacForbidsToListNodes()
    {
        using var administrator = controlPlane.CreateClient(controlPlane.AdministratorToken);
        using var powerless = controlPlane.CreateClient(controlPlane.PowerlessToken);

        using var allowed = await administrator.GetAsync("api/v1/nodes");
        using var refused = await powerless.GetAsync("api/v1/nodes");

        allowed.StatusCode.Should().Be(HttpStatusCode.OK);
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["reason"]!.GetValue<string>().Should().Be("Forbidden");
    }

    [Fact]
    public async Task IfTheCustomResourcesAreAskedForThenKubectlExplainsThem()
    {
        var explanation = await controlPlane.KubectlAsync("explain", "orbitalinferencejobs.spec.model");

        explanation.Should().ContainAll("OrbitalInferenceJob", "orbitoperator.io/v1alpha1", "Name of the model");
    }

    [Fact]
    public async Task IfANodeReportsNotReadyThenTheNodeLifecycleControllerTaintsItUntilItIsReady()
    {
        const string name = "smoke-node";
        await controlPlane.ApplyAsync($"""
            apiVersion: v1
            kind: Node
            metadata:
              name: {name}
            """);
        using var client = controlPlane.CreateClient(controlPlane.AdministratorToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        await ReportReadyAsync(client, name, "False");
        await WaitForTaintsAsync(client, name, taints => taints.Contains("node.kubernetes.io/not-ready:NoSchedule", StringComparer.Ordinal), limit.Token);

        await ReportReadyAsync(client, name, "True");
        await WaitForTaintsAsync(client, name, taints => taints.Count == 0, limit.Token);

        await controlPlane.KubectlAsync("delete", "node", name);
    }

    private static async Task ReportReadyAsync(HttpClient client, string node, string ready)
    {
        using var status = new StringContent(
            $$$"""{"status":{"conditions":[{"type":"Ready","status":"{{{ready}}}","reason":"Test","message":"Reported by a test"}]}}""",
            Encoding.UTF8,
            "application/merge-patch+json");
        using var response = await client.PatchAsync($"api/v1/nodes/{node}/status", status);
        response.EnsureSuccessStatusCode();
    }

    private static async Task WaitForTaintsAsync(
        HttpClient client, string node, Func<IReadOnlyList<string>, bool> reached, CancellationToken cancellationToken)
    {
        // Without a resourceVersion the watch begins with the node as it is.
        await using var stream = await client.GetStreamAsync($"api/v1/nodes?watch=1&fieldSelector=metadata.name={node}", cancellationToken);
        using var events = new StreamReader(stream);
        while (await events.ReadLineAsync(cancellationToken) is { } line)
        {
            if (reached(TaintsOf(JsonNode.Parse(line)!["object"]!)))
            {
                return;
            }
        }

        throw new InvalidOperationException($"the watch of node {node} ended before its taints were the expected ones");
    }

    private static List<string> TaintsOf(JsonNode node) =>
        [.. (node["spec"]?["taints"]?.AsArray() ?? []).Select(taint => $"{taint!["key"]}:{taint["effect"]}")];
}
