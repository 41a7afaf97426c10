using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The operator's identity is taken away, and it finds its new one by itself.</summary>
public sealed class CredentialTests(ControlPlaneFixture controlPlane) : RecoveryTest(controlPlane)
{
    private const string Refused = "The server refused the credentials (401)";
    private const string Account = "system:serviceaccount:orbit-operator:orbit-operator";

    [Fact]
    public async Task IfTheClientCertificateExpiresThenTheOperatorSaysSoAndGoesOnWithTheNextOne()
    {
        await WriteCertificateAsync(validFor: TimeSpan.FromHours(1));
        var kubeconfig = await WriteKubeconfigAsync(
            ControlPlane.ApiServer, await File.ReadAllTextAsync(ControlPlane.CertificateAuthorityPath), "{client-certificate: client.pem, client-key: client.pem}");
        var began = TimeProvider.System.GetTimestamp();
        await using var world = await OrbitWorld.StartAsync(ControlPlane, Rate, operatorEnvironment: Steadfast(("KUBECONFIG", kubeconfig)));
        await LeaseAsync(world);
        await world.KillOperatorAsync();

        // Valid for longer than an operator takes on this machine until it leads and has booked something.
        var start = TimeProvider.System.GetElapsedTime(began) * 3;
        await WriteCertificateAsync(validFor: start > TimeSpan.FromSeconds(15) ? start : TimeSpan.FromSeconds(15));
        await world.StartOperatorAsync();
        var lease = await LeaseAsync(world);
        await BookAsync(world, "under-way");
        await SaysAsync(world, Refused);
        await world.SubmitAsync("meanwhile");

        await WriteCertificateAsync(validFor: TimeSpan.FromHours(1));

        await SaysAsync(world, "There are new credentials");
        await AllSucceedAsync(world, "under-way", "meanwhile");
        ShouldBeTheSameProcess(world, lease, await LeaseAsync(world));
        Refusals(world).Should().Be(1, "it is said when it is noticed, not with every request");
    }

    [Fact]
    public async Task IfTheTokenIsRevokedThenTheOperatorSaysSoAndGoesOnWithTheNextOne()
    {
        await ReplaceAsync("token", await TokenAsync("orbit-operator", "orbit-operator", "token-one"));
        var kubeconfig = await WriteKubeconfigAsync(
            ControlPlane.ApiServer, await File.ReadAllTextAsync(ControlPlane.CertificateAuthorityPath), "{tokenFile: token}");
        await using var world = await OrbitWorld.StartAsync(ControlPlane, Rate, operatorEnvironment: Steadfast(("KUBECONFIG", kubeconfig)));
        var lease = await LeaseAsync(world);
        await BookAsync(world, "under-way");
        await ControlPlane.KubectlAsync("delete", "secret", "token-one", "-n", "orbit-operator");
        await SaysAsync(world, Refused);
        await world.SubmitAsync("meanwhile");

        await ReplaceAsync("token", await TokenAsync("orbit-operator", "orbit-operator", "token-two"));

        await SaysAsync(world, "There are new credentials");
        await AllSucceedAsync(world, "under-way", "meanwhile");
        ShouldBeTheSameProcess(world, lease, await LeaseAsync(world));
        Refusals(world).Should().Be(1, "it is said when it is noticed, not with every request");
        await ControlPlane.KubectlAsync("delete", "secret", "token-two", "-n", "orbit-operator");
    }

