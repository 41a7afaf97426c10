using Orbit.Astrodynamics.Time;

namespace Orbit.Astrodynamics.Tests.Time;

public sealed class SiderealTimeTests
{
    [Fact]
    public void IfAnHourPassesThenGmstAgreesWithTheReference()
    {
        foreach (var row in TestData.Rows("reference_windows", "gmst82_hourly.csv"))
        {
            var gmst = SiderealTime.Gmst82(JulianDate.FromUtc(TestData.Start.AddSeconds(TestData.Number(row[0]))));

            // The reference's own sum of large numbers rounds at 1.5e-11 rad, 0.1 mm on the ground.
            gmst.Should().BeApproximately(TestData.Number(row[1]), 2e-11);
        }
    }

    [Theory]
    [InlineData(0, 5.7651139227261522)]
    [InlineData(1, 6.0276300935213042)]
    [InlineData(2, 0.0069609571368698108)]
    [InlineData(3, 0.26947712793202191)]
    public void IfThePolynomialIsSummedInFortyDigitsThenGmstAgreesToTheLastOnes(int hour, double expected) =>
        SiderealTime.Gmst82(JulianDate.FromUtc(TestData.Start.AddHours(hour))).Should().BeApproximately(expected, 2e-13);

    [Fact]
    public void IfOneTickPassesThenTheJulianDateStillTellsThemApart()
    {
        var now = JulianDate.FromUtc(TestData.Start);
        var then = JulianDate.FromUtc(TestData.Start.AddTicks(1));
        now.Should().Be(new JulianDate(2461274.5, 0));
        then.Fraction.Should().Be(1 / 864e9);
        (then.DaysSinceJ2000 - now.DaysSinceJ2000).Should().BeApproximately(1 / 864e9, 2e-12);
    }

    [Fact]
    public void IfTheInstantIsGivenInAnotherTimeZoneThenItsJulianDateIsTheSame() =>
        JulianDate.FromUtc(TestData.Start.ToOffset(TimeSpan.FromHours(9))).Should().Be(JulianDate.FromUtc(TestData.Start));
}
