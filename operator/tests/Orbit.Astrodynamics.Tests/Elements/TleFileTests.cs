using Orbit.Astrodynamics.Elements;
using static Orbit.Astrodynamics.Tests.Elements.ElementData;

namespace Orbit.Astrodynamics.Tests.Elements;

public class TleFileTests
{
    private const string Good = $"SCS-01 A\n{Line1}\n{Line2}\n";

    private static readonly string Other1 = With(Line1, 3, "63990");
    private static readonly string Other2 = With(Line2, 3, "63990");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void AnyLineEndIsRead(string end)
    {
        var file = ElementReader.Read($"{Good}\nOTHER\n{Other1}\n{Other2}".Replace("\n", end));

        file.Problems.Should().BeEmpty();
        file.Elements.Select(e => (e.Name, e.CatalogNumber)).Should().Equal(("SCS-01 A", 63982), ("OTHER", 63990));
    }

    [Fact]
    public void MixedLineEndsAreReadAndCounted()
    {
        var file = ElementReader.Read($"# one\r# two\r\n# three\n\n{Line1}\r{Line2}\r\n{Line1}\r\n{With(Line2, 9, "200.0000")}");

        file.Elements.Should().ContainSingle();
        file.Problems.Should().ContainSingle().Which.Line.Should().Be(8);
    }

    [Fact]
    public void AByteOrderMarkBlankLinesCommentsAndIndentationArePassedOver()
    {
        var file = ElementReader.Read($"\uFEFF\n# a comment\n   \n0 SCS-01 A   \n# another\n  {Line1}\n\n  {Line2}   \n");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().ContainSingle().Which.Name.Should().Be("SCS-01 A");
    }

    [Fact]
    public void SetsWithAndWithoutNamesMayBeMixed()
    {
        var file = ElementReader.Read($"{Line1}\n{Line2}\nOTHER\n{Other1}\n{Other2}\n{Line1}\n{Line2}");

        file.Problems.Should().BeEmpty();
        file.Elements.Select(e => e.Name).Should().Equal("", "OTHER", "");
    }

    [Fact]
    public void IfALineTwoIsMissingThenOnlyThatSetIsLost()
    {
        var file = ElementReader.Read($"SCS-01 A\n{Line1}\nOTHER\n{Other1}\n{Other2}\n");

        file.Elements.Should().ContainSingle().Which.Name.Should().Be("OTHER");
        file.Problems.Should().ContainSingle().Which.ToString().Should().Be("line 2, SCS-01 A (63982): LINE 1 of an element set stands here without a LINE 2 after it.");
    }

    [Fact]
    public void IfALineOneIsMissingThenOnlyThatSetIsLost()
    {
        var file = ElementReader.Read($"SCS-01 A\n{Line2}\nOTHER\n{Other1}\n{Other2}\n");

        file.Elements.Should().ContainSingle().Which.Name.Should().Be("OTHER");
        file.Problems.Should().ContainSingle().Which.ToString().Should().Be("line 2, SCS-01 A (63982): LINE 2 of an element set stands here without a LINE 1 before it.");
    }

    [Fact]
    public void IfTheTextEndsBeforeTheLastLineTwoThenTheProblemSaysSo()
    {
        var file = ElementReader.Read($"{Good}OTHER\n{Other1}");

        file.Elements.Should().ContainSingle();
        file.Problems.Should().ContainSingle().Which.Line.Should().Be(5);
    }

    [Fact]
    public void IfANameHasNoElementLinesThenTheProblemSaysSoAndTheNextNameCounts()
    {
        var file = ElementReader.Read($"A HEADING\n{Good}A FOOTNOTE");

        file.Elements.Should().ContainSingle().Which.Name.Should().Be("SCS-01 A");
        file.Problems.Select(p => p.Line).Should().Equal(1, 5);
    }

    [Theory]
    [InlineData("1 HOPPER")]
    [InlineData("2 FAST 2 FURIOUS")]
    [InlineData("1KUNS-PF")]
    public void ANameMayStartLikeAnElementLine(string name)
    {
        var file = ElementReader.Read($"{name}\n{Line1}\n{Line2}");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().ContainSingle().Which.Name.Should().Be(name);
    }

    [Fact]
    public void ACutLineOneIsKnownForWhatItIs()
    {
        var file = ElementReader.Read($"SCS-01 A\n{Line1[..20]}\n{Line2}\n{Other1}\n{Other2}");

        file.Elements.Should().ContainSingle().Which.CatalogNumber.Should().Be(63990);
        file.Problems.Should().ContainSingle().Which.ToString().Should().Be("line 2, SCS-01 A: LINE 1 ends with column 20; a TLE's lines have 69 columns.");
    }

    [Fact]
    public void ProblemsCarryTheLineOfTheFileThatIsAtFault()
    {
        var file = ElementReader.Read($"{Good}OTHER\n{Other1}\n{With(Other2, 9, "200.0000")}\n{Good}");

        file.Elements.Should().HaveCount(2);
        file.Problems.Should().ContainSingle().Which.ToString().Should().Be("line 6, OTHER (63990): INCLINATION is 200; it must be from 0 to 180 degrees.");
    }

    [Fact]
    public void ASatelliteThatOccursTwiceIsReadTwice()
    {
        ElementReader.Read(Good + Good).Elements.Should().HaveCount(2);
    }
}
