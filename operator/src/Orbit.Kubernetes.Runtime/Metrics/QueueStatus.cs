using Orbit.Kubernetes.Metrics;

namespace Orbit.Kubernetes.Runtime.Metrics;

/// <summary>The gauges of work under way, read from the queues of this process.</summary>
internal static class QueueStatus
{
    private static readonly LiveSet<IQueueStatus> Queues = new();

    static QueueStatus()
    {
        Add("workqueue_unfinished_work_seconds", "Seconds that the keys being worked on have been worked on, in sum.", q => q.UnfinishedWork);
        Add("workqueue_longest_running_processor_seconds", "Seconds that the key being worked on the longest has been worked on.", q => q.LongestRunning);
    }

    public static void Register(IQueueStatus queue) => Queues.Add(queue);

    public static void Remove(IQueueStatus queue) => Queues.Remove(queue);

    private static void Add(string name, string help, Func<IQueueStatus, TimeSpan> value) => SampledGauge.Add(
        MetricsRegistry.Shared, name, help, ["name", "controller"], () => Queues.Items.Select(queue => (new[] { queue.Name, queue.Name }, value(queue).TotalSeconds)));
}
