using Prometheus;

namespace Orbit.Kubernetes.Metrics;

/// <summary>A gauge whose values are read when Prometheus asks: what is no longer there is no longer shown.</summary>
public static class SampledGauge
{
    /// <summary>Adds a gauge to a registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The metric's name, its unit included.</param>
    /// <param name="help">What it says.</param>
    /// <param name="labels">The names of its labels.</param>
    /// <param name="sample">Reads the values, each with its labels in the order of <paramref name="labels"/>. Called from any thread.</param>
    public static void Add(CollectorRegistry registry, string name, string help, string[] labels, Func<IEnumerable<(string[] Labels, double Value)>> sample)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(labels);
        var gauge = Prometheus.Metrics.WithCustomRegistry(registry).CreateGauge(name, help, labels, new GaugeConfiguration { SuppressInitialValue = true });
        registry.AddBeforeCollectCallback(() =>
        {
            var samples = sample().ToList();
            if (labels.Length == 0)
            {
                gauge.Unpublish();
            }

            foreach (var gone in gauge.GetAllLabelValues().Where(known => !samples.Exists(s => s.Labels.SequenceEqual(known))))
            {
                gauge.RemoveLabelled(gone);
            }

            foreach (var (values, value) in samples)
            {
                if (labels.Length == 0)
                {
                    gauge.Set(value);
                }
                else
                {
                    gauge.WithLabels(values).Set(value);
                }
            }
        });
    }
}
