using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

public class MeanElementsValidatorTests
{
    private static readonly MeanElements Valid = new()
    {
        Name = "SCS-01 A",
        CatalogNumber = 63982,
        InternationalDesignator = "2025-100A",
        Epoch = new DateTimeOffset(2026, 8, 21, 19, 3, 38, TimeSpan.Zero),
        MeanMotion = 15.2,
        Eccentricity = 0.003,
        InclinationDegrees = 97.4,
        RightAscensionDegrees = 305,
        ArgumentOfPerigeeDegrees = 133,
        MeanAnomalyDegrees = 228,
        BStar = 7e-4,
    };

    public static TheoryData<string, MeanElements> Wrong => new()
    {
        { "NORAD_CAT_ID is 0; catalogue numbers run from 1 to 999999999.", Valid with { CatalogNumber = 0 } },
        { "NORAD_CAT_ID is 1000000000; catalogue numbers run from 1 to 999999999.", Valid with { CatalogNumber = 1_000_000_000 } },
        { "OBJECT_NAME has 201 characters; at most 200 are accepted.", Valid with { Name = new string('A', 201) } },
        { "OBJECT_NAME holds the control character U+0007.", Valid with { Name = "A\aB" } },
        { "OBJECT_ID holds the control character U+0009.", Valid with { InternationalDesignator = "2025-\t100A" } },
        { "CLASSIFICATION_TYPE is \"X\"; it must be U, C or S.", Valid with { Classification = 'X' } },
        { "EPOCH is 1956-12-31T23:59:59; its year must be from 1957 to 2100.", Valid with { Epoch = new(1956, 12, 31, 23, 59, 59, TimeSpan.Zero) } },
        { "EPOCH is 2101-01-01T00:00:00; its year must be from 1957 to 2100.", Valid with { Epoch = new(2101, 1, 1, 0, 0, 0, TimeSpan.Zero) } },
        { "MEAN_MOTION is 0; it must be more than 0 revolutions a day.", Valid with { MeanMotion = 0 } },
        { "MEAN_MOTION is NaN; it must be more than 0 revolutions a day.", Valid with { MeanMotion = double.NaN } },
        { "MEAN_MOTION is Infinity; it must be more than 0 revolutions a day.", Valid with { MeanMotion = double.PositiveInfinity } },
        { "ECCENTRICITY is 1; it must be 0 or more and less than 1.", Valid with { Eccentricity = 1 } },
        { "ECCENTRICITY is -0.1; it must be 0 or more and less than 1.", Valid with { Eccentricity = -0.1 } },
        { "ECCENTRICITY is NaN; it must be 0 or more and less than 1.", Valid with { Eccentricity = double.NaN } },
        { "INCLINATION is 180.1; it must be from 0 to 180 degrees.", Valid with { InclinationDegrees = 180.1 } },
        { "INCLINATION is NaN; it must be from 0 to 180 degrees.", Valid with { InclinationDegrees = double.NaN } },
        { "RA_OF_ASC_NODE is -1; it must be from 0 to 360 degrees.", Valid with { RightAscensionDegrees = -1 } },
        { "ARG_OF_PERICENTER is 361; it must be from 0 to 360 degrees.", Valid with { ArgumentOfPerigeeDegrees = 361 } },
        { "MEAN_ANOMALY is NaN; it must be from 0 to 360 degrees.", Valid with { MeanAnomalyDegrees = double.NaN } },
        { "BSTAR is NaN; it must be a finite number.", Valid with { BStar = double.NaN } },
        { "MEAN_MOTION_DOT is Infinity; it must be a finite number.", Valid with { MeanMotionDot = double.PositiveInfinity } },
        { "MEAN_MOTION_DDOT is NaN; it must be a finite number.", Valid with { MeanMotionDdot = double.NaN } },
        { "EPHEMERIS_TYPE is 4; only element sets for SGP4 (0 to 3) can be propagated, not those for SGP4-XP (4) or another theory.", Valid with { EphemerisType = 4 } },
        { "ELEMENT_SET_NO is -1; it cannot be negative.", Valid with { ElementSetNumber = -1 } },
        { "REV_AT_EPOCH is -1; it cannot be negative.", Valid with { RevolutionNumber = -1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void IfAValueIsOutOfItsRangeThenTheReasonNamesFieldValueAndRange(string reason, MeanElements elements)
    {
        MeanElementsValidator.Validate(elements).Should().ContainSingle().Which.Reason.Should().Be(reason);
    }

    [Fact]
    public void EveryProblemIsListed()
    {
        var problems = MeanElementsValidator.Validate(Valid with { Eccentricity = 2, MeanMotion = -1, InclinationDegrees = 200 });

        problems.Select(p => p.Field).Should().Equal("MEAN_MOTION", "ECCENTRICITY", "INCLINATION");
        problems.Should().OnlyContain(p => p.Object == "SCS-01 A (63982)" && p.Line == 0);
    }

    [Fact]
    public void TheEndsOfTheRangesAreValid()
    {
        MeanElementsValidator.Validate(Valid).Should().BeEmpty();
        MeanElementsValidator.Validate(Valid with { Eccentricity = 0, InclinationDegrees = 180, RightAscensionDegrees = 360, MeanAnomalyDegrees = 0, CatalogNumber = 999_999_999 }).Should().BeEmpty();
        MeanElementsValidator.Validate(Valid with { Epoch = new(1957, 1, 1, 0, 0, 0, TimeSpan.Zero) }).Should().BeEmpty();
        MeanElementsValidator.Validate(Valid with { Epoch = new(2100, 12, 31, 23, 59, 59, TimeSpan.Zero) }).Should().BeEmpty();
    }
}
