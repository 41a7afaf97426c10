using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;

namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>
/// A real control plane of Kubernetes (etcd, API server, controller manager, scheduler) with the project's custom
/// resource definitions, on ports of its own. It is ended with the tests, and by a watchdog when the test host dies.
/// </summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    private readonly string _repository = FindRepository();
    private readonly string _state = Path.Combine(Path.GetTempPath(), $"orbit-control-plane-{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>The kubeconfig file of a cluster administrator.</summary>
    public string KubeconfigPath => Path.Combine(_state, "kubeconfig");

    /// <summary>The kubeconfig file of the operator's service account, which has the rights of config/rbac.</summary>
    public string OperatorKubeconfigPath => Path.Combine(_state, "operator.kubeconfig");

    /// <summary>The address of the API server, on the loopback interface.</summary>
    public Uri ApiServer { get; private set; } = new("https://127.0.0.1/");

    /// <summary>The file with the certificate of the authority that signed the API server's certificate.</summary>
    public string CertificateAuthorityPath => Path.Combine(_state, "pki", "ca.crt");

    /// <summary>A bearer token of a member of `system:masters`.</summary>
    public string AdministratorToken { get; private set; } = "";

    /// <summary>A bearer token of a user that RBAC gives no rights.</summary>
    public string PowerlessToken { get; private set; } = "";

    /// <summary>Starts the control plane and installs the custom resource definitions.</summary>
    /// <exception cref="InvalidOperationException">The script's own words, for example that the build is missing.</exception>
    public async Task InitializeAsync()
    {
        await ScriptAsync("up");
        ApiServer = new Uri($"https://127.0.0.1:{(await PortsAsync())["API_PORT"]}/");
        var tokens = await File.ReadAllLinesAsync(Path.Combine(_state, "pki", "tokens.csv"));
        AdministratorToken = tokens[0].Split(',')[0];
        PowerlessToken = tokens[1].Split(',')[0];

        // Kubernetes 1.20 doesn't know CEL rules: with validation, kubectl would refuse the files that hold them.
        await KubectlAsync("apply", "--validate=false", "-f", Path.Combine(_repository, "crds"));
        await KubectlAsync("wait", "--for=condition=Established", "--timeout=60s", "crd", "--all");
        await CommandLine.RunAsync([Path.Combine(_repository, "e2e", "access", "operator-kubeconfig.sh"), FindKubectl(), KubeconfigPath, OperatorKubeconfigPath]);
        await WaitUntilExplainedAsync();
    }

    /// <summary>The key of <see cref="CertificateAuthorityPath"/>, for client certificates of a test's own.</summary>
    public string CertificateAuthorityKeyPath => Path.Combine(_state, "pki", "ca.key");

    /// <summary>Kills the API server as a power failure would.</summary>
    public async Task KillApiServerAsync()
    {
        var id = (await File.ReadAllTextAsync(Path.Combine(_state, "pids", "kube-apiserver"))).Split(' ')[0];
        using var server = System.Diagnostics.Process.GetProcessById(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    /// <summary>Starts what was killed, at the same address and with the same data.</summary>
    /// <param name="apiServerFlags">Flags of the API server beyond the usual, separated by blanks.</param>
    public Task StartApiServerAsync(string apiServerFlags = "") => ScriptAsync("up", ("API_EXTRA", apiServerFlags));

    /// <summary>Forgets everything in etcd that is older than now: a watch can't begin at any version before.</summary>
    public async Task CompactEtcdAsync()
    {
        using var etcd = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{(await PortsAsync())["ETCD_PORT"]}/") };
        using var status = await etcd.PostAsync("v3/maintenance/status", new StringContent("{}"));
        var revision = System.Text.Json.Nodes.JsonNode.Parse(await status.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["header"]!["revision"]!.GetValue<string>();
        using var compacted = await etcd.PostAsync("v3/kv/compaction", new StringContent($$"""{"revision": "{{revision}}", "physical": true}"""));
        compacted.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the control plane and removes its data.</summary>
    public Task DisposeAsync() => ScriptAsync("down");

    /// <summary>Runs kubectl as the cluster administrator and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">kubectl failed; the message holds its output.</exception>
    public Task<string> KubectlAsync(params string[] arguments) => RunKubectlAsync(null, arguments);

    /// <summary>Applies manifests in YAML or JSON as the cluster administrator.</summary>
    /// <exception cref="InvalidOperationException">The API server refused one of them.</exception>
    public Task<string> ApplyAsync(string manifests) => RunKubectlAsync(manifests, ["apply", "-f", "-"]);

    /// <summary>A client with the rights of an administrator. A slow machine has time to answer it.</summary>
    public KubernetesClient CreateKubernetesClient() =>
        new(new KubernetesConfigurationLoader().LoadKubeconfig([KubeconfigPath]), new KubernetesClientOptions { RequestTimeout = TimeSpan.FromMinutes(5) });

    /// <summary>An HTTP client of the API server that trusts its certificate and carries a bearer token.</summary>
    public HttpClient CreateClient(string token)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(CertificateAuthorityPath);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        var client = new HttpClient(handler) { BaseAddress = ApiServer };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // The API server publishes what kubectl explains of a new kind some moments after it serves the kind.
    private async Task WaitUntilExplainedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        foreach (var kind in new[] { "satellitenodes", "groundlinks", "orbitalinferencejobs" })
        {
            while (true)
            {
                try
                {
                    await KubectlAsync("explain", $"{kind}.spec");
                    break;
                }
                catch (InvalidOperationException) when (!limit.IsCancellationRequested)
                {
                    // Not yet: asked again, at the pace of kubectl itself.
                }
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> PortsAsync() =>
        (await File.ReadAllLinesAsync(Path.Combine(_state, "ports")))
            .Select(line => line.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrbitOperator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds OrbitOperator.sln");
    }

    /// <summary>The kubectl that was built with the control plane.</summary>
    internal static string FindKubectl()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "orbit-operator", "bin", "kubectl");
    }

    private Task<string> RunKubectlAsync(string? input, string[] arguments) =>
        CommandLine.RunAsync([FindKubectl(), "--kubeconfig", KubeconfigPath, .. arguments], input: input);

    private Task<string> ScriptAsync(string command, params (string Name, string Value)[] settings) => CommandLine.RunAsync(
        [Path.Combine(_repository, "e2e", "control-plane", "cluster.sh"), command],
        new Dictionary<string, string>(settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["STATE"] = _state,
            ["API_PORT"] = "auto",
            ["PARENT_PID"] = $"{Environment.ProcessId}",
        });
}
