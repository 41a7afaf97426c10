using System.Globalization;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>Jobs that have succeeded, with the status that the operator leaves on them.</summary>
internal sealed class FinishedJobs(KubernetesClient client, string ns)
{
    private const int InParallel = 24;
    private int _created;

    /// <summary>The namespace they are in.</summary>
    public string Namespace => ns;

    /// <summary>How many there are so far.</summary>
    public int Created => Volatile.Read(ref _created);

    /// <summary>Makes the namespace, and <paramref name="count"/> jobs in it.</summary>
    public async Task CreateAsync(int count)
    {
        await client.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = ns } }, CancellationToken.None);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (i, token) =>
        {
            var stored = await client.CreateAsync(Job(i), token);
            await client.UpdateStatusAsync(stored with { Status = Status(stored.Metadata, i) }, token);
            Interlocked.Increment(ref _created);
        });
    }

    /// <summary>Deletes the jobs.</summary>
    public Task DeleteAsync()
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = InParallel };
        return Parallel.ForAsync(0, Created, options, async (i, token) =>
            await client.DeleteAsync<OrbitalInferenceJob>(new NamespacedName(ns, Name(i)), null, token));
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"question-{i:00000}");

    private OrbitalInferenceJob Job(int i) => new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = ns,
            Name = Name(i),
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["app.kubernetes.io/part-of"] = "figures", ["customer"] = $"customer-{i % 50}" },
        },
        Spec = new OrbitalInferenceJobSpec
        {
            Model = "qwen3-8b",
            Input = new JobInput { Inline = $"Which vessels of the harbour does scene {i} show, and which of them have moved since the scene before it?" },
            Work = new JobWork { Duration = TimeSpan.FromSeconds(30) },
        },
    };

    private static OrbitalInferenceJobStatus Status(V1ObjectMeta job, int i)
    {
        var start = new DateTimeOffset(2026, 8, 21, 0, 0, 0, TimeSpan.Zero).AddSeconds(i * 8);
        var end = start.AddMinutes(9);
        var attempt = $"{job.Uid}-1";
        var satellite = $"scs-01-{(char)('a' + (i % 12))}";
        var uplink = Contact("ksat-svalbard", $"{attempt}-up-{start:yyyyMMdd't'HHmmss}", start, TimeSpan.FromMinutes(9));
        var downlink = Contact("aws-stockholm", $"{attempt}-down-{start:yyyyMMdd't'HHmmss}", start.AddMinutes(95), TimeSpan.FromMinutes(8));
        var done = $"The result is in ConfigMap {job.Name}-result.";
        var reason = string.Create(CultureInfo.InvariantCulture, $"it completes at {downlink.TransferEnd:HH:mm:ss}, the earliest of 12 satellites.");
        return new OrbitalInferenceJobStatus
        {
            ObservedGeneration = 1,
            Phase = JobPhase.Succeeded,
            Message = done,
            Attempt = 1,
            Plan = new JobPlan
            {
                Attempt = 1,
                AttemptId = attempt,
                Satellite = satellite,
                NoradId = 64100 + (i % 12),
                Reason = reason,
                Uplink = uplink,
                Compute = new PlannedCompute { Start = end, End = end.AddSeconds(30) },
                Downlink = downlink,
                ExpectedCompletion = downlink.TransferEnd,
                ExpectedCost = new ExpectedCost { Amount = 61.5m, Currency = "USD" },
                ExpectedEnergyWattHours = 1.5,
            },
            Actual = new JobTimes
            {
                AcceptedTime = start.AddMinutes(-3),
                UplinkStarted = uplink.TransferStart,
                UplinkFinished = uplink.TransferEnd,
                ComputeStarted = end,
                ComputeFinished = end.AddSeconds(30),
                DownlinkStarted = downlink.TransferStart,
                DownlinkFinished = downlink.TransferEnd,
                Completed = downlink.TransferEnd,
            },
            Turnaround = downlink.TransferEnd - start.AddMinutes(-3),
            Result = new JobResult { ConfigMap = $"{job.Name}-result", Key = "answer", Sha256 = $"{i:x8}".PadLeft(64, 'e'), Size = Quantity.Parse("1536") },
            Conditions =
            [
                Condition("Scheduled", "Planned", $"Attempt 1 goes to {satellite}: {reason}", start),
                Condition("Booked", "Confirmed", "The gateways have confirmed the contacts.", start),
                Condition("Complete", "Succeeded", done, downlink.TransferEnd),
            ],
        };
    }

    private static V1Condition Condition(string type, string reason, string message, DateTimeOffset since) => new()
    {
        Type = type,
        Status = ConditionStatus.True,
        Reason = reason,
        Message = message,
        ObservedGeneration = 1,
        LastTransitionTime = since.UtcDateTime,
    };

    private static PlannedContact Contact(string groundLink, string name, DateTimeOffset start, TimeSpan length) => new()
    {
        GroundLink = groundLink,
        Contact = name,
        Antenna = 0,
        Start = start,
        End = start + length,
        TransferStart = start.AddSeconds(5),
        TransferEnd = start.AddSeconds(7),
    };
}