    [Fact]
    public async Task IfATokenOfAnExecPluginIsRevokedThenThePluginIsAskedForAnotherAndNothingIsLost()
    {
        using var administrator = new KubernetesClient(new KubernetesConfigurationLoader().Load(ControlPlane.KubeconfigPath));
        await administrator.ApplyManifestAsync(Widget.Definition, "tests", default);
        await RuntimeTest.UntilServedAsync(administrator);
        const string ns = "exec-plugin";
        await administrator.ApplyManifestAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {ns}}}}}", "tests", default);
        await administrator.ApplyManifestAsync($"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: plugin, namespace: {ns}}}}}", "tests", default);
        await ControlPlane.ApplyAsync($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: {{ns}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: plugin, namespace: {{ns}}}]
            """);
        await ReplaceAsync("credential-1", CredentialOf(await TokenAsync(ns, "plugin", "one")));
        await ReplaceAsync("credential-2", CredentialOf(await TokenAsync(ns, "plugin", "two")));

        // It hands out the second from its second run on, and counts its runs.
        var script = Path.Combine(Folder, "plugin.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\ncd {Folder}\necho run >> runs\nif [ $(wc -l < runs) = 1 ]; then cat credential-1; else cat credential-2; fi\n");
        var kubeconfig = await WriteKubeconfigAsync(
            ControlPlane.ApiServer,
            await File.ReadAllTextAsync(ControlPlane.CertificateAuthorityPath),
            $"{{exec: {{apiVersion: client.authentication.k8s.io/v1beta1, command: /bin/sh, args: [{script}]}}}}");

        await using var small = new SmallOperator(
            new KubernetesClient(new KubernetesConfigurationLoader().Load(kubeconfig)),
            new InformerOptions { Namespace = ns, MinWatchTime = TimeSpan.FromSeconds(1), MaxWatchTime = TimeSpan.FromSeconds(1) },
            TimeProvider.System);
        await ReconciledAsync(administrator, ns, "first");
        await ControlPlane.KubectlAsync("delete", "secret", "one", "-n", ns);

        // A server takes a token that it has seen for some seconds more.
        for (var i = 0; (await File.ReadAllLinesAsync(Path.Combine(Folder, "runs"))).Length < 2; i++)
        {
            await ReconciledAsync(administrator, ns, $"w{i}");
        }

        await ReconciledAsync(administrator, ns, "last");

        await administrator.DeleteAsync<V1Namespace>(new NamespacedName(ns), options: null, default);
    }

    // A line of the log has its text twice, formatted and not; each has its message once.
    private static int Refusals(OrbitWorld world) =>
        world.OperatorOutput.Split('\n').Count(line => line.Contains($"\"Message\":\"{Refused}", StringComparison.Ordinal));

    private static async Task ReconciledAsync(KubernetesClient client, string ns, string name)
    {
        await client.CreateAsync(new Widget { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = ns }, Spec = new WidgetSpec { Size = 1 } }, default);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while ((await client.GetAsync<Widget>(new NamespacedName(ns, name), limit.Token)).Status?.Count != 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private static string CredentialOf(string token) => new JsonObject
    {
        ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
        ["kind"] = "ExecCredential",
        ["status"] = new JsonObject { ["token"] = token },
    }.ToJsonString();

    /// <summary>A token of a service account that lives as long as a secret of its own.</summary>
    private async Task<string> TokenAsync(string ns, string account, string secret)
    {
        await ControlPlane.KubectlAsync("create", "secret", "generic", secret, "-n", ns);
        using var http = ControlPlane.CreateClient(ControlPlane.AdministratorToken);
        var uid = JsonNode.Parse(await http.GetStringAsync($"api/v1/namespaces/{ns}/secrets/{secret}"))!["metadata"]!["uid"]!.GetValue<string>();
        using var request = new StringContent(
            $$"""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":3600,"boundObjectRef":{"kind":"Secret","apiVersion":"v1","name":"{{secret}}","uid":"{{uid}}"} } }""",
            System.Text.Encoding.UTF8,
            "application/json");
        using var answer = await http.PostAsync($"api/v1/namespaces/{ns}/serviceaccounts/{account}/token", request);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue(body);
        return JsonNode.Parse(body)!["status"]!["token"]!.GetValue<string>();
    }

    private async Task WriteCertificateAsync(TimeSpan validFor)
    {
        using var authority = X509Certificate2.CreateFromPemFile(ControlPlane.CertificateAuthorityPath, ControlPlane.CertificateAuthorityKeyPath);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Account}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(authority, now.AddSeconds(-5), now + validFor, RandomNumberGenerator.GetBytes(8));
        await ReplaceAsync("client.pem", $"{issued.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
