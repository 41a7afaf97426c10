using System.Diagnostics.Metrics;

namespace Orbit.Kubernetes.Metrics;

/// <summary>The instruments of the client and the runtime, under the names of client-go and controller-runtime where there are such, so that stock dashboards work.</summary>
internal static class RuntimeMetrics
{
    /// <summary>Seconds from half a millisecond to a minute.</summary>
    private static readonly InstrumentAdvice<double> RequestBuckets = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    /// <summary>Seconds from ten nanoseconds to a thousand seconds: client-go's <c>ExponentialBuckets(10e-9, 10, 12)</c>.</summary>
    private static readonly InstrumentAdvice<double> QueueBuckets = new()
    {
        HistogramBucketBoundaries = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000],
    };

    public static Meter Meter { get; } = new(MeterName);

    public const string MeterName = "Orbit.Kubernetes";

    public static Counter<long> Requests { get; } = Meter.CreateCounter<long>(
        "rest_client_requests_total", description: "HTTP requests by status code, method and host; code <error> where there was no answer.");

    public static Histogram<double> RequestDuration { get; } = Meter.CreateHistogram(
        "rest_client_request_duration_seconds", description: "Seconds from a request to its answer's header.", advice: RequestBuckets);

    public static Counter<long> QueueAdds { get; } = Meter.CreateCounter<long>(
        "workqueue_adds_total", description: "Keys added to a queue.");

    public static UpDownCounter<long> QueueDepth { get; } = Meter.CreateUpDownCounter<long>(
        "workqueue_depth", description: "Keys ready in a queue.");

    public static Counter<long> QueueRetries { get; } = Meter.CreateCounter<long>(
        "workqueue_retries_total", description: "Keys queued again after an error.");

    public static Histogram<double> QueueDuration { get; } = Meter.CreateHistogram(
        "workqueue_queue_duration_seconds", description: "Seconds a key waited in a queue.", advice: QueueBuckets);

    public static Histogram<double> WorkDuration { get; } = Meter.CreateHistogram(
        "workqueue_work_duration_seconds", description: "Seconds a key was worked on.", advice: QueueBuckets);

    public static Counter<long> Reconciles { get; } = Meter.CreateCounter<long>(
        "controller_runtime_reconcile_total", description: "Reconciles by controller and result: success, requeue_after, conflict, error, terminal_error.");

    public static Counter<long> ReconcileErrors { get; } = Meter.CreateCounter<long>(
        "controller_runtime_reconcile_errors_total", description: "Reconciles that failed, by controller.");

    public static Counter<long> TerminalErrors { get; } = Meter.CreateCounter<long>(
        "controller_runtime_terminal_reconcile_errors_total", description: "Reconciles that failed until the object changes, by controller.");

    public static Histogram<double> ReconcileDuration { get; } = Meter.CreateHistogram(
        "controller_runtime_reconcile_time_seconds", description: "Seconds a reconcile took, by controller.", advice: RequestBuckets);

    public static UpDownCounter<long> ActiveWorkers { get; } = Meter.CreateUpDownCounter<long>(
        "controller_runtime_active_workers", description: "Workers that are reconciling, by controller.");

    public static Counter<long> Lists { get; } = Meter.CreateCounter<long>(
        "reflector_lists_total", description: "Complete lists, by kind.");

    public static Counter<long> Watches { get; } = Meter.CreateCounter<long>(
        "reflector_watches_total", description: "Watches opened, by kind.");

    public static Counter<long> WatchFailures { get; } = Meter.CreateCounter<long>(
        "reflector_failures_total", description: "Lists and watches that failed, by kind and reason.");

    public static Counter<long> WatchEvents { get; } = Meter.CreateCounter<long>(
        "reflector_events_total", description: "Events received by watches, by kind and type.");

    public static Counter<long> Undecodable { get; } = Meter.CreateCounter<long>(
        "reflector_undecodable_objects_total", description: "Objects that could not be decoded and were skipped, by kind.");

    public static Counter<long> OwnWriteTimeouts { get; } = Meter.CreateCounter<long>(
        "own_write_timeouts_total", description: "Waits for an own write to show in the store that were given up, by kind.");

    public static Counter<long> ClockJumps { get; } = Meter.CreateCounter<long>(
        "clock_jumps_total", description: "Times that the time of day was found set forwards or back by more than two seconds.");

    public static Counter<long> Events { get; } = Meter.CreateCounter<long>(
        "events_total", description: "Kubernetes events by outcome: created, repeated, dropped, failed.");

    public static Counter<long> WebhookRequests { get; } = Meter.CreateCounter<long>(
        "controller_runtime_webhook_requests_total", description: "Admission requests by webhook (path) and HTTP status code.");

    public static Histogram<double> WebhookLatency { get; } = Meter.CreateHistogram(
        "controller_runtime_webhook_latency_seconds", description: "Seconds an admission request took, by webhook (path).", advice: RequestBuckets);

    public static UpDownCounter<long> WebhookRequestsInFlight { get; } = Meter.CreateUpDownCounter<long>(
        "controller_runtime_webhook_requests_in_flight", description: "Admission requests being answered, by webhook (path).");
}
