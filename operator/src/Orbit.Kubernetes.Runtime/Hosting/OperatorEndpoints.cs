using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace Orbit.Kubernetes.Runtime.Hosting;

/// <summary>What Kubernetes and Prometheus ask an operator.</summary>
public static class OperatorEndpoints
{
    /// <summary>Maps <c>/healthz</c> and <c>/livez</c> (every part runs), <c>/readyz</c> (the stores are complete; what can't be followed at the moment stands below the ok) and <c>/metrics</c>. What is wrong stands in the answer.</summary>
    public static void MapOperator(this IEndpointRouteBuilder endpoints, OperatorHost host, CollectorRegistry metrics)
    {
        Map("/healthz", () => host.IsLive);
        Map("/livez", () => host.IsLive);
        Map("/readyz", () => host.IsReady);
        endpoints.MapMetrics("/metrics", metrics);

        void Map(string path, Func<bool> isWell) => endpoints.MapGet(path, context =>
        {
            var well = isWell();
            context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain; charset=utf-8";
            IEnumerable<string> lines = !well ? host.Problems().DefaultIfEmpty("not ready") : string.Equals(path, "/readyz", StringComparison.Ordinal) ? host.Problems().Prepend("ok") : ["ok"];
            return context.Response.WriteAsync(string.Concat(lines.Select(line => $"{line}\n")));
        });
    }
}
