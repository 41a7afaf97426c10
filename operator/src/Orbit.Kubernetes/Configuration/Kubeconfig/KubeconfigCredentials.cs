using System.Net.Http.Headers;
using System.Text;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>The identity of a kubeconfig's user: inline or in files, which are read again each minute and when the server refuses it.</summary>
internal sealed class KubeconfigCredentials(Entry<KubeconfigUser> user)
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);
    private (string? Token, string? Certificate, string? Key) _read;
    private KubernetesCredentials? _credentials;

    /// <summary>Refuses what is not supported, rather than acting as somebody else than was meant.</summary>
    public void Check()
    {
        if (user.Value is { Impersonate.Length: > 0 } || user.Value.ImpersonateGroups?.Any() == true)
        {
            throw Error("uses impersonation (as), which is not supported; use a user of its own");
        }

        if (user.Value.AuthProvider is { } provider)
        {
            throw Error($"uses the auth-provider \"{provider.Name}\", which Kubernetes 1.26 removed; use an exec plugin");
        }

        var hasCertificate = user.Decode(user.Value.ClientCertificateData, "client-certificate") is not null || user.Value.ClientCertificate is { Length: > 0 };
        var hasKey = user.Decode(user.Value.ClientKeyData, "client-key") is not null || user.Value.ClientKey is { Length: > 0 };
        if (hasCertificate != hasKey)
        {
            throw Error(hasCertificate ? "has a client-certificate but no client-key" : "has a client-key but no client-certificate");
        }
    }

    public Task<CredentialLoad> LoadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var value = user.Value;
        // As in client-go, tokenFile takes precedence over token.
        var token = string.IsNullOrEmpty(value.TokenFile) ? value.Token : CredentialFiles.ReadToken(user.PathOf(value.TokenFile));
        var certificate = user.Text(value.ClientCertificateData, value.ClientCertificate, "client-certificate");
        var key = user.Text(value.ClientKeyData, value.ClientKey, "client-key");
        if (_credentials is null || _read != (token, certificate, key))
        {
            _credentials = new KubernetesCredentials
            {
                Authorization = AuthorizationOf(token),
                ClientCertificate = certificate is null
                    ? null
                    : CredentialFiles.ReadCertificate(certificate, key!, user.Describe("client-certificate and client-key")),
            };
            _read = (token, certificate, key);
        }

        var inFiles = value.TokenFile ?? value.ClientCertificate ?? value.ClientKey;
        return Task.FromResult(new CredentialLoad(_credentials, ReadAgain: inFiles is null ? null : ReadAgain));
    }

    private AuthenticationHeaderValue? AuthorizationOf(string? token) => (token, user.Value.UserName) switch
    {
        ({ Length: > 0 }, _) => new AuthenticationHeaderValue("Bearer", token),
        (_, { Length: > 0 } login) => new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{user.Value.Password}"))),
        _ => null,
    };

    private KubernetesConfigurationException Error(string what) => new($"{user.File}: user \"{user.Name}\" {what}.");
}
