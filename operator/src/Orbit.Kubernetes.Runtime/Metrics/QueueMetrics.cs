using Prometheus;

namespace Orbit.Kubernetes.Runtime.Metrics;

/// <summary>The metrics of one queue, found once: a queue counts with every key.</summary>
internal sealed class QueueMetrics(string name)
{
    public Counter.Child Adds { get; } = RuntimeMetrics.QueueAdds.WithLabels(name, name);

    public Counter.Child Retries { get; } = RuntimeMetrics.QueueRetries.WithLabels(name, name);

    public Gauge.Child Depth { get; } = RuntimeMetrics.QueueDepth.WithLabels(name, name);

    public Histogram.Child Waited { get; } = RuntimeMetrics.QueueDuration.WithLabels(name, name);

    public Histogram.Child Worked { get; } = RuntimeMetrics.WorkDuration.WithLabels(name, name);
}
