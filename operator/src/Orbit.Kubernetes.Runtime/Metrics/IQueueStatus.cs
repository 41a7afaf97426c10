namespace Orbit.Kubernetes.Runtime.Metrics;

/// <summary>What gauges read from a queue.</summary>
internal interface IQueueStatus
{
    string Name { get; }

    TimeSpan UnfinishedWork { get; }

    TimeSpan LongestRunning { get; }
}
