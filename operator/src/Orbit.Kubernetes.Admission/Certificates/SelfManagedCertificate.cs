using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>A certificate of an authority of the operator's own, for clusters without cert-manager. All replicas share it through a Secret, which whoever comes first makes and renews.</summary>
/// <remarks>
/// Every write carries the version that was read, so that of two replicas one learns that the other was faster, and takes what
/// that one made. Nothing is written unless something is due. Between two looks nothing but the loop of <see cref="RunAsync"/> changes.
/// </remarks>
public sealed partial class SelfManagedCertificate : IServingCertificate
{
    // Two replicas that start together meet two or three times; more means that something else is wrong.
    private const int MostLostRaces = 5;

    private readonly KubernetesClient _client;
    private readonly SelfManagedOptions _options;
    private readonly CertificateRotation _rotation;
    private readonly ILogger _logger;
    private volatile CertificateSet? _set;
    private volatile string? _problem = "the webhook's certificate has not been read yet";

    /// <summary>A certificate that is not there before <see cref="RunAsync"/> has looked for it.</summary>
    /// <param name="client">Writes the Secret and the configuration. Not the client of the controllers: every replica serves, so these writes must not wait for leadership.</param>
    /// <param name="options">Names and lives.</param>
    public SelfManagedCertificate(KubernetesClient client, SelfManagedOptions options)
    {
        _client = client;
        _options = options;
        _rotation = new CertificateRotation(options.Secret.Name, options.Names, options.Lifetimes);
        _logger = options.LoggerFactory.CreateLogger<SelfManagedCertificate>();
    }

    /// <inheritdoc/>
    public ServingCertificate? Current => _set?.Serving;

    /// <inheritdoc/>
    public string? Problem => _problem;

    /// <summary>Keeps Secret, configuration and <see cref="Current"/> up to date until it is cancelled. What fails is logged and tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(cancellationToken);
                _problem = null;
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesConfigurationException or HttpRequestException or TimeoutException or IOException or JsonException)
            {
                _problem = $"the webhook's certificate could not be kept: {e.Message}";
                LogFailed(_logger, e.Message, _options.LookAgain);
            }

            await Task.Delay(_options.LookAgain, _options.TimeProvider, cancellationToken);
        }
    }

    /// <summary>Looks once, and does what is due.</summary>
    /// <exception cref="KubernetesApiException">The API server refused; <see cref="Current"/> stays what it was.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                // The configuration is read before the Secret and patched at the version read: a replica that slept in between can't put back an older bundle.
                var configuration = await _client.FindAsync<V1ValidatingWebhookConfiguration>(new(_options.WebhookConfiguration), cancellationToken);
                _set = await KeepSecretAsync(cancellationToken);
                await KeepBundlesAsync(configuration, _set, cancellationToken);
                return;
            }
            catch (KubernetesApiException e) when ((e.IsConflict || e.IsAlreadyExists) && lost < MostLostRaces)
            {
                LogLostRace(_logger);
            }
        }
    }

    private async Task<CertificateSet> KeepSecretAsync(CancellationToken cancellationToken)
    {
        var secret = await _client.FindAsync<V1Secret>(_options.Secret, cancellationToken);
        string? problem = null;
        var stored = secret is null ? null : CertificateSet.Read(secret.Data, out problem);
        if (secret is not null && stored is null)
        {
            LogUnreadable(_logger, _options.Secret.ToString(), problem!);
        }

        // A Secret that was deleted or spoiled is put back as it was: API servers trust that authority.
        var next = _rotation.Next(stored ?? _set, _options.TimeProvider.GetUtcNow());
        if (ReferenceEquals(next, stored))
        {
            return next;
        }

        if (secret is null)
        {
            secret = new V1Secret { Metadata = new() { Name = _options.Secret.Name, NamespaceProperty = _options.Secret.Namespace }, Type = "kubernetes.io/tls", Data = next.ToData() };
            await _client.CreateAsync(secret, cancellationToken);
        }
        else
        {
            await _client.UpdateAsync(secret with { Data = next.ToData() }, cancellationToken);
        }

        LogRenewed(_logger, _options.Secret.ToString(), next.Serving.Expires, next.Authorities[0].ValidUntil(), next.Authorities.Count);
        return next;
    }

    private async Task KeepBundlesAsync(V1ValidatingWebhookConfiguration? configuration, CertificateSet set, CancellationToken cancellationToken)
    {
        var bundle = set.Bundle;
        var outdated = (configuration?.Webhooks ?? []).Where(w => !bundle.AsSpan().SequenceEqual(w.ClientConfig?.CaBundle)).Select(w => w.Name).ToArray();
        if (outdated is [])
        {
            return;
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = configuration!.Metadata.ResourceVersion },
            ["webhooks"] = new JsonArray([.. outdated.Select(name => new JsonObject
            {
                ["name"] = name,
                ["clientConfig"] = new JsonObject { ["caBundle"] = Convert.ToBase64String(bundle) },
            })]),
        };
        await _client.PatchStrategicallyAsync<V1ValidatingWebhookConfiguration>(new(_options.WebhookConfiguration), patch, subresource: null, cancellationToken);
        LogTold(_logger, _options.WebhookConfiguration, set.Authorities.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Secret {Secret} was renewed: the webhook's certificate is good until {Expires}, its authority until {AuthorityExpires}; trusted authorities: {Count}")]
    private static partial void LogRenewed(ILogger logger, string secret, DateTimeOffset expires, DateTimeOffset authorityExpires, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "ValidatingWebhookConfiguration {Name} trusts authorities: {Count}")]
    private static partial void LogTold(ILogger logger, string name, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Another replica was faster; looking again")]
    private static partial void LogLostRace(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Secret {Secret} can't be used and is written anew: {Problem}")]
    private static partial void LogUnreadable(ILogger logger, string secret, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook's certificate could not be kept, trying again in {Wait}: {Problem}")]
    private static partial void LogFailed(ILogger logger, string problem, TimeSpan wait);
}
