using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

public class OmmParserTests
{
    private static readonly Dictionary<string, string?> Fields = new(StringComparer.Ordinal)
    {
        ["OBJECT_NAME"] = "SCS-01 A",
        ["OBJECT_ID"] = "2025-100A",
        ["CENTER_NAME"] = "EARTH",
        ["REF_FRAME"] = "TEME",
        ["TIME_SYSTEM"] = "UTC",
        ["MEAN_ELEMENT_THEORY"] = "SGP4",
        ["EPOCH"] = "2026-08-21T19:03:38.061792",
        ["MEAN_MOTION"] = "15.21237263",
        ["ECCENTRICITY"] = ".00295706",
        ["INCLINATION"] = "97.3629",
        ["RA_OF_ASC_NODE"] = "305.1109",
        ["ARG_OF_PERICENTER"] = "132.7662",
        ["MEAN_ANOMALY"] = "227.6069",
        ["EPHEMERIS_TYPE"] = "0",
        ["CLASSIFICATION_TYPE"] = "U",
        ["NORAD_CAT_ID"] = "63982",
        ["ELEMENT_SET_NO"] = "999",
        ["REV_AT_EPOCH"] = "7061",
        ["BSTAR"] = ".71936484E-3",
        ["MEAN_MOTION_DOT"] = ".16205E-3",
        ["MEAN_MOTION_DDOT"] = "-.1E-9",
        ["SEMIMAJOR_AXIS"] = "not looked at",
    };

    [Fact]
    public void EveryFieldOfAnOmmIsRead()
    {
        OmmParser.TryParse(Fields, out var elements, out var problem).Should().BeTrue();

        problem.Should().BeNull();
        elements.Should().Be(new MeanElements
        {
            Name = "SCS-01 A",
            CatalogNumber = 63982,
            InternationalDesignator = "2025-100A",
            Classification = 'U',
            Epoch = new DateTimeOffset(2026, 8, 21, 19, 3, 38, TimeSpan.Zero).AddMicroseconds(61_792),
            MeanMotion = 15.21237263,
            Eccentricity = 0.00295706,
            InclinationDegrees = 97.3629,
            RightAscensionDegrees = 305.1109,
            ArgumentOfPerigeeDegrees = 132.7662,
            MeanAnomalyDegrees = 227.6069,
            BStar = 0.71936484e-3,
            MeanMotionDot = 0.16205e-3,
            MeanMotionDdot = -0.1e-9,
            EphemerisType = 0,
            ElementSetNumber = 999,
            RevolutionNumber = 7061,
        });
    }

    [Theory]
    [InlineData("NORAD_CAT_ID", "x")]
    [InlineData("NORAD_CAT_ID", "0")]
    [InlineData("NORAD_CAT_ID", "-5")]
    [InlineData("NORAD_CAT_ID", "1.5")]
    [InlineData("NORAD_CAT_ID", "99999999999999999999999999999999")]
    [InlineData("NORAD_CAT_ID", "1E99")]
    [InlineData("NORAD_CAT_ID", "")]
    [InlineData("EPOCH", "yesterday")]
    [InlineData("EPOCH", null)]
    [InlineData("MEAN_MOTION", "fast")]
    [InlineData("MEAN_MOTION", "NaN")]
    [InlineData("MEAN_MOTION", "1e999")]
    [InlineData("MEAN_MOTION", "1,5")]
    [InlineData("MEAN_MOTION", " ")]
    [InlineData("MEAN_MOTION", "0")]
    [InlineData("ECCENTRICITY", "1.0")]
    [InlineData("ECCENTRICITY", "Infinity")]
    [InlineData("INCLINATION", "181")]
    [InlineData("RA_OF_ASC_NODE", "-0.1")]
    [InlineData("ARG_OF_PERICENTER", "400")]
    [InlineData("MEAN_ANOMALY", "1.2.3")]
    [InlineData("BSTAR", "0x10")]
    [InlineData("BSTAR", null)]
    [InlineData("MEAN_MOTION_DOT", "-")]
    [InlineData("MEAN_MOTION_DDOT", "E")]
    [InlineData("EPHEMERIS_TYPE", "4")]
    [InlineData("ELEMENT_SET_NO", "-1")]
    [InlineData("REV_AT_EPOCH", "many")]
    [InlineData("CLASSIFICATION_TYPE", "UNCLASSIFIED")]
    [InlineData("CLASSIFICATION_TYPE", "X")]
    [InlineData("CENTER_NAME", "MARS")]
    [InlineData("REF_FRAME", "EME2000")]
    [InlineData("TIME_SYSTEM", "TAI")]
    [InlineData("MEAN_ELEMENT_THEORY", "SGP4-XP")]
    [InlineData("MEAN_ELEMENT_THEORY", "DSST")]
    public void IfAFieldIsWrongThenTheProblemNamesIt(string field, string? value)
    {
        var fields = new Dictionary<string, string?>(Fields, StringComparer.Ordinal) { [field] = value };

        OmmParser.TryParse(fields, out var elements, out var problem).Should().BeFalse();

        elements.Should().BeNull();
        problem!.Field.Should().Be(field);
        problem.Reason.Should().Contain(field).And.EndWith(".");
        problem.Object.Should().StartWith("SCS-01 A");
    }

