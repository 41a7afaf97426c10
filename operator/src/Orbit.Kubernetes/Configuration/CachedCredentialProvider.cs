using Microsoft.Extensions.Logging;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Keeps what a source of credentials gave until it is outdated or was refused.</summary>
internal sealed partial class CachedCredentialProvider(
    Func<CancellationToken, Task<CredentialLoad>> load, TimeProvider time, ILogger logger) : ICredentialProvider, IDisposable
{
    /// <summary>How long to go on with old credentials when new ones could not be loaded.</summary>
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile CredentialLoad? _current;
    private volatile KubernetesCredentials? _refused;

    public async ValueTask<KubernetesCredentials> GetAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_current))
        {
            return _current!.Credentials;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(_current))
            {
                await ReloadAsync(cancellationToken);
            }

            return _current!.Credentials;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Invalidate(KubernetesCredentials credentials) => _refused = credentials;

    public void Dispose() => _loading.Dispose();

    private bool IsFresh(CredentialLoad? loaded) =>
        loaded is not null
        && !ReferenceEquals(loaded.Credentials, _refused)
        && (loaded.ValidUntil is not { } end || time.GetUtcNow() < end);

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var refused = _refused;
        try
        {
            _current = await load(cancellationToken);
        }
        catch (KubernetesConfigurationException e) when (_current is { } previous && !ReferenceEquals(previous.Credentials, refused))
        {
            // A file that is being replaced may be unreadable for a moment. The old credentials are still the best there are.
            LogStale(logger, e.Message);
            _current = previous with { ValidUntil = time.GetUtcNow() + RetryPeriod };
        }

        // The same instance again means that the source has nothing newer. It is used once more; a refusal will come back here.
        _refused = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Credentials could not be read again, going on with the old ones: {Error}")]
    private static partial void LogStale(ILogger logger, string error);
}
