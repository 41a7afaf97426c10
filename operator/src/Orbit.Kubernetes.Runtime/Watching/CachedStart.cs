using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>The first list of a kind that may have very many objects: from the API server's cache where that can be shown to be as good as its newest state.</summary>
/// <remarks>
/// Design 0006 says what is shown and what is not. An answer from the cache may be older than what this program's
/// predecessor has seen and done, so it counts only if it has as many objects as there are, and if every object in it that
/// anything may yet be done about is at its newest version. It is tried once; after that only the newest state will do.
/// </remarks>
internal sealed partial class CachedStart<T>(KubernetesClient client, string? ns, Func<T, bool> isSettled, ILogger logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const int InParallel = 8;

    /// <summary>To read an object alone costs a server about twice what it costs in a list: with more than this share of the objects, the list is cheaper.</summary>
    private const double MostUnsettled = 0.25;

    private bool _tried;

    /// <summary>The objects, or null if the pages of the newest state have to be gathered.</summary>
    /// <param name="query">What to list, and the size of a page.</param>
    /// <param name="cancellationToken">Gives up the requests.</param>
    public async Task<ResourceList<T>?> TryListAsync(ListOptions query, CancellationToken cancellationToken)
    {
        if (_tried)
        {
            return null;
        }

        // One object and the number of the rest: the least that the storage can be asked for.
        var one = await client.ListAsync<T>(ns, query with { Limit = 1 }, cancellationToken);
        _tried = true;
        var expected = CountOf(one) + (one.RemainingItemCount ?? 0);
        if (expected <= query.Limit)
        {
            // A page holds them all, or the server does not say how many there are.
            return null;
        }

        // A limit would be ignored, or else turn the answer into one from etcd.
        var cached = await client.ListAsync<T>(ns, query with { Limit = null, ResourceVersion = "0" }, cancellationToken);
        if (CountOf(cached) != expected || cached.Continue is not null)
        {
            LogOtherCount(logger, ResourceKind.Of<T>().FullName, CountOf(cached), expected);
            return null;
        }

        var unsettled = cached.Items.Where(item => !isSettled(item)).ToList();
        if (unsettled.Count > expected * MostUnsettled)
        {
            LogManyUnsettled(logger, ResourceKind.Of<T>().FullName, unsettled.Count, expected);
            return null;
        }

        if (await FindOutdatedAsync(unsettled, cancellationToken) is { } outdated)
        {
            LogOutdated(logger, ResourceKind.Of<T>().FullName, outdated);
            return null;
        }

        return cached;
    }

    // Nothing is done about what is filtered out, so it may be out of date.
    private static long CountOf(ResourceList<T> list) => list.Items.Count + list.Undecodable.Count + list.FilteredOut;

    /// <summary>An object that is no longer at the version that the cache showed; null if there is none.</summary>
    private async Task<NamespacedName?> FindOutdatedAsync(IReadOnlyList<T> items, CancellationToken cancellationToken)
    {
        var outdated = new ConcurrentQueue<NamespacedName>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = InParallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items.TakeWhile(_ => outdated.IsEmpty), parallel, async (item, token) =>
        {
            var key = NamespacedName.Of(item);
            var newest = await client.FindAsync<T>(key, token);
            if (!string.Equals(newest?.Metadata.ResourceVersion, item.Metadata.ResourceVersion, StringComparison.Ordinal))
            {
                outdated.Enqueue(key);
            }
        });
        return outdated.TryPeek(out var first) ? first : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The API server's cache shows {Cached} {Kind} and there are {Count}; listing them from its storage")]
    private static partial void LogOtherCount(ILogger logger, string kind, long cached, long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Unsettled} of {Count} {Kind} would have to be read one by one; listing them from the API server's storage")]
    private static partial void LogManyUnsettled(ILogger logger, string kind, int unsettled, long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {Key} is no longer what the API server's cache shows; listing all from its storage")]
    private static partial void LogOutdated(ILogger logger, string kind, NamespacedName key);
}
