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
            tle.Should().BeEquivalentTo(omm with { Epoch = tle.Epoch, Eccentricity = tle.Eccentricity, BStar = tle.BStar, MeanMotionDdot = tle.MeanMotionDdot });
        }
    }
}
