using System.Text.Json;
using Orbit.Astrodynamics.Elements;
using static Orbit.Astrodynamics.Tests.Elements.ElementData;

namespace Orbit.Astrodynamics.Tests.Elements;

/// <summary>TLE lines inside JSON, as SatNOGS DB and Space-Track give them.</summary>
public class TleJsonTests
{
    private static readonly string Omm = Text("three_body/scs01_omm_2026-08-22.json");
    private static readonly MeanElements One = ElementReader.Read($"SCS-01 A\n{Line1}\n{Line2}").Elements[0];

    [Fact]
    public void TheLinesOfSatnogsDbAreReadAsTheSameTles()
    {
        var file = Read("cases/tle-in-json.json");

        file.Format.Should().Be(ElementFormat.Json);
        file.Problems.Should().BeEmpty();
        file.Elements.Select(e => (e.Name, e.CatalogNumber, e.InternationalDesignator)).Should().Equal(("RIVERSAT 1", 90001, "2026-100A"), ("RIVERSAT 2", 90002, "2026-101B"));
        file.Elements.Should().Equal(ElementReader.Read(string.Concat(file.Elements.Select(Tle))).Elements);
    }

    [Theory]
    [InlineData("tle0", "tle1", "tle2")]
    [InlineData("TLE0", "Tle1", "TLE2")]
    [InlineData("TLE_LINE0", "TLE_LINE1", "TLE_LINE2")]
    [InlineData("tle_line0", "tle_line1", "tle_line2")]
    public void TheKeysAreReadInAnyCase(string zero, string one, string two)
    {
        var file = ElementReader.Read($$"""[{"{{two}}":"{{Line2}}","{{zero}}":"0 SCS-01 A","{{one}}":"{{Line1}}"}]""");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(One);
    }

    [Theory]
    [InlineData("\"tle0\":\"SCS-01 A\",", "SCS-01 A")]
    [InlineData("\"OBJECT_NAME\":\"SCS-01 A\",", "SCS-01 A")]
    [InlineData("\"tle0\":null,\"object_name\":\"SCS-01 A\",", "SCS-01 A")]
    [InlineData("\"tle0\":\"0 \",\"OBJECT_NAME\":\"SCS-01 A\",", "SCS-01 A")]
    [InlineData("\"tle0\":\"0 SCS-01 A  \\r\\n\",\"OBJECT_NAME\":\"ANOTHER\",", "SCS-01 A")]
    [InlineData("\"tle0\":\"\",", "")]
    [InlineData("", "")]
    public void TheNameMayBeInLineZeroInAKeywordOrMissing(string keys, string name)
    {
        var file = ElementReader.Read($$"""{{{keys}}"tle1":"{{Line1}}","tle2":"{{Line2}}","norad_cat_id":63982}""");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(One with { Name = name });
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("\\r\\n")]
    [InlineData("   \\r")]
    [InlineData("\\n")]
    [InlineData("\\t")]
    public void BlanksAndLineEndsAfterALineAreOfNoAccount(string end)
    {
        var text = $"[\n  {{\n    \"TLE_LINE0\": \"0 SCS-01 A{end}\",\n    \"TLE_LINE1\": \"{Line1}{end}\",\n    \"TLE_LINE2\": \"{Line2}{end}\"\n  }}\n]\n";

        foreach (var file in new[] { ElementReader.Read(text), ElementReader.Read("\uFEFF" + text.Replace("\n", "\r\n")) })
        {
            file.Problems.Should().BeEmpty();
            file.Elements.Should().Equal(One);
        }
    }

    [Fact]
    public void AListMayMixBothForms()
    {
        var omm = Omm.TrimEnd().TrimEnd(']');
        MeanElements[] expected = [.. ElementReader.Read(Omm).Elements, One with { Name = "", CatalogNumber = 100_001 }, One with { Name = "", CatalogNumber = 63999 }];

        var file = ElementReader.Read($$"""{{omm}},{"tle1":"{{With(Line1, 3, "A0001")}}","tle2":"{{With(Line2, 3, "A0001")}}"},{"TLE_LINE1":"{{With(Line1, 3, "63999")}}","TLE_LINE2":"{{With(Line2, 3, "63999")}}"}]""");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(expected);
    }

    [Fact]
    public void IfAnObjectHasAllOfAnOmmThenItIsReadForItHasMoreDigits()
    {
        var first = Omm[Omm.IndexOf('{')..Omm.IndexOf('}')];

        var file = ElementReader.Read($$"""{{first}},"TLE_LINE1":"{{With(Line1, 3, "00005")}}","TLE_LINE2":"{{Line2}}"}""");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(ElementReader.Read(Omm).Elements[0]);
    }

    [Fact]
    public void IfAnObjectHasPartOfAnOmmThenItsLinesAreRead()
    {
        var file = ElementReader.Read($$"""{"OBJECT_NAME":"SCS-01 A","NORAD_CAT_ID":"63982","EPOCH":"2026-08-21T19:03:38","TLE_LINE1":"{{Line1}}","TLE_LINE2":"{{Line2}}"}""");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(One);
    }

