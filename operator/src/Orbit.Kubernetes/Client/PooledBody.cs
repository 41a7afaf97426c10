using System.IO.Pipelines;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>Reads the answers that are large through buffers of a pool: one array each would be megabytes of garbage in the large object heap.</summary>
internal static class PooledBody
{
    // Below the 85,000 bytes from which the runtime takes an array for a large object.
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 65_536, minimumReadSize: 8_192);

    /// <summary>A page of a list.</summary>
    public static async Task<ResourceList<T>> ReadListAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class, IKubernetesResource<T>
    {
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken), Buffers);
        try
        {
            var body = await reader.ReadAsync(cancellationToken);
            while (!body.IsCompleted)
            {
                reader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
                body = await reader.ReadAsync(cancellationToken);
            }

            return ObjectDecoder.DecodeList<T>(body.Buffer);
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }
}
