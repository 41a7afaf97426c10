using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs;

/// <summary>Takes a result from its gateway into a ConfigMap that belongs to the job, and acknowledges it to the gateway once it is there.</summary>
[EntityRbac(typeof(V1ConfigMap), Verbs = RbacVerb.Get | RbacVerb.Create | RbacVerb.Patch)]
internal sealed partial class ResultStore(KubernetesClient client, Stations stations, ILogger<ResultStore> logger)
{
    /// <summary>Annotation of the ConfigMap: the attempt whose result it holds.</summary>
    public const string AttemptAnnotation = "orbitoperator.io/attempt-id";

    private const string GroundLinkAnnotation = "orbitoperator.io/ground-link";
    private const string FieldManager = "orbitoperator/jobs";
    private const string DataKey = "result";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What an operator stored that was stopped before it could say so; null when there is nothing, or it is of another attempt or job.</summary>
    /// <exception cref="ResultStoreException">The API server refuses to read it.</exception>
    public async Task<StoredResult?> FindAsync(OrbitalInferenceJob job, string attemptId, CancellationToken cancellationToken)
    {
        var key = Key(job);
        return Read(await AskAsync(key, () => client.FindAsync<V1ConfigMap>(key, cancellationToken)), job, key, attemptId);
    }

    /// <summary>Stores the result of an attempt.</summary>
    /// <param name="job">The job.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="sha256">The hash that the result has on board; null when nobody has said it.</param>
    /// <param name="times">What was said of it; kept with the result, for once that is acknowledged nobody need say it again.</param>
    /// <param name="groundLink">Where it came down; its gateway has it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is stored; null when the gateway does not have it.</returns>
    /// <exception cref="ResultStoreException">The ConfigMap is somebody else's, or the API server refuses to store it.</exception>
    /// <exception cref="GatewayResultException">What the gateway has is not what the satellite computed; nothing is stored.</exception>
    /// <exception cref="GatewayException">The gateway can't be reached, or refuses.</exception>
    public async Task<StoredResult?> StoreAsync(
        OrbitalInferenceJob job, string attemptId, string? sha256, AttemptTimes times, string groundLink, CancellationToken cancellationToken)
    {
        var key = Key(job);
        var there = await AskAsync(key, () => client.FindAsync<V1ConfigMap>(key, cancellationToken));
        if (there is not null && !BelongsTo(there, job))
        {
            // Taking it over would overwrite somebody's data, and delete it together with the job.
            throw new ResultStoreException(
                $"spec.output.configMapName: ConfigMap {key} exists and does not belong to this job; the result waits at the gateway until it is gone.");
        }

        if (await TakeAsync(job, attemptId, sha256, stations.Gateway(groundLink).Client, cancellationToken) is not { } content)
        {
            return null;
        }

        await AskAsync(key, () => client.ApplyAsync(ConfigMap(job, key, attemptId, times, groundLink, content), FieldManager, force: true, cancellationToken));
        return new StoredResult(Result(key, content), times, groundLink);
    }

    /// <summary>Tells the gateway of a ground link that a result is stored.</summary>
    /// <remarks>
    /// A gateway that won't hear of it must not keep a result that is here from its job. It then keeps its copy, and the
    /// satellite the attempt, for as long as they keep what nobody acknowledges.
    /// </remarks>
    public async Task AcknowledgeAsync(string attemptId, string groundLink, CancellationToken cancellationToken)
    {
        try
        {
            await stations.Gateway(groundLink).Client.AcknowledgeResultAsync(attemptId, cancellationToken);
        }
        catch (GatewayException e)
        {
            LogNotAcknowledged(logger, attemptId, e.Message);
        }
    }

    // Failures on the way, and a server that is not up to it, are left to whoever retries everything.
    private static async Task<T> AskAsync<T>(NamespacedName key, Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (KubernetesApiException e) when (e.IsRefusal)
        {
            throw new ResultStoreException(key, e);
        }
    }

    private static async Task<byte[]?> TakeAsync(
        OrbitalInferenceJob job, string attemptId, string? sha256, GatewayClient gateway, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeOnceAsync();
        }
        catch (GatewayResultException)
        {
            // The way from the gateway may be at fault. Going it again costs nothing; another downlink costs antenna time.
            return await TakeOnceAsync();
        }

        async Task<byte[]?> TakeOnceAsync()
        {
            var result = await gateway.GetResultAsync(attemptId, PlannedFields.MaximumResultBytes(job), cancellationToken);
            return result is null || sha256 is null || string.Equals(result.Sha256, sha256, StringComparison.Ordinal)
                ? result?.Content.ToArray()
                : throw new GatewayResultException($"The result of attempt {attemptId} came down with SHA-256 {result.Sha256}, the satellite computed {sha256}.");
        }
    }

    private static NamespacedName Key(OrbitalInferenceJob job) =>
        new(job.Metadata.NamespaceProperty!, job.Spec.Output.ConfigMapName ?? $"{job.Metadata.Name}-result");

    private static bool BelongsTo(V1ConfigMap stored, OrbitalInferenceJob job) =>
        stored.Metadata.OwnerReferences?.Any(o => string.Equals(o.Uid, job.Metadata.Uid, StringComparison.Ordinal)) is true;

    private static StoredResult? Read(V1ConfigMap? stored, OrbitalInferenceJob job, NamespacedName key, string attemptId)
    {
        if (stored?.Metadata.AnnotationsOrEmpty() is not { } annotations || !BelongsTo(stored, job)
            || !annotations.TryGetValue(AttemptAnnotation, out var attempt) || !string.Equals(attempt, attemptId, StringComparison.Ordinal))
        {
            return null;
        }

        var content = stored.BinaryData?.TryGetValue(DataKey, out var bytes) is true ? bytes
            : stored.Data?.TryGetValue(DataKey, out var text) is true ? Encoding.UTF8.GetBytes(text)
            : null;
        return content is null
            ? null
            : new StoredResult(Result(key, content), AttemptTimes.Of(annotations), annotations.GetValueOrDefault(GroundLinkAnnotation));
    }

    private static JobResult Result(NamespacedName key, byte[] content) => new()
    {
        ConfigMap = key.Name,
        Key = DataKey,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        Size = new Quantity(content.Length),
    };

    private static V1ConfigMap ConfigMap(
        OrbitalInferenceJob job, NamespacedName key, string attemptId, AttemptTimes times, string groundLink, byte[] content)
    {
        var text = Text(content);
        return new V1ConfigMap
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = key.Namespace,
                Name = key.Name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["app.kubernetes.io/managed-by"] = "orbit-operator" },
                Annotations = new Dictionary<string, string>(times.Annotations(), StringComparer.Ordinal)
                {
                    [AttemptAnnotation] = attemptId,
                    [GroundLinkAnnotation] = groundLink,
                },
                OwnerReferences = [Owners.Of(job)],
            },
            Data = text is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [DataKey] = text },
            BinaryData = text is null ? new Dictionary<string, byte[]>(StringComparer.Ordinal) { [DataKey] = content } : null,
        };
    }

    // Only what comes back byte for byte may be kept as text, or its hash would no longer be the one stated.
    private static string? Text(byte[] content)
    {
        try
        {
            var text = StrictUtf8.GetString(content);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result of attempt {Attempt} is stored, but its gateway did not take the acknowledgement: {Problem}")]
    private static partial void LogNotAcknowledged(ILogger logger, string attempt, string problem);
}