    [Theory]
    [InlineData("NORAD_CAT_ID")]
    [InlineData("EPOCH")]
    [InlineData("MEAN_MOTION")]
    [InlineData("ECCENTRICITY")]
    [InlineData("INCLINATION")]
    [InlineData("RA_OF_ASC_NODE")]
    [InlineData("ARG_OF_PERICENTER")]
    [InlineData("MEAN_ANOMALY")]
    [InlineData("BSTAR")]
    public void IfARequiredFieldIsMissingThenTheProblemSaysSo(string field)
    {
        OmmParser.TryParse(Fields.Where(pair => !pair.Key.Equals(field, StringComparison.Ordinal)), out _, out var problem).Should().BeFalse();

        problem!.Field.Should().Be(field);
        problem.Reason.Should().Be($"{field} is missing.");
    }

    [Fact]
    public void TheOtherFieldsMayBeMissing()
    {
        string[] needed = ["NORAD_CAT_ID", "EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY", "BSTAR"];

        OmmParser.TryParse(Fields.Where(pair => needed.Contains(pair.Key)), out var elements, out _).Should().BeTrue();

        elements.Should().BeEquivalentTo(new { Name = "", InternationalDesignator = "", Classification = 'U', RevolutionNumber = 0 });
    }

    [Theory]
    [InlineData("2026-08-21T19:03:38", "2026-08-21T19:03:38.0000000")]
    [InlineData("2026-08-21T19:03:38Z", "2026-08-21T19:03:38.0000000")]
    [InlineData("2026-08-21T19:03:38+00:00", "2026-08-21T19:03:38.0000000")]
    [InlineData("2026-08-21 19:03:38.5", "2026-08-21T19:03:38.5000000")]
    [InlineData("2026-08-21T19:03:38.061792", "2026-08-21T19:03:38.0617920")]
    [InlineData("2026-08-21T19:03:38.0617921Z", "2026-08-21T19:03:38.0617921")]
    [InlineData("2026-08-21T19:03:38.06179214999", "2026-08-21T19:03:38.0617921")]
    [InlineData("2026-08-21T19:03:38.06179215", "2026-08-21T19:03:38.0617922")]
    [InlineData("2026-12-31T23:59:59.99999999", "2027-01-01T00:00:00.0000000")]
    [InlineData("2026-233T19:03:38.061792", "2026-08-21T19:03:38.0617920")]
    [InlineData("2024-366T00:00:00Z", "2024-12-31T00:00:00.0000000")]
    [InlineData("2024-02-29T00:00:00", "2024-02-29T00:00:00.0000000")]
    public void EpochsAreReadToTheTick(string text, string instant)
    {
        var fields = new Dictionary<string, string?>(Fields, StringComparer.Ordinal) { ["EPOCH"] = text };

        OmmParser.TryParse(fields, out var elements, out var problem).Should().BeTrue("{0}", problem);

        elements!.Epoch.Offset.Should().Be(TimeSpan.Zero);
        elements.Epoch.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff").Should().Be(instant);
    }

