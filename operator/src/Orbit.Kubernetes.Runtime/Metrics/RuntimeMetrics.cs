using Orbit.Kubernetes.Metrics;
using Prometheus;

namespace Orbit.Kubernetes.Runtime.Metrics;

/// <summary>Metrics of reflectors, queues, controllers and events.</summary>
internal static class RuntimeMetrics
{
    // Seconds from ten nanoseconds to a thousand seconds: client-go's ExponentialBuckets(10e-9, 10, 12).
    private static readonly double[] QueueBuckets = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

    private static readonly IMetricFactory Factory = MetricsRegistry.Factory;

    internal static Counter QueueAdds { get; } = Factory.CreateCounter(
        "workqueue_adds_total", "Keys added to a queue.", ["name", "controller"]);

    internal static Gauge QueueDepth { get; } = Factory.CreateGauge(
        "workqueue_depth", "Keys ready in a queue.", ["name", "controller"]);

    internal static Counter QueueRetries { get; } = Factory.CreateCounter(
        "workqueue_retries_total", "Keys queued again after an error.", ["name", "controller"]);

    internal static Histogram QueueDuration { get; } = Factory.CreateHistogram(
        "workqueue_queue_duration_seconds", "Seconds a key waited in a queue.", ["name", "controller"], new HistogramConfiguration { Buckets = QueueBuckets });

    internal static Histogram WorkDuration { get; } = Factory.CreateHistogram(
        "workqueue_work_duration_seconds", "Seconds a key was worked on.", ["name", "controller"], new HistogramConfiguration { Buckets = QueueBuckets });

    internal static Counter Reconciles { get; } = Factory.CreateCounter(
        "controller_runtime_reconcile_total", "Reconciles by controller and result: success, requeue_after, conflict, error, terminal_error.", ["controller", "result"]);

    internal static Counter ReconcileErrors { get; } = Factory.CreateCounter(
        "controller_runtime_reconcile_errors_total", "Reconciles that failed, by controller.", ["controller"]);

    internal static Counter TerminalErrors { get; } = Factory.CreateCounter(
        "controller_runtime_terminal_reconcile_errors_total", "Reconciles that failed until the object changes, by controller.", ["controller"]);

    internal static Histogram ReconcileDuration { get; } = Factory.CreateHistogram(
        "controller_runtime_reconcile_time_seconds", "Seconds a reconcile took, by controller.", ["controller"], new HistogramConfiguration { Buckets = MetricsRegistry.RequestBuckets });

    internal static Gauge ActiveWorkers { get; } = Factory.CreateGauge(
        "controller_runtime_active_workers", "Workers that are reconciling, by controller.", ["controller"]);

    internal static Counter Lists { get; } = Factory.CreateCounter(
        "reflector_lists_total", "Complete lists, by kind.", ["kind"]);

    internal static Counter Watches { get; } = Factory.CreateCounter(
        "reflector_watches_total", "Watches opened, by kind.", ["kind"]);

    internal static Counter WatchFailures { get; } = Factory.CreateCounter(
        "reflector_failures_total", "Lists and watches that failed, by kind and reason.", ["kind", "reason"]);

    internal static Counter WatchEvents { get; } = Factory.CreateCounter(
        "reflector_events_total", "Events received by watches, by kind and type.", ["kind", "type"]);

    internal static Counter Undecodable { get; } = Factory.CreateCounter(
        "reflector_undecodable_objects_total", "Objects that could not be decoded and were skipped, by kind.", ["kind"]);

    internal static Counter OwnWriteTimeouts { get; } = Factory.CreateCounter(
        "own_write_timeouts_total", "Waits for an own write to show in the store that were given up, by kind.", ["kind"]);

    internal static Counter ClockJumps { get; } = Factory.CreateCounter(
        "clock_jumps_total", "Times that the time of day was found set forwards or back by more than two seconds.");

    internal static Counter Events { get; } = Factory.CreateCounter(
        "events_total", "Kubernetes events by outcome: created, repeated, dropped, failed.", ["outcome"]);
}
