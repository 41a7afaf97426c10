using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.KubeConfigModels;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Runs the program of a user's <c>exec</c> entry and takes the identity that it prints.</summary>
internal sealed class ExecPlugin(ExternalExecution exec, Entry<KubeconfigUser> user, Entry<KubeconfigCluster> cluster, TimeProvider time)
{
    private const string Group = "client.authentication.k8s.io/";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>New credentials are asked for this long before the old expire, so that none expires on its way.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    public async Task<CredentialLoad> LoadAsync(CancellationToken cancellationToken)
    {
        var output = await RunAsync(cancellationToken);
        ExecCredentialResponse? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, ExecJsonContext.Default.ExecCredentialResponse);
        }
        catch (JsonException e)
        {
            throw Error($"printed no ExecCredential: {e.Message}", e);
        }

        if (!string.Equals(answer?.ApiVersion, exec.ApiVersion, StringComparison.Ordinal))
        {
            throw Error($"printed apiVersion \"{answer?.ApiVersion}\", not \"{exec.ApiVersion}\"");
        }

        if (answer!.Status is not { } status || !status.IsValid())
        {
            throw Error("printed neither status.token nor status.clientCertificateData with its status.clientKeyData");
        }

        var credentials = new KubernetesCredentials
        {
            Authorization = string.IsNullOrEmpty(status.Token) ? null : new AuthenticationHeaderValue("Bearer", status.Token),
            ClientCertificate = string.IsNullOrEmpty(status.ClientCertificateData)
                ? null
                : CredentialFiles.ReadCertificate(status.ClientCertificateData, status.ClientKeyData ?? "", $"The output of {exec.Command}"),
        };
        return new CredentialLoad(credentials, status.ExpirationTimestamp is { } end ? new DateTimeOffset(end) - Early : null);
    }

    /// <summary>Refuses an entry that can't work before anything is run.</summary>
    public void Check()
    {
        if (string.IsNullOrEmpty(exec.Command))
        {
            throw Error("has no command");
        }

        if (exec.ApiVersion is not (Group + "v1" or Group + "v1beta1"))
        {
            throw Error($"has apiVersion \"{exec.ApiVersion}\"; {Group}v1 and {Group}v1beta1 are supported");
        }

        if (exec.EnvironmentVariables?.Any(variable => string.IsNullOrEmpty(variable?.GetValueOrDefault("name"))) == true)
        {
            throw Error("has a variable without a name in env");
        }
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(linked.Token);
            var errors = process.StandardError.ReadToEndAsync(linked.Token);
            await process.WaitForExitAsync(linked.Token);
            await Task.WhenAll(output, errors);
            if (process.ExitCode != 0)
            {
                var words = (await errors).Trim();
                throw Error($"ended with {process.ExitCode}: {(words.Length > 512 ? words[..512] : words)}");
            }

            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Error($"did not end within {Timeout.TotalSeconds} s");
        }
    }

    private Process Start()
    {
        // A command with a separator is meant relative to its kubeconfig; a bare name is looked up in PATH.
        var start = new ProcessStartInfo(exec.Command.Contains('/', StringComparison.Ordinal) ? user.PathOf(exec.Command) : exec.Command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in exec.Arguments ?? [])
        {
            start.ArgumentList.Add(argument ?? "");
        }

        foreach (var variable in exec.EnvironmentVariables ?? [])
        {
            start.Environment[variable["name"]] = variable.GetValueOrDefault("value");
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Input();
        try
        {
            return Process.Start(start) ?? throw Error("could not be started");
        }
        catch (Win32Exception e)
        {
            var hint = exec.InstallHint is { Length: > 0 } text ? $" {text.Trim()}" : "";
            throw Error($"could not be started: {e.Message}.{hint}", e);
        }
    }

    private string Input()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (exec.ProvideClusterInfo)
        {
            var (server, pem) = (cluster.Value, cluster.Text(cluster.Value.CertificateAuthorityData, cluster.Value.CertificateAuthority, "certificate-authority"));
            KeyValuePair<string, JsonNode?>[] fields =
            [
                new("server", server.Server),
                new("certificate-authority-data", pem is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(pem))),
                new("insecure-skip-tls-verify", server.SkipTlsVerify ? true : null),
                new("tls-server-name", server.TlsServerName),
                new("proxy-url", server.ProxyUrl),
            ];
            spec["cluster"] = new JsonObject(fields.Where(field => field.Value is not null));
        }

        return new JsonObject { ["apiVersion"] = exec.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private KubernetesConfigurationException Error(string what, Exception? inner = null) =>
        new($"{user.Describe($"the exec plugin {exec.Command}")} {what}", inner);
}
