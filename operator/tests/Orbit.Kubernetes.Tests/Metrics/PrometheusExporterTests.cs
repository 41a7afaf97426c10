using System.Diagnostics.Metrics;
using Orbit.Kubernetes.Metrics;

namespace Orbit.Kubernetes.Tests.Metrics;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new($"test-{Guid.NewGuid():N}");
    private readonly PrometheusExporter _exporter;

    public PrometheusExporterTests() => _exporter = new PrometheusExporter(name => string.Equals(name, _meter.Name, StringComparison.Ordinal), maxSeries: 3);

    public void Dispose()
    {
        _exporter.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void IfACounterCountsThenItsSumIsWrittenWithItsLabelsInOrder()
    {
        var counter = _meter.CreateCounter<long>("rest.requests", description: "All \\ requests\nso far.");
        counter.Add(2, new("method", "GET"), new("code", 200));
        counter.Add(3, new("code", 200), new("method", "GET"));
        counter.Add(1, new("method", "PUT"), new("code", null));

        _exporter.Write().Should().Be(
            """
            # HELP rest_requests_total All \\ requests\nso far.
            # TYPE rest_requests_total counter
            rest_requests_total{code="",method="PUT"} 1
            rest_requests_total{code="200",method="GET"} 5

            """);
    }

    [Fact]
    public void IfALabelHasSpecialCharactersThenTheyAreEscaped()
    {
        _meter.CreateCounter<int>("a_total").Add(1, new KeyValuePair<string, object?>("the.label", "a\"b\\c\nd"));

        _exporter.Write().Should().EndWith("""a_total{the_label="a\"b\\c\nd"} 1""" + "\n");
    }

    [Fact]
    public void IfALabelIsLongThenItIsWrittenWhole()
    {
        var text = new string('x', 3000);
        _meter.CreateCounter<int>("a_total").Add(1, new KeyValuePair<string, object?>("l", text));

        _exporter.Write().Should().EndWith($"a_total{{l=\"{text}\"}} 1\n");
    }

    [Fact]
    public void IfAHistogramHasAdviceThenItsBucketsAreCumulativeAndIncludeTheirBound()
    {
        var histogram = _meter.CreateHistogram("h_seconds", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("c", "x"));
        }

        _exporter.Write().Should().Be(
            """
            # HELP h_seconds 
            # TYPE h_seconds histogram
            h_seconds_bucket{c="x",le="0.1"} 2
            h_seconds_bucket{c="x",le="1"} 3
            h_seconds_bucket{c="x",le="+Inf"} 4
            h_seconds_sum{c="x"} 7.65
            h_seconds_count{c="x"} 4

            """);
    }

    [Fact]
    public void IfAHistogramHasNoAdviceThenTheUsualBucketsServe()
    {
        _meter.CreateHistogram<int>("h").Record(3);

        _exporter.Write().Should().Contain("h_bucket{le=\"2.5\"} 0\nh_bucket{le=\"5\"} 1\n").And.EndWith("h_sum 3\nh_count 1\n");
    }

    [Fact]
    public void IfAnUpDownCounterMovesThenItIsAGauge()
    {
        var depth = _meter.CreateUpDownCounter<int>("depth");
        depth.Add(3);
        depth.Add(-1);

        _exporter.Write().Should().Contain("# TYPE depth gauge\ndepth 2\n");
    }

    [Fact]
    public void IfAnObservableSaysLessThanBeforeThenWhatItLeftOutIsGone()
    {
        var names = new List<string> { "a", "b" };
        _meter.CreateObservableGauge("g", () => names.Select(n => new Measurement<double>(1.5, new KeyValuePair<string, object?>("n", n))));
        _meter.CreateObservableCounter("c", () => 42);
        _exporter.Write().Should().Contain("g{n=\"a\"} 1.5\ng{n=\"b\"} 1.5\n");
        names.RemoveAt(0);

        _exporter.Write().Should().Contain("c_total 42\n").And.EndWith("# TYPE g gauge\ng{n=\"b\"} 1.5\n");
    }

    [Fact]
    public void IfALabelHasTooManyValuesThenTheRestIsSummedUp()
    {
        var counter = _meter.CreateCounter<int>("c_total");
        for (var i = 0; i < 10; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("i", i));
        }

        _exporter.Write().Should().EndWith("c_total{i=\"0\"} 1\nc_total{i=\"1\"} 1\nc_total{i=\"2\"} 1\nc_total{overflow=\"true\"} 7\n");
    }

    [Fact]
    public void IfAValueIsNoOrdinaryNumberThenItHasPrometheusNotation()
    {
        var gauge = _meter.CreateGauge<double>("g");
        gauge.Record(double.PositiveInfinity);
        _exporter.Write().Should().EndWith("g +Inf\n");
        gauge.Record(double.NaN);
        _exporter.Write().Should().EndWith("g NaN\n");
        gauge.Record(1e-8);
        _exporter.Write().Should().EndWith("g 1E-08\n");
    }
}
