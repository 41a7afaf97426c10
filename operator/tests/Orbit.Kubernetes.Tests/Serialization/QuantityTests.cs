using System.Text.Json;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Tests.Serialization;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("64Gi", 68719476736)]
    [InlineData("1500m", 1.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1E3", 1000)]
    [InlineData("1E", 1e18)]
    [InlineData("1Ei", 1152921504606846976)]
    [InlineData("12k", 12000)]
    [InlineData("5.", 5)]
    [InlineData(".5", 0.5)]
    [InlineData("-2Mi", -2097152)]
    [InlineData("+3", 3)]
    [InlineData("100n", 1e-7)]
    [InlineData("7u", 7e-6)]
    [InlineData("1e-2", 0.01)]
    [InlineData("0.5Gi", 536870912)]
    public void IfTheTextIsAQuantityThenItsValueIsRead(string text, double value)
    {
        var quantity = Quantity.Parse(text);

        ((double)quantity.Value).Should().Be(value);
        quantity.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("1gi")]
    [InlineData("1K")]
    [InlineData("1ki")]
    [InlineData("1 Gi")]
    [InlineData("1.5.2")]
    [InlineData("1e")]
    [InlineData("e3")]
    [InlineData("1e3.5")]
    [InlineData("ten")]
    [InlineData("0x10")]
    [InlineData("1mi")]
    public void IfTheTextIsNoQuantityThenTheErrorShowsIt(string text) =>
        FluentActions.Invoking(() => Quantity.Parse(text)).Should().Throw<FormatException>().WithMessage($"*\"{text}\"*");

    [Theory]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1000Ki", "1000Ki")]
    [InlineData("0.5", "500m")]
    [InlineData("1.50", "1500m")]
    [InlineData("12000", "12k")]
    [InlineData("1000000m", "1k")]
    [InlineData("10e2", "1e3")]
    [InlineData("1e-2", "10e-3")]
    [InlineData("100000", "100k")]
    [InlineData("-0.1", "-100m")]
    [InlineData("0Gi", "0")]
    public void IfAQuantityIsMadeCanonicalThenItIsWrittenAsKubernetesPrefers(string text, string canonical) =>
        Quantity.Parse(text).ToCanonical().Should().Be(canonical);

    [Fact]
    public void IfTwoTextsAmountToTheSameThenTheyAreEqual()
    {
        Quantity.Parse("1Gi").Should().Be(Quantity.Parse("1024Mi"));
        Quantity.Parse("1Gi").GetHashCode().Should().Be(Quantity.Parse("1024Mi").GetHashCode());
        (Quantity.Parse("1G") < Quantity.Parse("1Gi")).Should().BeTrue();
        default(Quantity).Should().Be(Quantity.Parse("0"));
    }

    [Fact]
    public void IfTheAmountIsBeyondTheRangeThenItIsCutLikeInKubernetes()
    {
        Quantity.Parse("1e400").Value.Should().Be(long.MaxValue);
        Quantity.Parse("-9000Ei").Value.Should().Be(-long.MaxValue);
        Quantity.Parse("0.0000000001").Value.Should().Be(0.000000001m, "what is finer than nano is rounded away from zero");
        Quantity.Parse("1e-400").Value.Should().Be(0.000000001m);
    }

    [Fact]
    public void IfTheAmountIsNotWholeThenItIsRoundedUpToAnInteger()
    {
        Quantity.Parse("1500m").ToInt64().Should().Be(2);
        Quantity.Parse("-1500m").ToInt64().Should().Be(-1);
        Quantity.Parse("9e18").ToInt64().Should().Be(9_000_000_000_000_000_000);
    }

    [Fact]
    public void IfMadeFromANumberThenTheTextIsCanonical()
    {
        new Quantity(1.5m).ToString().Should().Be("1500m");
        new Quantity(4000m).ToString().Should().Be("4k");
        FluentActions.Invoking(() => new Quantity(1e19m)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData("""{"amount":"64Gi"}""", "64Gi")]
    [InlineData("""{"amount":4}""", "4")]
    [InlineData("""{"amount":1.5}""", "1.5")]
    [InlineData("""{"amount":1e3}""", "1e3")]
    public void IfTheJsonIsAStringOrANumberThenItIsReadAndWrittenAsText(string json, string text)
    {
        var read = JsonSerializer.Deserialize(json, TestJsonContext.Default.Times)!;

        JsonSerializer.Serialize(read, TestJsonContext.Default.Times).Should().Be($$"""{"amount":"{{text}}"}""");
    }

    [Theory]
    [InlineData("""{"amount":"much"}""")]
    [InlineData("""{"amount":true}""")]
    public void IfTheJsonIsNoQuantityThenTheErrorSaysHowOneIsWritten(string json) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize(json, TestJsonContext.Default.Times))
            .Should().Throw<JsonException>().WithMessage("A quantity is written like*");
}