    [Theory]
    [InlineData("63982", true)]
    [InlineData("\"63982\"", true)]
    [InlineData("\"063982\"", true)]
    [InlineData("63982.0", true)]
    [InlineData("null", true)]
    [InlineData("0", true)]
    [InlineData("63983", false)]
    [InlineData("-1", false)]
    [InlineData("\"D3982\"", false)]
    public void ACatalogueNumberBesideTheLinesMustAgree(string number, bool agrees)
    {
        var file = ElementReader.Read($$"""{"tle1":"{{Line1}}","tle2":"{{Line2}}","norad_cat_id":{{number}}}""");

        file.Elements.Should().HaveCount(agrees ? 1 : 0);
        file.Problems.Select(p => p.Field).Should().BeEquivalentTo(agrees ? Array.Empty<string>() : ["NORAD_CAT_ID"]);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { Pair(Line1, With(Line2, 3, "63983")), "NORAD_CAT_ID", "line 2, SCS-01 A (63982): NORAD_CAT_ID is 63982 in LINE 1 and 63983 in LINE 2; the lines belong to different satellites." },
        { Pair(Line1[..68] + "3", Line2), "CHECKSUM", "line 2, SCS-01 A (63982): LINE 1 has the checksum \"3\" in column 69 where its other columns add up to 2; the line was altered or copied wrongly." },
        { Pair(Line2, Line1), "LINE 1", "line 2, SCS-01 A: LINE 1 starts with \"2 63982\" and not with \"1 \"." },
        { Pair(Line1, ""), "LINE 2", "line 2, SCS-01 A (63982): LINE 2 is missing." },
        { $$"""{"tle0":"SCS-01 A","norad_cat_id":63982,"tle2":"{{Line2}}"}""", "LINE 1", "line 2, SCS-01 A (63982): LINE 1 is missing." },
        { Pair(With(Line1, 3, "I0001"), With(Line2, 3, "I0001")), "NORAD_CAT_ID", "line 2, SCS-01 A (I0001): NORAD_CAT_ID in columns 3 to 7 of LINE 1 is \"I0001\"; it must be a catalogue number: up to five digits, or a letter other than I and O and four digits." },
        { Pair(With(Line1, 3, "O0001"), With(Line2, 3, "O0001")), "NORAD_CAT_ID", "line 2, SCS-01 A (O0001): NORAD_CAT_ID in columns 3 to 7 of LINE 1 is \"O0001\"; it must be a catalogue number: up to five digits, or a letter other than I and O and four digits." },
        { $$"""{"tle1":"{{Line1}}","tle2":"{{Line2}}","TLE_LINE1":"{{Line1}}"}""", "LINE 1", "line 2: LINE 1 of the TLE is given twice." },
        { $$"""{"tle1":["{{Line1}}"],"tle2":"{{Line2}}"}""", "LINE 1", "line 2: tle1 is a JSON object or array; it must be text, LINE 1 of a TLE." },
        { """{"tle1":5,"tle2":true}""", "LINE 1", "line 2: LINE 1 starts with \"5\" and not with \"1 \"." },
        { $$"""{"tle1":"{{Line1}}\u0000","tle2":"{{Line2}}"}""", "LINE 1", "line 2: LINE 1 has \"?\" in column 70, which must be blank; its columns are shifted or overwritten." },
        { """{"sat_id":"ABCD","norad_cat_id":63982,"name":"SCS-01 A"}""", "", "line 2, 63982: The object has neither the keywords of an OMM (EPOCH, MEAN_MOTION and others) nor the lines of a TLE (tle1 and tle2, or TLE_LINE1 and TLE_LINE2)." },
        { """{"tle0":"0 SCS-01 A"}""", "", "line 2: The object has neither the keywords of an OMM (EPOCH, MEAN_MOTION and others) nor the lines of a TLE (tle1 and tle2, or TLE_LINE1 and TLE_LINE2)." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void IfASetIsWrongThenTheProblemSaysWhyAndTheOthersAreRead(string wrong, string field, string problem)
    {
        var right = Pair(Line1, Line2);

        var file = ElementReader.Read($"[{right},\n{wrong},\n{right}]");

        file.Elements.Should().Equal(One, One);
        var found = file.Problems.Should().ContainSingle().Subject;
        found.Field.Should().Be(field);
        found.ToString().Should().Be(problem);
    }

    [Fact]
    public void ChecksumsAreIgnoredHereTooIfTheyAreToBe()
    {
        var text = Pair(Line1[..68] + "3", Line2);

        ElementReader.Read(text, new ElementReaderOptions { Checksums = ChecksumRule.Ignored }).Elements.Should().Equal(One);
    }

    // Every catalogue in every form: what JSON escapes, too.
    [Fact]
    public void WholeCataloguesAreReadAsFromTheirTles()
    {
        var tles = Read(CatalogueTle).Elements.Where((_, k) => k % 8 == 0).ToList();
        var json = JsonSerializer.Serialize(tles.Select(e => (e.Name, Lines: TleFormatter.Format(e))).Select((e, k) => k % 2 == 0
            ? (object)new { tle0 = "0 " + e.Name, tle1 = e.Lines.Line1, tle2 = e.Lines.Line2 }
            : new { OBJECT_NAME = e.Name, TLE_LINE1 = e.Lines.Line1, TLE_LINE2 = e.Lines.Line2 }));

        var file = ElementReader.Read(json);

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(ElementReader.Read(string.Concat(tles.Select(Tle))).Elements);
    }

    private static string Pair(string one, string two) => $$"""{"tle0":"0 SCS-01 A","tle1":"{{one}}","tle2":"{{two}}"}""";

    private static string Tle(MeanElements elements)
    {
        var (line1, line2) = TleFormatter.Format(elements);
        return $"0 {elements.Name}\n{line1}\n{line2}\n";
    }
}
