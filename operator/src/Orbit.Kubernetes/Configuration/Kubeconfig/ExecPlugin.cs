using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Runs the program of a user's <c>exec</c> entry and takes the identity that it prints.</summary>
internal sealed class ExecPlugin(Located<ExecConfig> config, string user, ExecCluster cluster, TimeProvider time)
{
    private const string Group = "client.authentication.k8s.io/";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>New credentials are asked for this long before the old expire, so that none expires on its way.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    public async Task<CredentialLoad> LoadAsync(CancellationToken cancellationToken)
    {
        var output = await RunAsync(cancellationToken);
        ExecCredential? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, KubeconfigJsonContext.Default.ExecCredential);
        }
        catch (JsonException e)
        {
            throw Error($"printed no ExecCredential: {e.Message}", e);
        }

        if (!string.Equals(answer?.ApiVersion, config.Value.ApiVersion, StringComparison.Ordinal))
        {
            throw Error($"printed apiVersion \"{answer?.ApiVersion}\", not \"{config.Value.ApiVersion}\"");
        }

        if (answer!.Status is not { } status || (status.Token is null && status.ClientCertificateData is null))
        {
            throw Error("printed neither status.token nor status.clientCertificateData");
        }

        var credentials = new KubernetesCredentials
        {
            Authorization = string.IsNullOrEmpty(status.Token) ? null : new AuthenticationHeaderValue("Bearer", status.Token),
            ClientCertificate = status.ClientCertificateData is { } certificate
                ? CredentialFiles.ReadCertificate(certificate, status.ClientKeyData ?? "", $"The output of {config.Value.Command}")
                : null,
        };
        return new CredentialLoad(credentials, status.ExpirationTimestamp - Early);
    }

    /// <summary>Refuses an entry that can't work before anything is run.</summary>
    public void Check()
    {
        if (string.IsNullOrEmpty(config.Value.Command))
        {
            throw Error("has no command");
        }

        if (config.Value.ApiVersion is not (Group + "v1" or Group + "v1beta1"))
        {
            throw Error($"has apiVersion \"{config.Value.ApiVersion}\"; {Group}v1 and {Group}v1beta1 are supported");
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
        var command = config.Value.Command!;
        var start = new ProcessStartInfo(command.Contains('/', StringComparison.Ordinal) ? config.PathOf(command) : command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in config.Value.Args ?? [])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var variable in config.Value.Env ?? [])
        {
            start.Environment[variable.Name ?? ""] = variable.Value;
        }

        var input = new ExecCredential
        {
            ApiVersion = config.Value.ApiVersion,
            Kind = "ExecCredential",
            Spec = new ExecCredentialSpec { Interactive = false, Cluster = config.Value.ProvideClusterInfo == true ? cluster : null },
        };
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(input, KubeconfigJsonContext.Default.ExecCredential);
        try
        {
            return Process.Start(start) ?? throw Error("could not be started");
        }
        catch (Win32Exception e)
        {
            var hint = config.Value.InstallHint is { Length: > 0 } text ? $" {text.Trim()}" : "";
            throw Error($"could not be started: {e.Message}.{hint}", e);
        }
    }

    private KubernetesConfigurationException Error(string what, Exception? inner = null) =>
        new($"{config.File}: the exec plugin {config.Value.Command} of user \"{user}\" {what}", inner);
}
