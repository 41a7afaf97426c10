using System.Text;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

/// <summary>Texts that were damaged at random, with fixed seeds, and texts made to cost much.</summary>
public class HostileTextTests
{
    private const string Alphabet = "0123456789+-.,;:=\"'{}[]<>/\\&#!eEUxT \t\r\n\0\u00A0\u00E9\uD800\uFFFF";

    public static TheoryData<string> Formats => [.. Texts.Keys];

    private static readonly IReadOnlyList<MeanElements> Twelve = ElementData.Read("three_body/scs01_omm_2026-08-22.csv").Elements;

    /// <summary>The same twelve satellites in every format, cut into what comes before, the records and what comes after.</summary>
    private static readonly Dictionary<string, (string Before, string[] Records, string After)> Texts = new(StringComparer.Ordinal)
    {
        ["Tle"] = ("", [.. Twelve.Select(Tle)], ""),
        ["Csv"] = (string.Join(',', Keywords(Twelve[0]).Select(pair => pair.Key)) + "\n", [.. Twelve.Select(e => string.Join(',', Keywords(e).Select(pair => pair.Value)) + "\n")], ""),
        ["QuotedCsv"] = (string.Join(',', Keywords(Twelve[0]).Select(pair => $"\"{pair.Key}\"")) + "\n", [.. Twelve.Select(e => string.Join(',', Keywords(e).Select(pair => $"\"{pair.Value}\"")) + "\n")], ""),
        ["Json"] = ("[\n", [.. Twelve.Select((e, i) => (i == 0 ? " " : " ,") + "{" + string.Join(",\n", Keywords(e).Select(pair => $"\"{pair.Key}\": \"{pair.Value}\"")) + "}\n")], "]"),
        ["TleJson"] = ("[\n", [.. Twelve.Select((e, i) => (i == 0 ? " " : " ,") + TleJson(e, i) + "\n")], "]"),
        ["Kvn"] = ("", [.. Twelve.Select(e => "CCSDS_OMM_VERS = 2.0\n" + string.Concat(Keywords(e).Select(pair => $"{pair.Key} = {pair.Value}\n")))], ""),
        ["Xml"] = ("<ndm>\n", [.. Twelve.Select(e => "<omm><body>" + string.Concat(Keywords(e).Select(pair => $"<{pair.Key}>{pair.Value}</{pair.Key}>")) + "</body></omm>\n")], "</ndm>"),
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheUndamagedTextIsReadInFull(string format)
    {
        var (before, records, after) = Texts[format];

        var file = ElementReader.Read(before + string.Concat(records) + after);

        file.Problems.Should().BeEmpty();
        file.Elements.Select(e => e.CatalogNumber).Should().Equal(Twelve.Select(e => e.CatalogNumber));
    }

    // XML is left out: what is not well formed ends the reading there.
    [Theory]
    [InlineData("Tle", 1)]
    [InlineData("Csv", 2)]
    [InlineData("QuotedCsv", 3)]
    [InlineData("Json", 4)]
    [InlineData("Kvn", 5)]
    [InlineData("TleJson", 6)]
    public void IfOneCharacterOfARecordIsDamagedThenEveryOtherRecordIsReadAsItWas(string format, int seed)
    {
        var (before, records, after) = Texts[format];
        var whole = ElementReader.Read(before + string.Concat(records) + after).Elements;
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = random.Next(1, records.Length);
            var changed = records.ToArray();
            changed[damaged] = Damage(records[damaged][..^1], random) + "\n";

            var file = ElementReader.Read(before + string.Concat(changed) + after);

            file.Elements.Where(e => whole.Contains(e)).Should().HaveCountGreaterThanOrEqualTo(records.Length - 1, "round {0} made {1}", round, changed[damaged]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void HoweverATextIsDamagedItIsReadWithoutAnExceptionIntoValidElements(string format)
    {
        var (before, records, after) = Texts[format];
        var text = before + string.Concat(records[..4]) + after;
        var random = new Random(2026);
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = text;
            for (var times = random.Next(1, 20); times > 0; times--)
            {
                damaged = Damage(damaged, random);
            }

            var file = ElementReader.Read(damaged);

            file.Elements.Where(e => MeanElementsValidator.Validate(e).Count > 0).Should().BeEmpty();
            file.Problems.Where(p => p.Reason.Length == 0 || p.ToString().Any(char.IsControl)).Should().BeEmpty("round {0} made {1}", round, damaged);
        }
    }

    [Fact]
    public void HoweverALineIsDamagedASingleTleNeverThrows()
    {
        var random = new Random(69);
        for (var round = 0; round < 50_000; round++)
        {
            var one = Damage(ElementData.Line1, random);
            var two = Damage(ElementData.Line2, random);

            var isRead = TleParser.TryParse(one, two, "A", ChecksumRule.Ignored, out var elements, out var problem);

            Assert.Equal(isRead, elements is not null);
            Assert.Equal(isRead, problem is null);
        }
    }

    [Fact]
    public void RandomTextIsReadWithoutAnException()
    {
        var random = new Random(1957);
        string[] starts = ["", "{", "[{", "<omm>", "<ndm><omm><a>", "EPOCH,BSTAR,", "EPOCH = ", "CCSDS_OMM_VERS=2\n", "1 25544U ", "1 25544U 98067A \n2 25544 ", "[{\"tle1\":", "[{\"tle1\":\"1 25544U \",\"tle2\":\"2 25544 "];
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder(starts[random.Next(starts.Length)]);
            for (var length = random.Next(200); length > 0; length--)
            {
                text.Append(random.Next(4) == 0 ? (char)random.Next(0x10000) : Alphabet[random.Next(Alphabet.Length)]);
            }

            ElementReader.Read(text.ToString()).Elements.Should().BeEmpty();
        }
    }

    // Any of these would take hours if a reader went over the text again for each piece of it.
    [Theory]
    [InlineData("[", "{\"A\":[", "")]
    [InlineData("[", "{\"A\":[{},", "")]
    [InlineData("[", "{\"", "")]
    [InlineData("[", "{\"A\":1,", "")]
    [InlineData("{\"A\":\"", "{", "")]
    [InlineData("", "{}", "")]
    [InlineData("", "[", "")]
    [InlineData("[{\"A\":", "1", "}]")]
    [InlineData("[", "{\"tle1\":\"", "")]
    [InlineData("[", "{\"tle1\":1,\"TLE_LINE2\":[]},", "")]
    [InlineData("[{", "\"tle1\":\"1 \",", "}]")]
    [InlineData("[{\"tle2\":\"2 ", "9", "\"}]")]
    [InlineData("<ndm>", "<omm>", "")]
    [InlineData("<ndm>", "<omm/>", "</ndm>")]
    [InlineData("<ndm><omm><EPOCH>", "9", "</EPOCH></omm></ndm>")]
    [InlineData("<omm ", "a='' ", "/>")]
    [InlineData(Header, "\"\n", "")]
    [InlineData(Header, "\"\r", "")]
    [InlineData(Header, "\"\"\"\n", "")]
    [InlineData(Header, ",", "")]
    [InlineData(Header, "\"a,", "")]
    [InlineData(Header, "\n", "")]
    [InlineData("EPOCH,BSTAR", ",BSTAR", "")]
    [InlineData("EPOCH=1\n", "A=", "")]
    [InlineData("EPOCH=1\n", "OBJECT_NAME=1\n", "")]
    [InlineData("EPOCH=1\n", "A\n", "")]
    [InlineData("", "1 25544 \n", "")]
    [InlineData("", "2 25544 \n", "")]
    [InlineData("1 25544 \n", "A\n", "")]
    [InlineData("1 25544 \n2 25544 ", "9", "")]
    [InlineData("", "A", "")]
    [InlineData("", "\r", "")]
    public async Task ATextMadeToCostMuchIsReadInSeconds(string start, string piece, string end)
    {
        var text = new StringBuilder(start).Insert(start.Length, piece, 1_000_000 / piece.Length).Append(end).ToString();

        var file = await Task.Run(() => ElementReader.Read(text)).WaitAsync(TimeSpan.FromMinutes(5));

        file.Elements.Should().BeEmpty();
        file.Problems.Should().NotBeEmpty().And.HaveCountLessThanOrEqualTo(1_001);
    }

    private const string Header = "NORAD_CAT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,BSTAR\n";

    /// <summary>The text with one character replaced, inserted or deleted.</summary>
    private static string Damage(string text, Random random)
    {
        var position = random.Next(text.Length);
        var character = Alphabet[random.Next(Alphabet.Length)].ToString();
        return random.Next(3) switch
        {
            0 => text.Remove(position, 1),
            1 => text.Insert(position, character),
            _ => text.Remove(position, 1).Insert(position, character),
        };
    }

    private static string Tle(MeanElements e)
    {
        var (line1, line2) = TleFormatter.Format(e);
        return $"{e.Name}\n{line1}\n{line2}\n";
    }

    private static string TleJson(MeanElements e, int index)
    {
        var (line1, line2) = TleFormatter.Format(e);
        var key = index % 2 == 0 ? "tle" : "TLE_LINE";
        return $$"""{"{{key}}0": "0 {{e.Name}}", "{{key}}1": "{{line1}}", "{{key}}2": "{{line2}}", "norad_cat_id": {{e.CatalogNumber}}}""";
    }

    private static IEnumerable<KeyValuePair<string, object>> Keywords(MeanElements e) =>
    [
        new("OBJECT_NAME", e.Name),
        new("OBJECT_ID", e.InternationalDesignator),
        new("EPOCH", e.Epoch.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff")),
        new("MEAN_MOTION", e.MeanMotion),
        new("ECCENTRICITY", e.Eccentricity),
        new("INCLINATION", e.InclinationDegrees),
        new("RA_OF_ASC_NODE", e.RightAscensionDegrees),
        new("ARG_OF_PERICENTER", e.ArgumentOfPerigeeDegrees),
        new("MEAN_ANOMALY", e.MeanAnomalyDegrees),
        new("NORAD_CAT_ID", e.CatalogNumber),
        new("BSTAR", e.BStar),
        new("MEAN_MOTION_DOT", e.MeanMotionDot),
    ];
}
