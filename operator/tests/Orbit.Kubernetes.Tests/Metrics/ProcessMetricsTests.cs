using Orbit.Kubernetes.Metrics;

namespace Orbit.Kubernetes.Tests.Metrics;

public sealed class ProcessMetricsTests
{
    [Fact]
    public void IfMetricsAreWrittenThenTheProcessIsToldUnderPrometheusOwnNames()
    {
        using var process = new ProcessMetrics();
        using var exporter = new PrometheusExporter(name => name == "Orbit.Process");

        var text = exporter.Write();

        text.Should().MatchRegex(@"(?m)^process_resident_memory_bytes [1-9]\d+");
        text.Should().MatchRegex(@"(?m)^process_open_fds [1-9]");
        text.Should().MatchRegex(@"(?m)^process_start_time_seconds 1\.?\d+");
        text.Should().MatchRegex(@"(?m)^process_cpu_seconds_total \d");
        text.Should().Contain("# TYPE process_cpu_seconds_total counter");
    }
}
