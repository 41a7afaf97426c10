using Orbit.Astrodynamics.Elements;
using static Orbit.Astrodynamics.Tests.Elements.ElementData;

namespace Orbit.Astrodynamics.Tests.Elements;

public class TleParserTests
{
    [Fact]
    public void EveryFieldOfAnElementSetIsRead()
    {
        TleParser.TryParse(Line1, Line2, "SCS-01 A", out var elements, out var problem).Should().BeTrue();

        problem.Should().BeNull();
        elements.Should().Be(new MeanElements
        {
            Name = "SCS-01 A",
            CatalogNumber = 63982,
            InternationalDesignator = "2025-100A",
            Classification = 'U',
            Epoch = new DateTimeOffset(2026, 8, 21, 19, 3, 38, TimeSpan.Zero).AddMicroseconds(61_792),
            MeanMotion = 15.21237263,
            Eccentricity = 0.0029570,
            InclinationDegrees = 97.3629,
            RightAscensionDegrees = 305.1109,
            ArgumentOfPerigeeDegrees = 132.7662,
            MeanAnomalyDegrees = 227.6069,
            BStar = 0.71936e-3,
            MeanMotionDot = 0.00016205,
            MeanMotionDdot = 0,
            EphemerisType = 0,
            ElementSetNumber = 999,
            RevolutionNumber = 7061,
        });
    }

    [Theory]
    [InlineData(1, 1, "3", "LINE 1")]
    [InlineData(1, 2, "x", "LINE 1")]
    [InlineData(1, 3, "I3982", "NORAD_CAT_ID")]
    [InlineData(1, 3, "O3982", "NORAD_CAT_ID")]
    [InlineData(1, 3, "6-982", "NORAD_CAT_ID")]
    [InlineData(1, 3, "63 82", "NORAD_CAT_ID")]
    [InlineData(1, 3, "     ", "NORAD_CAT_ID")]
    [InlineData(1, 8, "X", "CLASSIFICATION_TYPE")]
    [InlineData(1, 9, "U", "LINE 1")]
    [InlineData(1, 18, "2", "LINE 1")]
    [InlineData(1, 19, "2x", "EPOCH")]
    [InlineData(1, 19, "  ", "EPOCH")]
    [InlineData(1, 19, "26000.79419053", "EPOCH")]
    [InlineData(1, 19, "26366.79419053", "EPOCH")]
    [InlineData(1, 19, "24367.79419053", "EPOCH")]
    [InlineData(1, 19, "26233,79419053", "EPOCH")]
    [InlineData(1, 19, "26 3 .79419053", "EPOCH")]
    [InlineData(1, 19, "26233.7941 053", "EPOCH")]
    [InlineData(1, 19, "26-33.79419053", "EPOCH")]
    [InlineData(1, 19, "              ", "EPOCH")]
    [InlineData(1, 34, " .0001620x", "MEAN_MOTION_DOT")]
    [InlineData(1, 34, " 000016205", "MEAN_MOTION_DOT")]
    [InlineData(1, 34, "-.-0016205", "MEAN_MOTION_DOT")]
    [InlineData(1, 45, " 0000x+0", "MEAN_MOTION_DDOT")]
    [InlineData(1, 54, " 71936*3", "BSTAR")]
    [InlineData(1, 54, " 71936-x", "BSTAR")]
    [InlineData(1, 54, "071936-3", "BSTAR")]
    [InlineData(1, 54, " 719.6-3", "BSTAR")]
    [InlineData(1, 54, " 719  -3", "BSTAR")]
    [InlineData(1, 54, "        ", "BSTAR")]
    [InlineData(1, 63, "4", "EPHEMERIS_TYPE")]
    [InlineData(1, 63, "x", "EPHEMERIS_TYPE")]
    [InlineData(1, 65, " 9x9", "ELEMENT_SET_NO")]
    [InlineData(2, 1, "1", "LINE 2")]
    [InlineData(2, 3, "63983", "NORAD_CAT_ID")]
    [InlineData(2, 3, "6398x", "NORAD_CAT_ID")]
    [InlineData(2, 8, "7", "LINE 2")]
    [InlineData(2, 9, "180.0001", "INCLINATION")]
    [InlineData(2, 9, " -0.0001", "INCLINATION")]
    [InlineData(2, 9, " 97 3629", "INCLINATION")]
    [InlineData(2, 9, "        ", "INCLINATION")]
    [InlineData(2, 18, "360.0001", "RA_OF_ASC_NODE")]
    [InlineData(2, 18, "     NaN", "RA_OF_ASC_NODE")]
    [InlineData(2, 27, "00x9570", "ECCENTRICITY")]
    [InlineData(2, 27, ".002957", "ECCENTRICITY")]
    [InlineData(2, 27, "       ", "ECCENTRICITY")]
    [InlineData(2, 35, "132.76.2", "ARG_OF_PERICENTER")]
    [InlineData(2, 35, "999.7662", "ARG_OF_PERICENTER")]
    [InlineData(2, 44, "227,6069", "MEAN_ANOMALY")]
    [InlineData(2, 44, "-27.6069", "MEAN_ANOMALY")]
    [InlineData(2, 53, " 0.00000000", "MEAN_MOTION")]
    [InlineData(2, 53, "-1.21237263", "MEAN_MOTION")]
    [InlineData(2, 53, "           ", "MEAN_MOTION")]
    [InlineData(2, 64, " 70 1", "REV_AT_EPOCH")]
    public void IfAFieldIsWrongThenTheProblemNamesItAndItsLine(int line, int column, string text, string field)
    {
        var one = line == 1 ? With(Line1, column, text) : Line1;
        var two = line == 2 ? With(Line2, column, text) : Line2;

        TleParser.TryParse(one, two, "SCS-01 A", out var elements, out var problem).Should().BeFalse();

        elements.Should().BeNull();
        problem!.Field.Should().Be(field);
        problem.Line.Should().Be(line);
        problem.Object.Should().StartWith("SCS-01 A");
        problem.Reason.Should().Contain(field).And.EndWith(".");
    }

