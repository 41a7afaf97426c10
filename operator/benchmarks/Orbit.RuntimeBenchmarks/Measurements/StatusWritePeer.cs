using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>The same status writes by wrk: what the server can take of them when the client costs next to nothing.</summary>
internal sealed class StatusWritePeer(
    ControlPlaneFixture controlPlane, KubernetesClient client, IReadOnlyList<OrbitalInferenceJob> jobs, int connections, TimeSpan span)
{
    private static readonly string Peers = Path.Combine(Repository.Root, "operator", "benchmarks", "peers");

    /// <summary>Measures.</summary>
    /// <param name="how">What the figures are called.</param>
    /// <param name="apply">Whether statuses are applied server-side, or else replaced at the version last read.</param>
    /// <param name="manager">Field manager of what is applied.</param>
    /// <returns>Nothing, and a word on standard error, when wrk can't be had.</returns>
    public async Task<IReadOnlyList<Figure>> RunAsync(string how, bool apply, string manager)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, await Task.WhenAll(jobs.Select(job => LineAsync(job, apply, manager))));
            await using var progress = Progress.Of($"status writes by {how}, wrk, {connections} connections");
            var server = controlPlane.ServerSeconds();
            var output = await CommandLine.RunAsync(
            [
                Path.Combine(Peers, "wrk.sh"), "-t", "2", "-c", $"{connections}", "-d", $"{span.TotalSeconds:0}s", "-s", Path.Combine(Peers, "status-writes.lua"),
                controlPlane.ApiServer.ToString(), "--", file, apply ? "PATCH" : "PUT", apply ? "application/apply-patch+yaml" : "application/json", controlPlane.AdministratorToken,
            ]);
            var refused = Number(output, "Non-2xx or 3xx responses:");
            var count = Number(output, "requests in") - refused;
            return
            [
                new($"status_{how}_wrk", count / span.TotalSeconds, "writes/s"),
                new($"status_{how}_wrk_refused", refused, "writes", "0"),
                new($"status_{how}_wrk_server_cpu", 1000 * (controlPlane.ServerSeconds() - server) / count, "ms a write, API server and etcd"),
            ];
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync($"wrk is left out: {e.Message}");
            return [];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<string> LineAsync(OrbitalInferenceJob listed, bool apply, string manager)
    {
        var job = await client.GetAsync<OrbitalInferenceJob>(NamespacedName.Of(listed), CancellationToken.None);
        var body = JsonSerializer.SerializeToNode(job with { Status = job.Status! with { Message = "@NUMBER@" } }, ResourceJson.TypeInfo<OrbitalInferenceJob>())!.AsObject();
        var path = $"/apis/{job.ApiVersion}/namespaces/{job.Metadata.NamespaceProperty}/orbitalinferencejobs/{job.Metadata.Name}/status?fieldManager={manager}";
        if (apply)
        {
            body.Remove("spec");
            body["metadata"] = new JsonObject { ["name"] = job.Metadata.Name, ["namespace"] = job.Metadata.NamespaceProperty, ["uid"] = job.Metadata.Uid };
            path += "&force=true";
        }
        else
        {
            body["metadata"]!["resourceVersion"] = "@VERSION@";
        }

        return string.Join('\t', path, job.Metadata.Name, job.Metadata.ResourceVersion, body.ToJsonString());
    }

    // wrk says "12345 requests in 10.00s" and "Non-2xx or 3xx responses: 3", the latter only if there are any.
    private static double Number(string output, string beside)
    {
        var line = output.Split('\n').FirstOrDefault(l => l.Contains(beside, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Replace(beside, "", StringComparison.Ordinal).Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
