using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Tests.Contract;

public class DurationTextTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("168h", 604_800)]
    [InlineData("250ms", 0.25)]
    [InlineData("1.5s", 1.5)]
    [InlineData("100ns", 1e-7)]
    [InlineData("3us", 3e-6)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void IfTextIsADurationThenItIsRead(string text, double seconds)
    {
        DurationText.TryParse(text, out var value).Should().BeTrue();
        value.Should().Be(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("-5s")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("5x")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999999999h")]
    [InlineData("99999999999999999999999999999999999999h")]
    public void IfTextIsNoDurationThenItIsNotRead(string? text) => DurationText.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("90s")]
    [InlineData("0s")]
    [InlineData("0.0000001s")]
    [InlineData("604800.25s")]
    public void IfADurationIsWrittenThenItReadsAsTheSame(string text)
    {
        DurationText.TryParse(text, out var value).Should().BeTrue();
        DurationText.Format(value).Should().Be(text);
    }
}
