using Orbit.Astrodynamics.Elements;
using static Orbit.Astrodynamics.Tests.Elements.ElementData;

namespace Orbit.Astrodynamics.Tests.Elements;

public class ElementReaderTests
{
    [Theory]
    [InlineData("", "The text is empty.")]
    [InlineData(" \r\n\t\n", "The text is empty.")]
    [InlineData("\nNo GP data found", "line 2: The text starts with \"No GP data found\" and is none of TLE, OMM JSON, OMM CSV, OMM XML and OMM keyword = value.")]
    [InlineData("name,lat_deg,lon_deg\nA,1,2", "line 1: The text starts with \"name,lat_deg,lon_deg\" and is none of TLE, OMM JSON, OMM CSV, OMM XML and OMM keyword = value.")]
    [InlineData("[]", "The text holds no element sets.")]
    [InlineData("<ndm/>", "The text holds no element sets.")]
    [InlineData("# only a comment", "line 1: The text starts with \"# only a comment\" and is none of TLE, OMM JSON, OMM CSV, OMM XML and OMM keyword = value.")]
    public void IfTheTextHoldsNothingThenTheProblemSaysWhy(string text, string problem)
    {
        var file = ElementReader.Read(text);

        file.Elements.Should().BeEmpty();
        file.Problems.Should().ContainSingle().Which.ToString().Should().Be(problem);
    }

    [Fact]
    public void AReaderYieldsWhatItsTextYields()
    {
        var text = Text("three_body/scs01_2026-08-22.tle");

        ElementReader.Read(new StringReader(text)).Should().BeEquivalentTo(ElementReader.Read(text));
    }

    [Fact]
    public void IfTheTextIsTooLongThenNothingIsReadAndTheProblemSaysSo()
    {
        var text = Text("three_body/scs01_2026-08-22.tle");

        var file = ElementReader.Read(new StringReader(text), new ElementReaderOptions { MaxCharacters = text.Length - 1 });

        file.Elements.Should().BeEmpty();
        file.Problems.Should().ContainSingle().Which.Reason.Should().Be($"The text has more than {text.Length - 1} characters; it was not read.");
        ElementReader.Read(text, new ElementReaderOptions { MaxCharacters = text.Length }).Problems.Should().BeEmpty();
    }

    [Fact]
    public void AnEndlessReaderIsGivenUp()
    {
        var file = ElementReader.Read(new EndlessReader(), new ElementReaderOptions { MaxCharacters = 100_000 });

        file.Problems.Should().ContainSingle();
    }

    [Fact]
    public void IfThereAreTooManyProblemsThenTheListEndsAndReadingGoesOn()
    {
        var text = string.Concat(Enumerable.Repeat(Line2 + "\n", 30)) + Line1 + "\n" + Line2;

        var file = ElementReader.Read(text, new ElementReaderOptions { MaxProblems = 10 });

        file.Problems.Should().HaveCount(11);
        file.Problems[10].ToString().Should().Be("line 11: There are more than 10 problems; those from here on are not listed.");
        file.Elements.Should().ContainSingle();
    }

    private sealed class EndlessReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill('1');
            return count;
        }
    }
}
