using Orbit.Kubernetes.Runtime.Metrics;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Metrics;

public sealed class ProcessMetricsTests
{
    [Fact]
    public async Task IfMetricsAreWrittenThenTheProcessIsReportedUnderPrometheusOwnNames()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        ProcessMetrics.AddTo(registry);

        var text = await registry.TextAsync();

        text.Should().MatchRegex(@"(?m)^process_resident_memory_bytes [1-9]\d+");
        text.Should().MatchRegex(@"(?m)^process_open_fds [1-9]");
        text.Should().MatchRegex(@"(?m)^process_start_time_seconds 1\.?\d+");
        text.Should().MatchRegex(@"(?m)^process_cpu_seconds_total \d");
        text.Should().MatchRegex(@"(?m)^dotnet_collection_count_total\{generation=""0""\} \d");
        text.Should().Contain("# TYPE process_cpu_seconds_total counter");
    }
}
