using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <content>Lists.</content>
public sealed partial class KubernetesClient
{
    /// <summary>One page of the objects of a kind.</summary>
    /// <param name="ns">Namespace to look in; null for all.</param>
    /// <param name="options">Selection and paging; null for everything in one page.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    public async Task<ResourceList<T>> ListAsync<T>(string? ns, ListOptions? options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.Query(
            ResourcePath.Collection(ResourceKind.Of<T>(), ns),
            ("labelSelector", options?.LabelSelector),
            ("fieldSelector", options?.FieldSelector),
            ("limit", options?.Limit?.ToString()),
            ("continue", options?.Continue),
            ("resourceVersion", options?.ResourceVersion));
        var timeout = options?.Limit is null ? _options.WholeListTimeout : _options.RequestTimeout;
        return await SendAsync(
            new ApiRequest(HttpMethod.Get, path), timeout, (response, token) => ListReader<T>.ReadAsync(response, options?.Filter, token), cancellationToken);
    }

    /// <summary>All objects of a kind, gathered page by page. If a page's token expires meanwhile, it starts again from the first.</summary>
    /// <param name="ns">Namespace to look in; null for all.</param>
    /// <param name="options">Selection; its limit is the size of a page, 500 if it gives none.</param>
    /// <param name="cancellationToken">Gives up the requests.</param>
    public async Task<ResourceList<T>> ListAllAsync<T>(string? ns, ListOptions? options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        const int restarts = 3;
        var query = options ?? new ListOptions();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // After several expiries the pages can't keep up with the compaction: then all at once.
                return await GatherPagesAsync<T>(ns, query with { Limit = attempt <= restarts ? query.Limit ?? 500 : null }, cancellationToken);
            }
            catch (KubernetesApiException e) when (e.IsGone && attempt <= restarts)
            {
                LogPageExpired(_logger, ResourceKind.Of<T>().FullName);
            }
        }
    }

    private async Task<ResourceList<T>> GatherPagesAsync<T>(string? ns, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var page = await ListAsync<T>(ns, options, cancellationToken);
        if (page.Continue is null)
        {
            return page;
        }

        var items = new List<T>(page.Items);
        var undecodable = new List<UndecodableObject>(page.Undecodable);
        var filteredOut = page.FilteredOut;
        while (page.Continue is not null)
        {
            page = await ListAsync<T>(ns, options with { Continue = page.Continue, ResourceVersion = null }, cancellationToken);
            items.AddRange(page.Items);
            undecodable.AddRange(page.Undecodable);
            filteredOut += page.FilteredOut;
        }

        return new ResourceList<T>(items, undecodable, page.ResourceVersion, Continue: null, FilteredOut: filteredOut);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The list of {Kind} expired between two pages; starting again")]
    private static partial void LogPageExpired(ILogger logger, string kind);
}
