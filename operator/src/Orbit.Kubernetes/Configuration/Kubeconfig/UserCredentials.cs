using System.Net.Http.Headers;
using System.Text;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>The identity of a kubeconfig's user: inline or in files, which are read again each minute and when the server refuses it.</summary>
internal sealed class UserCredentials(Located<KubeconfigUser> user, string name)
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);
    private (string? Token, string? Certificate, string? Key) _read;
    private KubernetesCredentials? _credentials;

    /// <summary>Refuses what is not supported, rather than acting as somebody else than was meant.</summary>
    public void Check()
    {
        if (user.Value.Impersonate is { Length: > 0 })
        {
            throw Error("uses impersonation (as), which is not supported; use a user of its own");
        }

        if (user.Value.AuthProvider is { } provider)
        {
            throw Error($"uses the auth-provider \"{provider.Name}\", which Kubernetes 1.26 removed; use an exec plugin");
        }

        var hasCertificate = user.Value.ClientCertificate is not null || user.Value.ClientCertificateData is not null;
        var hasKey = user.Value.ClientKey is not null || user.Value.ClientKeyData is not null;
        if (hasCertificate != hasKey)
        {
            throw Error(hasCertificate ? "has a client-certificate but no client-key" : "has a client-key but no client-certificate");
        }
    }

    public Task<CredentialLoad> LoadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (value, certificate, key) = (user.Value, Pem(user.Value.ClientCertificateData, user.Value.ClientCertificate, "client-certificate"), Pem(user.Value.ClientKeyData, user.Value.ClientKey, "client-key"));
        // As in client-go, tokenFile takes precedence over token.
        var token = value.TokenFile is { Length: > 0 } file ? CredentialFiles.ReadToken(user.PathOf(file)) : value.Token;
        if (_credentials is null || _read != (token, certificate, key))
        {
            _credentials = new KubernetesCredentials
            {
                Authorization = AuthorizationOf(token),
                ClientCertificate = certificate is null
                    ? null
                    : CredentialFiles.ReadCertificate(certificate, key!, $"{user.File}: client-certificate and client-key of user \"{name}\""),
            };
            _read = (token, certificate, key);
        }

        var inFiles = value.TokenFile is not null || value.ClientCertificate is not null || value.ClientKey is not null;
        return Task.FromResult(new CredentialLoad(_credentials, ReadAgain: inFiles ? ReadAgain : null));
    }

    private AuthenticationHeaderValue? AuthorizationOf(string? token) => (token, user.Value.Username) switch
    {
        ({ Length: > 0 }, _) => new AuthenticationHeaderValue("Bearer", token),
        (_, { Length: > 0 } login) => new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{user.Value.Password}"))),
        _ => null,
    };

    private string? Pem(byte[]? data, string? file, string what) =>
        data is not null ? Encoding.UTF8.GetString(data) : file is not null ? CredentialFiles.Read(user.PathOf(file), what) : null;

    private KubernetesConfigurationException Error(string what) => new($"{user.File}: user \"{name}\" {what}.");
}
