using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Orbit.Kubernetes.Metrics;

/// <summary>Gathers the measurements of this process's meters and writes them in Prometheus' text format, version 0.0.4.</summary>
/// <remarks>
/// Counters become counters (with the suffix <c>_total</c>, added where it lacks), up-down counters and gauges become
/// gauges, histograms become histograms with the boundaries of the instrument's advice or, without advice, Prometheus'
/// usual ones. Dots and other characters that Prometheus does not allow become underscores.
/// </remarks>
public sealed class PrometheusExporter : IDisposable
{
    /// <summary>Media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <summary>An exporter of the meters that <paramref name="wanted"/> accepts; of all of them if it is null.</summary>
    /// <param name="wanted">Chooses meters by name.</param>
    /// <param name="maxSeries">Most label sets a metric; what is beyond them is summed up under <c>overflow="true"</c>, so that a label with too many values can't fill the memory.</param>
    public PrometheusExporter(Predicate<string>? wanted = null, int maxSeries = 2000)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted?.Invoke(instrument.Meter.Name) ?? true)
            {
                var family = MetricFamily.Of(instrument, maxSeries);
                // Two instruments of one name, from two instances of one meter, are one metric.
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(family.Name, family));
            }
        };
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => ((MetricFamily)state!).Record((double)value, tags));
        _listener.Start();
    }

    /// <summary>All metrics at this moment, ordered by name.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var family in _families.Values)
        {
            family.BeginCollection();
        }

        _listener.RecordObservableInstruments();
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.Write(text);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
