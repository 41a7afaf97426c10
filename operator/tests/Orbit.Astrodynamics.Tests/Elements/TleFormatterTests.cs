using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

public class TleFormatterTests
{
    [Fact]
    public void EveryTleOfTheCatalogueIsWrittenAsItWasPublished()
    {
        var published = ElementData.Text(ElementData.CatalogueTle).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var written = ElementData.Read(ElementData.CatalogueTle).Elements.SelectMany(e =>
        {
            var (line1, line2) = TleFormatter.Format(e);
            return new[] { e.Name, line1, line2 };
        });

        written.Should().Equal(published);
    }

    [Fact]
    public void AnOmmThatATleCanCarryIsReadBackToTheTlesLastDigit()
    {
        foreach (var omm in ElementData.Read(ElementData.CatalogueCsv).Elements.Where(e => e.CatalogNumber <= 339_999))
        {
            var (line1, line2) = TleFormatter.Format(omm);

            TleParser.TryParse(line1, line2, omm.Name, out var tle, out var problem).Should().BeTrue("{0}", problem);
            (tle!.Epoch - omm.Epoch).Duration().Should().BeLessThanOrEqualTo(TimeSpan.FromMicroseconds(432));
            tle.Eccentricity.Should().BeApproximately(omm.Eccentricity, 0.5001e-7);
            tle.BStar.Should().BeApproximately(omm.BStar, Math.Max(0.5e-4 * Math.Abs(omm.BStar), 0.5e-15));
            tle.Should().Be(omm with { Epoch = tle.Epoch, Eccentricity = tle.Eccentricity, BStar = tle.BStar, MeanMotionDdot = tle.MeanMotionDdot });
        }
    }

    [Theory]
    [InlineData(0.0, " 00000+0")]
    [InlineData(0.9999949e-4, " 99999-4")]
    [InlineData(0.9999951e-4, " 10000-3")]
    [InlineData(-0.5, "-50000+0")]
    [InlineData(1.0, " 10000+1")]
    [InlineData(-1.25e-10, "-12500-9")]
    [InlineData(0.9e-10, " 00000+0")]
    [InlineData(0.99999e9, " 99999+9")]
    public void DragTermsAreRoundedToFiveDigits(double value, string columns)
    {
        TleFormatter.Format(Any() with { BStar = value }).Line1[53..61].Should().Be(columns);
    }

    [Theory]
    [InlineData("2026-12-31T23:59:59.9999999", "27001.00000000")]
    [InlineData("2026-01-01T00:00:00.0004319", "26001.00000000")]
    [InlineData("2026-01-01T00:00:00.0004320", "26001.00000001")]
    [InlineData("1957-10-04T19:28:34.0000000", "57277.81150463")]
    public void EpochsAreRoundedToTheTlesLastDigit(string instant, string columns)
    {
        TleFormatter.Format(Any() with { Epoch = DateTimeOffset.Parse(instant + "Z") }).Line1[18..32].Should().Be(columns);
    }

    [Fact]
    public void WhatRoundsUpToAFullTurnStartsOverAndAnEccentricityStaysBelowOne()
    {
        var line = TleFormatter.Format(Any() with { RightAscensionDegrees = 359.99996, MeanAnomalyDegrees = 360, Eccentricity = 0.99999999 }).Line2;

        line[17..25].Should().Be("  0.0000");
        line[43..51].Should().Be("  0.0000");
        line[26..33].Should().Be("9999999");
    }

    [Fact]
    public void CountersTooLargeForTheirColumnsStartOver()
    {
        var (line1, line2) = TleFormatter.Format(Any() with { ElementSetNumber = 10_001, RevolutionNumber = 100_002 });

        line1[64..68].Should().Be("   1");
        line2[63..68].Should().Be("    2");
    }

    [Theory]
    [InlineData("UNKNOWN", "UNKNOWN ")]
    [InlineData("NOT ASSIGNED", "        ")]
    [InlineData("2058-001A", "        ")]
    [InlineData("2025-100\u00c4", "        ")]
    public void ADesignatorThatWouldBeReadAsAnotherIsLeftBlank(string designator, string columns)
    {
        TleFormatter.Format(Any() with { InternationalDesignator = designator }).Line1[9..17].Should().Be(columns);
    }

    public static TheoryData<string, MeanElements> TooLarge => new()
    {
        { "NORAD_CAT_ID is 340000, which the columns of a TLE cannot carry.*", Any() with { CatalogNumber = 340_000 } },
        { "EPOCH is 2057, which the columns of a TLE cannot carry.*", Any() with { Epoch = new(2057, 1, 1, 0, 0, 0, TimeSpan.Zero) } },
        { "EPOCH is 2056, which the columns of a TLE cannot carry.*", Any() with { Epoch = new DateTimeOffset(2057, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1) } },
        { "MEAN_MOTION is 99.999999999, which the columns of a TLE cannot carry.*", Any() with { MeanMotion = 99.999999999 } },
        { "MEAN_MOTION_DOT is -0.999999999, which the columns of a TLE cannot carry.*", Any() with { MeanMotionDot = -0.999999999 } },
        { "BSTAR is 1000000000, which the columns of a TLE cannot carry.*", Any() with { BStar = 1e9 } },
        { "*ECCENTRICITY is 1; it must be 0 or more and less than 1.*", Any() with { Eccentricity = 1 } },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void IfATleCannotCarryTheElementsThenTheExceptionNamesTheField(string message, MeanElements elements)
    {
        var format = () => TleFormatter.Format(elements);

        format.Should().Throw<ArgumentException>().WithMessage(message);
    }

    private static MeanElements Any() => ElementReader.Read($"{ElementData.Line1}\n{ElementData.Line2}").Elements[0];
}