    [Fact]
    public void IfAnyDigitIsChangedThenTheSetIsRefused()
    {
        for (var column = 0; column < 69; column++)
        {
            if (char.IsAsciiDigit(Line1[column]))
            {
                TleParser.TryParse(Altered(Line1, column), Line2, "", out _, out _).Should().BeFalse("column {0} of line 1 was altered", column + 1);
            }

            if (char.IsAsciiDigit(Line2[column]))
            {
                TleParser.TryParse(Line1, Altered(Line2, column), "", out _, out _).Should().BeFalse("column {0} of line 2 was altered", column + 1);
            }
        }

        static string Altered(string line, int column) => line[..column] + (char)('0' + ((line[column] - '0' + 1) % 10)) + line[(column + 1)..];
    }

    [Theory]
    [InlineData("A0000", 100_000)]
    [InlineData("E8493", 148_493)]
    [InlineData("H9999", 179_999)]
    [InlineData("J0000", 180_000)]
    [InlineData("N9999", 229_999)]
    [InlineData("P0000", 230_000)]
    [InlineData("Z9999", 339_999)]
    [InlineData("00005", 5)]
    [InlineData("  511", 511)]
    [InlineData("99999", 99_999)]
    public void CatalogueNumbersAreReadAsDigitsOrAlpha5AndWrittenBack(string columns, int number)
    {
        TleParser.TryParse(With(Line1, 3, columns), With(Line2, 3, columns), "", out var elements, out _).Should().BeTrue();

        elements!.CatalogNumber.Should().Be(number);
        TleFormatter.Format(elements).Line2.Should().StartWith("2 " + columns.Replace(' ', '0'));
    }

    [Theory]
    [InlineData("a0001")]
    [InlineData("00000")]
    public void LowerCaseIsNoAlpha5AndZeroNoCatalogueNumber(string columns)
    {
        TleParser.TryParse(With(Line1, 3, columns), With(Line2, 3, columns), "", out _, out var problem).Should().BeFalse();

        problem!.Field.Should().Be("NORAD_CAT_ID");
    }

    [Theory]
    [InlineData(" 00000+0", 0)]
    [InlineData(" 00000-0", 0)]
    [InlineData(" 71936-3", 0.71936e-3)]
    [InlineData("+71936-3", 0.71936e-3)]
    [InlineData("-71936-3", -0.71936e-3)]
    [InlineData(" 71936+1", 7.1936)]
    [InlineData(" 71936 1", 7.1936)]
    [InlineData(" 71936+9", 0.71936e9)]
    [InlineData(" 13519-0", 0.13519)]
    [InlineData("   936-3", 0.00936e-3)]
    [InlineData("     0+0", 0)]
    public void DragTermsAreReadWithSignsAndBlanksAsTheyOccur(string columns, double value)
    {
        TleParser.TryParse(With(Line1, 54, columns), Line2, "", out var elements, out _).Should().BeTrue();

        elements!.BStar.Should().Be(value);
    }

