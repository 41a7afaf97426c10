using Microsoft.Extensions.Logging;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Keeps what a source of credentials gave until it is outdated or was refused.</summary>
internal sealed partial class CachedCredentialProvider(
    Func<CancellationToken, Task<CredentialLoad>> load, TimeProvider time, ILogger logger) : ICredentialProvider, IDisposable
{
    /// <summary>How long to go on with old credentials when new ones could not be loaded.</summary>
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _switching = new();
    private volatile Held? _current;
    private volatile KubernetesCredentials? _refused;

    /// <summary>The credentials whose refusal has been logged: each request reports it, the log reports it once.</summary>
    private KubernetesCredentials? _loggedRefusal;

    public async ValueTask<KubernetesCredentials> GetAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_current))
        {
            return _current!.Load.Credentials;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(_current))
            {
                await ReloadAsync(cancellationToken);
            }

            return _current!.Load.Credentials;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Invalidate(KubernetesCredentials credentials)
    {
        lock (_switching)
        {
            // A request that was sent before the switch may be refused after it.
            if (!ReferenceEquals(_current?.Load.Credentials, credentials))
            {
                return;
            }

            _refused = credentials;
            if (!ReferenceEquals(_loggedRefusal, credentials))
            {
                _loggedRefusal = credentials;
                LogRefused(logger);
            }
        }
    }

    public void Dispose() => _loading.Dispose();

    private bool IsFresh(Held? held) =>
        held is var (loaded, at)
        && !ReferenceEquals(loaded.Credentials, _refused)
        && (loaded.ValidUntil is not { } end || time.GetUtcNow() < end)
        && (loaded.ReadAgain is not { } age || time.GetElapsedTime(at) < age);

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var refused = _refused;
        try
        {
            var loaded = await load(cancellationToken);
            lock (_switching)
            {
                if (_loggedRefusal is { } old && !ReferenceEquals(old, loaded.Credentials))
                {
                    _loggedRefusal = null;
                    LogRenewed(logger);
                }

                _current = new Held(loaded, time.GetTimestamp());
            }
        }
        catch (KubernetesConfigurationException e) when (_current?.Load is { } previous && !ReferenceEquals(previous.Credentials, refused))
        {
            // A file that is being replaced may be unreadable for a moment. The old credentials are still the best there are.
            LogStale(logger, e.Message);
            _current = new Held(new CredentialLoad(previous.Credentials, ReadAgain: RetryPeriod), time.GetTimestamp());
        }

        // The same instance again means that the source has nothing newer. It is used once more; a refusal will come back here.
        _refused = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Credentials could not be read again, going on with the old ones: {Error}")]
    private static partial void LogStale(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server refused the credentials (401): they have expired or were revoked. They are read again with every request until there are new ones")]
    private static partial void LogRefused(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "There are new credentials in place of those that the server refused")]
    private static partial void LogRenewed(ILogger logger);

    private sealed record Held(CredentialLoad Load, long At);
}
