using System.Text;

namespace Orbit.Kubernetes.Metrics;

/// <summary>The value, or the histogram, of one label set.</summary>
internal sealed class MetricSeries(double[]? buckets)
{
    private readonly Lock _lock = new();
    private readonly long[]? _counts = buckets is null ? null : new long[buckets.Length + 1];
    private double _value;

    public void Record(double value, bool accumulates)
    {
        lock (_lock)
        {
            _value = accumulates ? _value + value : value;
            if (_counts is not null)
            {
                // A boundary belongs to the bucket below it: le means "less or equal".
                var index = Array.BinarySearch(buckets!, value);
                _counts[index >= 0 ? index : ~index]++;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (_lock)
        {
            if (_counts is null)
            {
                Line(text, name, labels, PrometheusExporter.Number(_value));
                return;
            }

            var separator = labels.Length == 0 ? "" : ",";
            long sum = 0;
            for (var i = 0; i < _counts.Length; i++)
            {
                sum += _counts[i];
                var le = i < buckets!.Length ? PrometheusExporter.Number(buckets[i]) : "+Inf";
                Line(text, $"{name}_bucket", $"{labels}{separator}le=\"{le}\"", sum.ToString());
            }

            Line(text, $"{name}_sum", labels, PrometheusExporter.Number(_value));
            Line(text, $"{name}_count", labels, sum.ToString());
        }
    }

    private static void Line(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }
}
