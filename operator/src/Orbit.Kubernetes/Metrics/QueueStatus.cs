using System.Diagnostics.Metrics;

namespace Orbit.Kubernetes.Metrics;

/// <summary>The gauges of work under way, read from the queues of this process.</summary>
internal static class QueueStatus
{
    private static readonly LiveSet<IQueueStatus> Queues = new();

    static QueueStatus()
    {
        RuntimeMetrics.Meter.CreateObservableGauge(
            "workqueue_unfinished_work_seconds", () => Observe(q => q.UnfinishedWork), description: "Seconds that the keys being worked on have been worked on, in sum.");
        RuntimeMetrics.Meter.CreateObservableGauge(
            "workqueue_longest_running_processor_seconds", () => Observe(q => q.LongestRunning), description: "Seconds that the key being worked on the longest has been worked on.");
    }

    public static void Register(IQueueStatus queue) => Queues.Add(queue);

    public static void Remove(IQueueStatus queue) => Queues.Remove(queue);

    private static IEnumerable<Measurement<double>> Observe(Func<IQueueStatus, TimeSpan> value) =>
        Queues.Items.Select(queue => new Measurement<double>(
            value(queue).TotalSeconds, new KeyValuePair<string, object?>("name", queue.Name), new KeyValuePair<string, object?>("controller", queue.Name)));
}
