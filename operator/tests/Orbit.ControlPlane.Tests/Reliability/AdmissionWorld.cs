using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.ControlPlane.Tests.Resources;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Tests;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Admission;
using Orbit.Operator.Snapshots;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The operator's webhook in front of a real API server: config/webhook/local as it is shipped, with the port of an <see cref="AdmissionFront"/>.</summary>
internal sealed class AdmissionWorld : IAsyncDisposable
{
    private const string Namespace = "orbit-operator";
    private static readonly NamespacedName SecretKey = new(Namespace, AdmissionWebhook.Name);

    // No test is judged by time: this only ends one that would hang.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly ControlPlaneFixture _controlPlane;
    private readonly ResourceClient _http;

    public AdmissionWorld(ControlPlaneFixture controlPlane)
    {
        _controlPlane = controlPlane;
        _http = new ResourceClient(controlPlane);
        Client = controlPlane.CreateKubernetesClient();
    }

    /// <summary>The API server, as an administrator.</summary>
    public KubernetesClient Client { get; }

    /// <summary>What the API server calls.</summary>
    public AdmissionFront Front { get; } = new();

    /// <summary>What the webhooks find beside the object that they are asked about; nothing unless a test says otherwise. Set before they start.</summary>
    public Duplicates Duplicates { get; set; } = new(_ => [], _ => []);

    /// <summary>A replica's webhook with the operator's own rights, in this process, so that its clock can be moved.</summary>
    /// <param name="wall">Its clock.</param>
    /// <param name="lifetimes">Lives of its certificates.</param>
    /// <param name="folder">Where its certificate is; null for a self-managed one.</param>
    public async Task<AdmissionWebhook> StartReplicaAsync(ManualTimeProvider wall, CertificateLifetimes? lifetimes = null, string? folder = null)
    {
        var configuration = new KubernetesConfigurationLoader { TimeProvider = wall }.LoadKubeconfig([_controlPlane.OperatorKubeconfigPath]);
        var clock = new MissionClock(wall, OrbitWorld.MissionStart, 1, wall.GetUtcNow());
        var webhook = new AdmissionWebhook(new AdmissionOptions(new(System.Net.IPAddress.Loopback, 0), folder), Namespace, configuration, Duplicates, clock, NullLoggerFactory.Instance, lifetimes);
        await webhook.StartAsync(CancellationToken.None);
        Front.Replicas = [.. Front.Replicas, webhook.Address.Port];
        return webhook;
    }

    /// <summary>Applies config/webhook/local. The failure policy is Fail unless said otherwise, so that a call which fails is never taken for one that allows; time is no matter here.</summary>
    public async Task ConfigureAsync(string failurePolicy = "Fail")
    {
        var manifest = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config", "webhook", "local", "validating_webhook_configuration.yaml"));
        manifest.Should().Contain(":9443/").And.Contain("failurePolicy: Ignore").And.Contain("timeoutSeconds: 3");
        await _controlPlane.ApplyAsync(manifest
            .Replace(":9443/", $":{Front.Port.ToString(CultureInfo.InvariantCulture)}/", StringComparison.Ordinal)
            .Replace("failurePolicy: Ignore", $"failurePolicy: {failurePolicy}", StringComparison.Ordinal)
            .Replace("timeoutSeconds: 3", "timeoutSeconds: 30", StringComparison.Ordinal));
    }

    /// <summary>A satellite in whose elements one digit is wrong.</summary>
    public static JsonObject BadSatellite(string name) =>
        Manifests.SatelliteNode(name).With("spec.orbit.tle.line1", "\"1 63982U 25100A   26233.79419053  .00016205  00000+0  71936-3 0  9993\"");

    /// <summary>A station that the schema accepts and the webhook does not.</summary>
    public static JsonObject BadStation(string name) => Manifests.GroundLink(name).With("spec.gateway.url", "\"https://orbit:secret@gateway.example.org\"");

