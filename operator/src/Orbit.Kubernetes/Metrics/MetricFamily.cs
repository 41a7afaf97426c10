using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Orbit.Kubernetes.Metrics;

/// <summary>One metric of a <see cref="PrometheusExporter"/> with all its label sets.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] UsualBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly string _type;
    private readonly string _help;
    private readonly bool _isObservable;
    private readonly bool _accumulates;
    private readonly double[]? _buckets;
    private readonly int _maxSeries;
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MetricSeries>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private MetricFamily(string name, string type, Instrument instrument, bool accumulates, double[]? buckets, int maxSeries)
    {
        Name = name;
        _type = type;
        _help = instrument.Description ?? "";
        _isObservable = instrument.IsObservable;
        _accumulates = accumulates;
        _buckets = buckets;
        _maxSeries = maxSeries;
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public static MetricFamily Of(Instrument instrument, int maxSeries)
    {
        var kind = instrument.GetType().Name.Split('`')[0];
        var name = Sanitize(instrument.Name);
        return kind switch
        {
            "Counter" or "ObservableCounter" => new MetricFamily(
                name.EndsWith("_total", StringComparison.Ordinal) ? name : $"{name}_total", "counter", instrument, !instrument.IsObservable, buckets: null, maxSeries),
            "Histogram" => new MetricFamily(name, "histogram", instrument, accumulates: true, BucketsOf(instrument), maxSeries),
            "UpDownCounter" => new MetricFamily(name, "gauge", instrument, accumulates: true, buckets: null, maxSeries),
            _ => new MetricFamily(name, "gauge", instrument, accumulates: false, buckets: null, maxSeries),
        };
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new LabelWriter(stackalloc char[512]);
        labels.Append(tags);
        if (!_lookup.TryGetValue(labels.Text, out var series))
        {
            var key = _series.Count < _maxSeries ? labels.Text.ToString() : "overflow=\"true\"";
            series = _series.GetOrAdd(key, static (_, buckets) => new MetricSeries(buckets), _buckets);
        }

        labels.Dispose();
        series.Record(value, _accumulates);
    }

    /// <summary>Forgets what observable instruments said last time: what they no longer report is gone.</summary>
    public void BeginCollection()
    {
        if (_isObservable)
        {
            _series.Clear();
        }
    }

    public void Write(StringBuilder text)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        text.Append("# HELP ").Append(Name).Append(' ').Append(EscapeHelp(_help)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
        foreach (var (labels, series) in _series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            series.Write(text, Name, labels);
        }
    }

    private static double[] BucketsOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> h => h.Advice?.HistogramBucketBoundaries,
            Histogram<float> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
            Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
            Histogram<int> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
            _ => null,
        };
        return advised is { Count: > 0 } ? [.. advised.Order()] : UsualBuckets;
    }

    private static string EscapeHelp(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    internal static string Sanitize(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var allowed = char.IsAsciiLetter(c) || c is '_' or ':' || (char.IsAsciiDigit(c) && result.Length > 0);
            result.Append(allowed ? c : '_');
        }

        return result.ToString();
    }
}
