using System.Text.Json.Nodes;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Admission;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Admission;

/// <summary>What config/webhook and config/rbac say fits what the operator does.</summary>
public sealed class WebhookManifestsTests
{
    private static readonly string Config = Path.Combine(TestData.Repository(), "config");

    [Fact]
    public void IfTheOperatorIsBesideTheClusterThenTheConfigurationDiffersInTheAddressAlone()
    {
        var inside = Documents("webhook", "validating_webhook_configuration.yaml").Single();
        var beside = Documents("webhook", "local", "validating_webhook_configuration.yaml").Single();
        foreach (var (webhook, other) in inside["webhooks"]!.AsArray().Zip(beside["webhooks"]!.AsArray()))
        {
            var service = webhook!["clientConfig"]!["service"]!;
            other!["clientConfig"]!.AsObject().Single().Value!.GetValue<string>().Should().Be($"https://127.0.0.1:9443{service["path"]}");
            other["clientConfig"] = webhook["clientConfig"]!.DeepClone();
        }

        JsonNode.DeepEquals(inside, beside).Should().BeTrue();
    }

    [Fact]
    public void IfTheConfigurationIsAppliedThenEachKindIsAskedAboutWhereTheOperatorAnswers()
    {
        var configuration = Documents("webhook", "validating_webhook_configuration.yaml").Single();
        configuration["metadata"]!["name"]!.GetValue<string>().Should().Be(AdmissionWebhook.ConfigurationName);
        configuration["webhooks"]!.AsArray().Select(w => (
                w!["rules"]![0]!["resources"]![0]!.GetValue<string>(),
                w["rules"]![0]!["apiVersions"]![0]!.GetValue<string>(),
                w["clientConfig"]!["service"]!["path"]!.GetValue<string>()))
            .Should().BeEquivalentTo(new[] { ResourceKind.Of<SatelliteNode>(), ResourceKind.Of<GroundLink>(), ResourceKind.Of<OrbitalInferenceJob>() }
                .Select(k => (k.Plural, k.Version, $"/validate/{k.Plural}")));
    }

    [Fact]
    public void IfAServiceLeadsToTheOperatorThenItIsTheOneTheCertificateIsFor() =>
        Documents("webhook", "service.yaml").Single()["metadata"]!["name"]!.GetValue<string>().Should().Be(AdmissionWebhook.Name);

    [Fact]
    public void IfTheOperatorMayReadASecretOrAConfigurationThenOnlyItsOwn()
    {
        var rules = Documents("rbac", "webhook_role.yaml").SelectMany(d => d["rules"]?.AsArray() ?? []).Select(r => r!).ToArray();
        string[] Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(t => t!.GetValue<string>())];

        rules.Where(r => Texts(r["verbs"]).Any(v => v is not "create")).Select(r => Texts(r["resourceNames"]).Single())
            .Should().BeEquivalentTo(AdmissionWebhook.Name, AdmissionWebhook.ConfigurationName);
    }

    private static IEnumerable<JsonNode> Documents(params string[] path) => YamlDocuments.Parse(File.ReadAllText(Path.Combine([Config, .. path])));
}