    [Theory]
    [InlineData(" .00016205", 0.00016205)]
    [InlineData("+.00016205", 0.00016205)]
    [InlineData("-.00016205", -0.00016205)]
    [InlineData("0.00016205", 0.00016205)]
    [InlineData("          ", 0)]
    public void DerivativesAreReadWithAnySign(string columns, double value)
    {
        TleParser.TryParse(With(Line1, 34, columns), Line2, "", out var elements, out _).Should().BeTrue();

        elements!.MeanMotionDot.Should().Be(value);
    }

    [Theory]
    [InlineData("98067A  ", "1998-067A")]
    [InlineData("57001A  ", "1957-001A")]
    [InlineData("56999ZZZ", "2056-999ZZZ")]
    [InlineData("        ", "")]
    [InlineData("26TBD   ", "26TBD")]
    public void DesignatorsAreExpandedAndOtherTextIsKept(string columns, string designator)
    {
        TleParser.TryParse(With(Line1, 10, columns), Line2, "", out var elements, out _).Should().BeTrue();

        elements!.InternationalDesignator.Should().Be(designator);
        TleFormatter.Format(elements).Line1[9..17].Should().Be(columns);
    }

    [Theory]
    [InlineData("57001.00000000", "1957-01-01T00:00:00.0000000")]
    [InlineData("56366.99999999", "2056-12-31T23:59:59.9991360")]
    [InlineData("00179.78495062", "2000-06-27T18:50:19.7335680")]
    [InlineData(" 4 31.91070959", "2004-01-31T21:51:25.3085760")]
    [InlineData("26233         ", "2026-08-21T00:00:00.0000000")]
    [InlineData("26233.5       ", "2026-08-21T12:00:00.0000000")]
    public void EpochsAreExact(string columns, string instant)
    {
        TleParser.TryParse(With(Line1, 19, columns), Line2, "", out var elements, out _).Should().BeTrue();

        elements!.Epoch.Offset.Should().Be(TimeSpan.Zero);
        elements.Epoch.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff").Should().Be(instant);
    }

    [Theory]
    [InlineData("1   511U 62049D   26042.24585084  .00000071  00000-0  72510-4 0  9990", "2   511  80.4307 316.8090 0031021 302.1739 213.9845 13.68550625162355", 511)]
    [InlineData("1 89494U          25364.65250724 +.00003947 +00000+0 +19502-2 0  9996", "2 89494  99.0253  73.6465 0080555 349.2777  10.6676 14.16293270466330", 89494)]
    [InlineData("1 33436U          26100.17961689  .00000123  00000-0  00000+0 0    03", "2 33436   0.1208  76.5767 0003350   0.3649 205.5271  1.00274548    06", 33436)]
    [InlineData("1 11801U          80230.29629788  .01431103  00000-0  14311-1      13", "2 11801  46.7916 230.4354 7318036  47.4722  10.4117  2.28537848    13", 11801)]
    [InlineData("1 88888U          80275.98708465  .00073094  13844-3  66816-4 0    87", "2 88888  72.8435 115.9689 0086731  52.6988 110.5714 16.05824518  1058", 88888)]
    public void SetsWithBlankFieldsAsTheyArePublishedAreRead(string one, string two, int number)
    {
        TleParser.TryParse(one, two, "", ChecksumRule.Ignored, out var elements, out var problem).Should().BeTrue("{0}", problem);

        elements!.CatalogNumber.Should().Be(number);
    }

    [Fact]
    public void BlankCountersAreZero()
    {
        var one = With(With(Line1, 45, "        "), 63, "      ");

        TleParser.TryParse(one, With(Line2, 64, "     "), "", out var elements, out _).Should().BeTrue();

        elements.Should().BeEquivalentTo(new { MeanMotionDdot = 0.0, EphemerisType = 0, ElementSetNumber = 0, RevolutionNumber = 0 });
    }

    [Fact]
    public void IfAChecksumIsWrongThenTheProblemSaysWhatItShouldBe()
    {
        TleParser.TryParse(Line1, Line2[..68] + "9", "SCS-01 A", out _, out var problem).Should().BeFalse();

        problem!.ToString().Should().Be("line 2, SCS-01 A (63982): LINE 2 has the checksum \"9\" in column 69 where its other columns add up to 3; the line was altered or copied wrongly.");
        problem.Field.Should().Be("CHECKSUM");
    }

