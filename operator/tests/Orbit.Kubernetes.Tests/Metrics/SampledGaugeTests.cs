using Orbit.Kubernetes.Metrics;
using Orbit.Kubernetes.Tests.Support;
using Prometheus;

namespace Orbit.Kubernetes.Tests.Metrics;

public sealed class SampledGaugeTests
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();

    [Fact]
    public async Task IfASampleHasLessThanTheOneBeforeThenWhatItLacksIsGone()
    {
        var names = new List<string> { "a", "b" };
        SampledGauge.Add(_registry, "g", "Help.", ["n"], () => names.Select(n => (new[] { n }, 1.5)));
        (await _registry.TextAsync()).Should().Contain("g{n=\"a\"} 1.5\n").And.Contain("g{n=\"b\"} 1.5\n");
        names.RemoveAt(0);

        (await _registry.TextAsync()).Should().Be("# HELP g Help.\n# TYPE g gauge\ng{n=\"b\"} 1.5\n");
    }

    [Fact]
    public async Task IfThereIsNothingToShowThenAGaugeWithoutLabelsIsNotShown()
    {
        double? value = null;
        SampledGauge.Add(_registry, "g", "Help.", [], () => value is { } v ? [([], v)] : []);
        (await _registry.TextAsync()).Should().NotContain("g 0");
        value = 3;
        (await _registry.TextAsync()).Should().EndWith("g 3\n");
        value = null;

        (await _registry.TextAsync()).Should().NotContain("g 3");
    }
}
