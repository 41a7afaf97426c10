using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Tests.Serialization;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("500ms", 0.5)]
    [InlineData("0", 0)]
    [InlineData("-1.5h", -5400)]
    [InlineData("+.5m", 30)]
    [InlineData("1m1s1ms", 61.001)]
    [InlineData("10us", 0.00001)]
    [InlineData("10µs", 0.00001)]
    [InlineData("300ns", 0.0000003)]
    [InlineData("2562047h", 9223369200)]
    public void IfTheTextIsAGoDurationThenItIsRead(string text, double seconds) =>
        GoDuration.Parse(text).Should().Be(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)));

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("1.2.3s")]
    [InlineData(" 1s")]
    [InlineData("1s ")]
    [InlineData("1 s")]
    [InlineData("--1s")]
    [InlineData(".s")]
    [InlineData("00:01:30")]
    [InlineData("2562048h")]
    [InlineData("1e3s")]
    public void IfTheTextIsNoGoDurationThenTheErrorShowsIt(string text) =>
        FluentActions.Invoking(() => GoDuration.Parse(text)).Should().Throw<FormatException>().WithMessage($"*\"{text}\"*");

    [Theory]
    [InlineData("90s", "1m30s")]
    [InlineData("1h30m", "1h30m0s")]
    [InlineData("3600s", "1h0m0s")]
    [InlineData("100h", "100h0m0s")]
    [InlineData("0", "0s")]
    [InlineData("1500ms", "1.5s")]
    [InlineData("0.5s", "500ms")]
    [InlineData("1500us", "1.5ms")]
    [InlineData("10us", "10µs")]
    [InlineData("300ns", "300ns")]
    [InlineData("-90s", "-1m30s")]
    [InlineData("61.000001s", "1m1.000001s")]
    public void IfADurationIsWrittenThenItHasGosCanonicalForm(string text, string canonical) =>
        GoDuration.Format(GoDuration.Parse(text)).Should().Be(canonical);

    [Fact]
    public void IfTheLongestTimeSpansAreWrittenThenNothingOverflows()
    {
        GoDuration.Format(TimeSpan.MinValue).Should().StartWith("-256204778h");
        GoDuration.Format(TimeSpan.MaxValue).Should().StartWith("256204778h");
    }

    [Fact]
    public void IfTheJsonIsNoDurationThenTheErrorSaysHowOneIsWritten()
    {
        FluentActions.Invoking(() => JsonSerializer.Deserialize("""{"span":"soon"}""", TestJsonContext.Default.Times))
            .Should().Throw<JsonException>().WithMessage("A duration is written like*\"soon\"*");
        FluentActions.Invoking(() => JsonSerializer.Deserialize("""{"span":90}""", TestJsonContext.Default.Times))
            .Should().Throw<JsonException>().WithMessage("A duration is written like*Number*");
    }

    [Fact]
    public void IfTimesAreWrittenThenEachConverterKeepsItsFraction()
    {
        var instant = new DateTimeOffset(2026, 8, 22, 2, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_500);
        var times = new Times { Span = TimeSpan.FromSeconds(90), Instant = instant, Seconds = instant, Micro = instant.UtcDateTime };

        JsonSerializer.Serialize(times, TestJsonContext.Default.Times).Should().Be(
            """{"span":"1m30s","instant":"2026-08-22T00:00:00.12345Z","seconds":"2026-08-22T00:00:00Z","micro":"2026-08-22T00:00:00.123450Z"}""");
    }

    [Fact]
    public void IfAnInstantHasAnOffsetThenItIsReadAsUtc()
    {
        var times = JsonSerializer.Deserialize("""{"instant":"2026-08-22T02:00:00.5+02:00","micro":"2026-08-22T00:00:00.123456Z"}""", TestJsonContext.Default.Times)!;

        times.Instant.Should().Be(new DateTimeOffset(2026, 8, 22, 0, 0, 0, 500, TimeSpan.Zero));
        times.Instant!.Value.Offset.Should().Be(TimeSpan.Zero);
        times.Micro!.Value.Microsecond.Should().Be(456);
    }

    [Fact]
    public void IfTheJsonIsNoInstantThenTheErrorSaysHowOneIsWritten() =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize("""{"instant":"tomorrow"}""", TestJsonContext.Default.Times))
            .Should().Throw<JsonException>().WithMessage("An instant is written like*\"tomorrow\"*");
}

public sealed record Times
{
    public TimeSpan? Span { get; init; }

    public DateTimeOffset? Instant { get; init; }

    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? Seconds { get; init; }

    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTime? Micro { get; init; }

    public Quantity? Amount { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DurationJsonConverter), typeof(TimestampJsonConverter)])]
[JsonSerializable(typeof(Times))]
public sealed partial class TestJsonContext : JsonSerializerContext;