    /// <summary>What the API server says to a new object, which it does not keep.</summary>
    public Task<ResourceAnswer> TryAsync(JsonObject manifest) => _http.CreateAsync(manifest, dryRun: true);

    /// <summary>The webhook is asked, over a connection that is made now, and does its work: a bad object is refused with its sentence, a good one is not.</summary>
    public async Task ExpectWorkAsync(string because)
    {
        await Front.CutAsync();
        (await TryAsync(BadSatellite("bad"))).Message.Should().Contain("checksum", because);
        (await TryAsync(Manifests.SatelliteNode("good"))).Code.Should().Be(System.Net.HttpStatusCode.Created, because);
    }

    /// <summary>Waits until the API server has heard of the configuration and the webhook does its work.</summary>
    public Task UntilWorkingAsync() => UntilAsync(async () => (await TryAsync(BadSatellite("bad"))).Message.Contains("checksum", StringComparison.Ordinal));

    /// <summary>Waits until the API server has heard of all that the configuration says now: a change that shows, made after it and taken back, has come through.</summary>
    public async Task UntilHeardAsync()
    {
        await OperationsAsync("""["UPDATE"]""");
        await UntilAsync(async () => (await TryAsync(BadStation("bad"))).Code == System.Net.HttpStatusCode.Created);
        await OperationsAsync("""["CREATE", "UPDATE"]""");
        await UntilAsync(async () => (await TryAsync(BadStation("bad"))).Message.Contains("spec.gateway.url", StringComparison.Ordinal));

        Task OperationsAsync(string operations) => _controlPlane.KubectlAsync(
            "patch", "validatingwebhookconfiguration", AdmissionWebhook.ConfigurationName, "--type=json",
            "-p", $$"""[{"op": "test", "path": "/webhooks/1/name", "value": "groundlinks.orbitoperator.io"}, {"op": "replace", "path": "/webhooks/1/rules/0/operations", "value": {{operations}}}]""");
    }

    /// <summary>The certificate that a replica shows.</summary>
    public static async Task<X509Certificate2> ShownAsync(int port)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }

    /// <summary>The Secret that the replicas share.</summary>
    public Task<V1Secret> SecretAsync() => Client.GetAsync<V1Secret>(SecretKey, CancellationToken.None);

    /// <summary>The configuration as it is stored.</summary>
    public Task<V1ValidatingWebhookConfiguration> ConfigurationAsync() =>
        Client.GetAsync<V1ValidatingWebhookConfiguration>(new(AdmissionWebhook.ConfigurationName), CancellationToken.None);

    /// <summary>The authorities that the API server is told to trust, the same for all webhooks.</summary>
    public async Task<X509Certificate2Collection> TrustedAsync()
    {
        var bundles = (await ConfigurationAsync()).Webhooks!.Select(w => System.Text.Encoding.ASCII.GetString(w.ClientConfig!.CaBundle ?? [])).Distinct(StringComparer.Ordinal);
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(bundles.Should().ContainSingle().Subject);
        return certificates;
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException("What the test waits for did not happen.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Takes away what the test made, so that the next one finds no webhook, and waits until the API server has heard of it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Client.DeleteAsync<V1ValidatingWebhookConfiguration>(new(AdmissionWebhook.ConfigurationName), null, CancellationToken.None);
            await Client.DeleteAsync<V1Secret>(SecretKey, null, CancellationToken.None);
            await ClearAsync<SatelliteNode>();
            await ClearAsync<GroundLink>();
            await UntilAsync(async () => (await TryAsync(BadSatellite("bad"))).Code == System.Net.HttpStatusCode.Created);
        }
        finally
        {
            await Front.DisposeAsync();
            _http.Dispose();
            Client.Dispose();
        }
    }

    private async Task ClearAsync<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        foreach (var item in (await Client.ListAllAsync<T>(null, null, CancellationToken.None)).Items)
        {
            await Client.DeleteAsync<T>(NamespacedName.Of(item), null, CancellationToken.None);
        }
    }
}
