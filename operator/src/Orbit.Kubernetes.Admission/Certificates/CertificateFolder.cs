using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Configuration;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>A certificate in a folder, <c>tls.crt</c> and <c>tls.key</c>, as a mounted Secret of cert-manager has them. Renewed files are used from the next TLS handshake on.</summary>
/// <remarks>
/// <para>
/// The files are read at each handshake, of which an API server makes few: no timer runs while nobody asks, and no notification can
/// be missed. Their contents are compared, not their times: in a mounted Secret the names are links to links, of which only
/// the innermost is ever replaced.
/// </para>
/// <para>A pair that can't be used, half written or broken, changes nothing: the last good one is shown on.</para>
/// </remarks>
/// <param name="folder">The folder.</param>
/// <param name="logger">Logs what was read, never a key.</param>
public sealed partial class CertificateFolder(string folder, ILogger<CertificateFolder> logger) : IServingCertificate
{
    private readonly Lock _lock = new();
    private (string Certificate, string Key)? _seen;
    private ServingCertificate? _current;
    private string? _problem;

    /// <inheritdoc/>
    public ServingCertificate? Current
    {
        get
        {
            lock (_lock)
            {
                Look();
                return _current;
            }
        }
    }

    /// <inheritdoc/>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                Look();
                return _problem;
            }
        }
    }

    private void Look()
    {
        try
        {
            var files = (CredentialFiles.Read(Path.Combine(folder, "tls.crt"), "certificate"), CredentialFiles.Read(Path.Combine(folder, "tls.key"), "private key"));
            if (files == _seen)
            {
                return;
            }

            _seen = files;
            _current = ServingCertificate.FromPem(files.Item1, files.Item2, $"The pair tls.crt and tls.key in {folder}");
            _problem = null;
            LogRead(logger, folder, _current.Expires);
        }
        catch (KubernetesConfigurationException e)
        {
            // Told once, not at each handshake.
            if (!string.Equals(_problem, e.Message, StringComparison.Ordinal))
            {
                _problem = e.Message;
                LogUnusable(logger, e.Message, _current is null ? "there is none to show" : "the one before it is shown on");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The webhook's certificate was read from {Folder}; it is good until {Expires}")]
    private static partial void LogRead(ILogger logger, string folder, DateTimeOffset expires);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook's certificate can't be used: {Problem}; {Instead}")]
    private static partial void LogUnusable(ILogger logger, string problem, string instead);
}