    [Theory]
    [InlineData("2026-08-21")]
    [InlineData("2026-08-21T")]
    [InlineData("2026-08-21T19:03")]
    [InlineData("2026-08-21T19:03:38.")]
    [InlineData("2026-08-21T19:03:38,5")]
    [InlineData("2026-08-21T19:03:38.5x")]
    [InlineData("2026-08-21T19:03:38+02:00")]
    [InlineData("2026-08-21T24:00:00")]
    [InlineData("2026-08-21T19:60:00")]
    [InlineData("2026-08-21T19:03:60")]
    [InlineData("2026-02-29T00:00:00")]
    [InlineData("2026-13-01T00:00:00")]
    [InlineData("2026-00-01T00:00:00")]
    [InlineData("2026-08-00T00:00:00")]
    [InlineData("2026-366T00:00:00")]
    [InlineData("2026-000T00:00:00")]
    [InlineData("0000-01-01T00:00:00")]
    [InlineData("26-08-21T19:03:38")]
    [InlineData("21/08/2026 19:03:38")]
    [InlineData("2026-+1-21T19:03:38")]
    [InlineData("9999-12-31T23:59:59.99999999")]
    public void IfAnEpochIsNoInstantThenTheProblemQuotesIt(string text)
    {
        var fields = new Dictionary<string, string?>(Fields, StringComparer.Ordinal) { ["EPOCH"] = text };

        OmmParser.TryParse(fields, out _, out var problem).Should().BeFalse();

        problem!.Reason.Should().Be($"EPOCH is \"{text}\"; it must be UTC as 2026-08-22T12:30:24.433632 or 2026-234T12:30:24.433632.");
    }

    [Theory]
    [InlineData("270000", 270_000)]
    [InlineData("999999999", 999_999_999)]
    [InlineData("000025544", 25_544)]
    [InlineData("25544.0", 25_544)]
    [InlineData("A0001", 100_001)]
    public void CatalogueNumbersAreReadInUpToNineDigitsOrAlpha5(string text, int number)
    {
        var fields = new Dictionary<string, string?>(Fields, StringComparer.Ordinal) { ["NORAD_CAT_ID"] = text };

        OmmParser.TryParse(fields, out var elements, out _).Should().BeTrue();

        elements!.CatalogNumber.Should().Be(number);
    }

    [Fact]
    public void KeywordsAreReadInAnyCaseButNotTwice()
    {
        OmmParser.TryParse(Fields.Select(pair => KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value)), out _, out _).Should().BeTrue();
        OmmParser.TryParse(Fields.Append(KeyValuePair.Create<string, string?>("bstar", "0")), out _, out var problem).Should().BeFalse();

        problem!.Reason.Should().Be("BSTAR is given twice.");
    }

    [Theory]
    [InlineData("SGP/SGP4")]
    [InlineData("sgp4")]
    [InlineData("SDP4")]
    public void TheNamesOfTheSgp4TheoryAreAccepted(string theory)
    {
        var fields = new Dictionary<string, string?>(Fields, StringComparer.Ordinal) { ["MEAN_ELEMENT_THEORY"] = theory };

        OmmParser.TryParse(fields, out _, out _).Should().BeTrue();
    }

    [Theory]
    [InlineData(null, "The JSON holds no element set.")]
    [InlineData("", "The JSON holds no element set.")]
    [InlineData("[]", "The JSON holds no element set.")]
    [InlineData("{}", "line 1: The object has neither the keywords of an OMM (EPOCH, MEAN_MOTION and others) nor the lines of a TLE (tle1 and tle2, or TLE_LINE1 and TLE_LINE2).")]
    [InlineData("nonsense", "line 1: There is text here that belongs to no JSON object of an element set.")]
    public void IfAJsonTextHoldsNoSingleOmmThenTheProblemSaysSo(string? json, string problem)
    {
        OmmParser.TryParseJson(json, out _, out var found).Should().BeFalse();

        found!.ToString().Should().Be(problem);
    }

    [Fact]
    public void AJsonTextHoldsOneOmm()
    {
        var one = ElementData.Text("sgp4_verification/sample_omm.json");
        var many = ElementData.Text("three_body/scs01_omm_2026-08-22.json");

        OmmParser.TryParseJson(one, out var elements, out _).Should().BeTrue();
        OmmParser.TryParseJson(many, out _, out var problem).Should().BeFalse();

        elements!.Name.Should().Be("VANGUARD 1");
        problem!.Reason.Should().Be("The JSON holds 12 element sets; one is expected.");
    }
}
