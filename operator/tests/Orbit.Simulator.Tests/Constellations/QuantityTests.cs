using Orbit.Simulator.Constellations;

namespace Orbit.Simulator.Tests.Constellations;

public class QuantityTests
{
    [Theory]
    [InlineData("150M", 150_000_000)]
    [InlineData("1.5G", 1_500_000_000)]
    [InlineData("64Ki", 65_536)]
    [InlineData("2e6", 2_000_000)]
    [InlineData("0", 0)]
    [InlineData("100m", 0.1)]
    public void IfTextIsAQuantityThenItIsRead(string text, double value)
    {
        Quantity.TryParse(text, out var read).Should().BeTrue();
        read.Should().Be((decimal)value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-5")]
    [InlineData("5 M")]
    [InlineData("5MM")]
    [InlineData("5X")]
    [InlineData("9999999999P")]
    public void IfTextIsNoQuantityThenItIsNotRead(string text) => Quantity.TryParse(text, out _).Should().BeFalse();
}