    [Fact]
    public void IfAChecksumIsMissingThenTheSetIsRefusedUnlessChecksumsAreIgnored()
    {
        TleParser.TryParse(Line1[..68], Line2[..68], "", out _, out var problem).Should().BeFalse();
        TleParser.TryParse(Line1[..68], Line2[..68], "", ChecksumRule.Ignored, out var elements, out _).Should().BeTrue();

        problem!.Reason.Should().Be("LINE 1 ends with column 68: its checksum in column 69 is missing (it would be 2).");
        elements!.RevolutionNumber.Should().Be(7061);
    }

    [Fact]
    public void IfALineIsCutAnywhereThenTheSetIsRefused()
    {
        for (var length = 0; length < 69; length++)
        {
            TleParser.TryParse(Line1[..length], Line2, "", out _, out var first).Should().BeFalse("line 1 was cut to {0} columns", length);
            TleParser.TryParse(Line1, Line2[..length], "", out _, out var second).Should().BeFalse("line 2 was cut to {0} columns", length);
            first!.Field.Should().Be("LINE 1");
            second!.Field.Should().Be("LINE 2");
        }
    }

    [Theory]
    [InlineData("      0.00      4320.0        360.00")]
    [InlineData(" # measured by hand")]
    [InlineData("   \t ")]
    public void TextAfterColumn70IsPassedOver(string trailing)
    {
        TleParser.TryParse(Line1 + trailing, Line2 + trailing, "", out _, out var problem).Should().BeTrue("{0}", problem);
    }

    [Fact]
    public void IfColumn70IsNotBlankThenTheColumnsAreShifted()
    {
        TleParser.TryParse(Line1, Line2 + "7", "", out _, out var problem).Should().BeFalse();

        problem!.Reason.Should().Be("LINE 2 has \"7\" in column 70, which must be blank; its columns are shifted or overwritten.");
    }

    [Fact]
    public void BlanksBeforeALineArePassedOver()
    {
        TleParser.TryParse("  " + Line1, "\t" + Line2, "", out _, out _).Should().BeTrue();
    }

    [Theory]
    [InlineData('\u00A0', "U+00A0")]
    [InlineData('\u2212', "U+2212")]
    [InlineData('\t', "U+0009")]
    [InlineData('\0', "U+0000")]
    [InlineData('\uD800', "U+D800")]
    public void IfALineHoldsAForeignCharacterThenTheProblemSaysWhichAndWhere(char character, string codePoint)
    {
        TleParser.TryParse(Line1, Line2[..8] + character + Line2[9..], "", out _, out var problem).Should().BeFalse();

        problem!.Reason.Should().Contain(codePoint).And.Contain("column 9");
    }

    [Theory]
    [InlineData(null, Line2, "LINE 1")]
    [InlineData("", Line2, "LINE 1")]
    [InlineData("   ", Line2, "LINE 1")]
    [InlineData(Line1, null, "LINE 2")]
    [InlineData(Line2, Line1, "LINE 1")]
    public void IfALineIsMissingOrTheyAreSwappedThenTheProblemSaysSo(string? one, string? two, string field)
    {
        TleParser.TryParse(one, two, null, out _, out var problem).Should().BeFalse();

        problem!.Field.Should().Be(field);
    }

    [Fact]
    public void IfTheLinesAreOfDifferentSatellitesThenTheProblemNamesBoth()
    {
        TleParser.TryParse(Line1, With(Line2, 3, "63983"), "SCS-01 A", out _, out var problem).Should().BeFalse();

        problem!.Reason.Should().Contain("63982").And.Contain("63983");
    }

    [Theory]
    [InlineData("0 VANGUARD 1", "VANGUARD 1")]
    [InlineData("  ISS (ZARYA)   ", "ISS (ZARYA)")]
    [InlineData(null, "")]
    public void NamesLoseTheirBlanksAndTheMarkOfANameLine(string? given, string name)
    {
        TleParser.TryParse(Line1, Line2, given, out var elements, out _).Should().BeTrue();

        elements!.Name.Should().Be(name);
    }

    [Fact]
    public void IfANameHoldsAnEscapeSequenceThenItIsRefusedAndNotRepeated()
    {
        TleParser.TryParse(Line1, Line2, "SCS\u001b[2J", out _, out var problem).Should().BeFalse();

        problem!.Field.Should().Be("OBJECT_NAME");
        problem.ToString().Should().NotContain("\u001b");
    }
}
