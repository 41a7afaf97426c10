using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Tests.Contract;

public class GatewayIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("scs-01-a.aws-ohio.20260822T001122Z")]
    [InlineData("0a4c9f1e-7c1b-4f0e-9a57-2f3a5a3d7f10_1")]
    public void IfAnIdIsOfLettersDigitsAndPunctuationInsideThenItIsValid(string id) => GatewayId.IsValid(id).Should().BeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("ä")]
    public void IfAnIdCouldHarmAUrlOrALogThenItIsInvalid(string? id) => GatewayId.IsValid(id).Should().BeFalse();

    [Fact]
    public void IfAnIdIsLongerThan253CharactersThenItIsInvalid()
    {
        GatewayId.IsValid(new string('a', 253)).Should().BeTrue();
        GatewayId.IsValid(new string('a', 254)).Should().BeFalse();
    }
}
