using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

/// <summary>The whole published catalogue of one day, and the other real files.</summary>
public class CatalogueTests
{
    [Fact]
    public void EveryTleOfTheCatalogueIsRead()
    {
        var file = ElementData.Read(ElementData.CatalogueTle);

        file.Format.Should().Be(ElementFormat.Tle);
        file.Problems.Should().BeEmpty();
        file.Elements.Should().HaveCount(16_069);
        file.Elements.Select(e => e.CatalogNumber).Should().OnlyHaveUniqueItems();
        file.Elements.Should().OnlyContain(e => e.Name.Length > 0 && e.InternationalDesignator.Length >= 9);
    }

    [Fact]
    public void EveryRowOfTheCatalogueIsReadWithSixDigitNumbersToo()
    {
        var file = ElementData.Read(ElementData.CatalogueCsv);

        file.Format.Should().Be(ElementFormat.OmmCsv);
        file.Problems.Should().BeEmpty();
        file.Elements.Should().HaveCount(16_400);
        file.Elements.Where(e => e.CatalogNumber > 99_999).Should().HaveCount(331);
    }

    [Theory]
    [InlineData("catalogue/gp_json_samples/resource.json", ElementFormat.Json, 157)]
    [InlineData("catalogue/gp_json_samples/stations.json", ElementFormat.Json, 13)]
    [InlineData("catalogue/gp_json_samples/weather.json", ElementFormat.Json, 72)]
    [InlineData("sgp4_verification/sample_omm.csv", ElementFormat.OmmCsv, 1)]
    [InlineData("sgp4_verification/sample_omm.json", ElementFormat.Json, 1)]
    [InlineData("sgp4_verification/sample_omm.xml", ElementFormat.OmmXml, 1)]
    [InlineData("three_body/scs01_2026-08-22.tle", ElementFormat.Tle, 12)]
    [InlineData("three_body/scs01_history.tle", ElementFormat.Tle, 72)]
    [InlineData("three_body/scs01_omm_2026-08-22.csv", ElementFormat.OmmCsv, 12)]
    [InlineData("three_body/scs01_omm_2026-08-22.json", ElementFormat.Json, 12)]
    [InlineData("reference_windows/satellites.tle", ElementFormat.Tle, 39)]
    public void EveryRecordOfARealFileIsRead(string path, ElementFormat format, int count)
    {
        var file = ElementData.Read(path);

        file.Problems.Should().BeEmpty();
        file.Format.Should().Be(format);
        file.Elements.Should().HaveCount(count);
    }

    [Fact]
    public void TheVerificationSetIsReadApartFromTheLinesWhoseChecksumsItsAuthorsLeftWrong()
    {
        var strict = ElementData.Read(ElementData.VerificationTle);
        var lenient = ElementData.Read(ElementData.VerificationTle, ChecksumRule.Ignored);

        strict.Problems.Select(p => (p.Line, p.Object, p.Field)).Should().Equal(
            (100, "33333", "CHECKSUM"), (103, "33334", "CHECKSUM"), (106, "33335", "CHECKSUM"));
        lenient.Problems.Should().BeEmpty();
        strict.Elements.Should().HaveCount(30);
        lenient.Elements.Should().HaveCount(33);
    }

    [Fact]
    public void TheSameElementSetAsTleAndOmmAgreesToTheTlesLastDigit()
    {
        var omms = ElementData.Read(ElementData.CatalogueCsv).Elements.ToDictionary(e => e.CatalogNumber);
        var halfStep = TimeSpan.FromMicroseconds(432);

        // The files were fetched hours apart. Two satellites were fitted anew in between with the epoch kept; their mean
        // anomalies tell.
        var pairs = ElementData.Read(ElementData.CatalogueTle).Elements
            .Select(tle => (Tle: tle, Omm: omms[tle.CatalogNumber]))
            .Where(pair => (pair.Tle.Epoch - pair.Omm.Epoch).Duration() <= halfStep && pair.Tle.MeanAnomalyDegrees.Equals(pair.Omm.MeanAnomalyDegrees))
            .ToList();

        pairs.Should().HaveCount(1_258);
        foreach (var (tle, omm) in pairs)
        {
            tle.InternationalDesignator.Should().Be(omm.InternationalDesignator);
            tle.Classification.Should().Be(omm.Classification);
            tle.InclinationDegrees.Should().Be(omm.InclinationDegrees);
            tle.RightAscensionDegrees.Should().Be(omm.RightAscensionDegrees);
            tle.ArgumentOfPerigeeDegrees.Should().Be(omm.ArgumentOfPerigeeDegrees);
            tle.MeanAnomalyDegrees.Should().Be(omm.MeanAnomalyDegrees);
            tle.MeanMotion.Should().Be(omm.MeanMotion);
            tle.MeanMotionDot.Should().Be(omm.MeanMotionDot);
            tle.Eccentricity.Should().BeApproximately(omm.Eccentricity, 1e-7, "a TLE has seven digits and the publisher cuts the eighth off");
            tle.BStar.Should().BeApproximately(omm.BStar, 1e-4 * Math.Abs(omm.BStar), "a TLE has five digits and the publisher cuts the others off");
            tle.MeanMotionDdot.Should().BeApproximately(omm.MeanMotionDdot, 1e-4 * Math.Abs(omm.MeanMotionDdot));
            tle.RevolutionNumber.Should().Be(omm.RevolutionNumber);
            tle.ElementSetNumber.Should().Be(omm.ElementSetNumber);
            tle.EphemerisType.Should().Be(omm.EphemerisType);
        }
    }

    [Fact]
    public void TheSameOmmInCsvAndJsonIsEqual()
    {
        var csv = ElementData.Read("three_body/scs01_omm_2026-08-22.csv").Elements;
        var json = ElementData.Read("three_body/scs01_omm_2026-08-22.json").Elements;

        csv.Should().Equal(json);
    }

    [Fact]
    public void TheSameOmmInCsvAndXmlIsEqual()
    {
        var csv = ElementData.Read("sgp4_verification/sample_omm.csv").Elements;
        var xml = ElementData.Read("sgp4_verification/sample_omm.xml").Elements;

        csv.Should().Equal(xml);
    }
}
