using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

public class CatalogNumbersTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("00005", 5)]
    [InlineData("  5 ", 5)]
    [InlineData("25544", 25_544)]
    [InlineData("100001", 100_001)]
    [InlineData("0000000100001", 100_001)]
    [InlineData("999999999", 999_999_999)]
    [InlineData("A0001", 100_001)]
    [InlineData("a0001", 100_001)]
    [InlineData("J0000", 180_000)]
    [InlineData("p0000", 230_000)]
    [InlineData("Z9999", 339_999)]
    public void DigitsAndAlpha5AreRead(string text, int number)
    {
        CatalogNumbers.TryParse(text, out var found).Should().BeTrue();

        found.Should().Be(number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("00000")]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("I0001")]
    [InlineData("O0001")]
    [InlineData("i0001")]
    [InlineData("o0001")]
    [InlineData("A001")]
    [InlineData("A00001")]
    [InlineData("AB001")]
    [InlineData("A 001")]
    [InlineData("A+001")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("5.0")]
    [InlineData("٥")]
    [InlineData("ıA001")]
    public void AnythingElseIsNoCatalogueNumber(string text)
    {
        CatalogNumbers.TryParse(text, out var found).Should().BeFalse();

        found.Should().Be(0);
    }

    [Fact]
    public void WhatATleIsWrittenWithIsReadBack()
    {
        foreach (var number in Enumerable.Range(1, 339_999).Where(n => n % 97 == 1))
        {
            var columns = TleFormatter.Format(Any with { CatalogNumber = number }).Line2[2..7];

            Assert.True(CatalogNumbers.TryParse(columns.ToLowerInvariant(), out var found));
            Assert.Equal(number, found);
        }
    }

    private static readonly MeanElements Any = ElementReader.Read($"{ElementData.Line1}\n{ElementData.Line2}").Elements[0];
}
