using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

/// <summary>OMM files in every notation: what they may look like, and what a bad record costs.</summary>
public class OmmFileTests
{
    private const string CsvHeader = "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT";
    private const string CsvRow = "SCS-01 A,2025-100A,2026-08-21T19:03:38.061792,15.21237263,.00295706,97.3629,305.1109,132.7662,227.6069,0,U,63982,999,7061,.71936484E-3,.16205E-3,0";

    private const string Kvn = """
        CCSDS_OMM_VERS = 2.0
        COMMENT as the Blue Book has it
        CREATION_DATE = 2026-08-22T00:00:00
        ORIGINATOR = NOAA
        OBJECT_NAME = STARLINK-11105 [DTC]
        OBJECT_ID = 2024-107A
        CENTER_NAME = EARTH
        REF_FRAME = TEME
        TIME_SYSTEM = UTC
        MEAN_ELEMENT_THEORY = SGP/SGP4

        EPOCH = 2026-064T10:34:41.4264
        MEAN_MOTION = 15.27 [rev/day]
        ECCENTRICITY = 0.0005013
        INCLINATION = 53.0539 [deg]
        RA_OF_ASC_NODE = 81.7939 [ deg ]
        ARG_OF_PERICENTER=249.2363
        MEAN_ANOMALY = 150.1602 [DEG]
        GM = 398600.8 [km**3/s**2]
        EPHEMERIS_TYPE = 0
        CLASSIFICATION_TYPE = U
        NORAD_CAT_ID = 270001
        ELEMENT_SET_NO = 0925
        REV_AT_EPOCH = 4316
        BSTAR = 0.0001 [1/ER]
        MEAN_MOTION_DOT = -0.00000113 [rev/day**2]
        MEAN_MOTION_DDOT = 0.0 [rev/day**3]

        """;

    private static readonly string Json = ElementData.Text("three_body/scs01_omm_2026-08-22.json");
    private static readonly string Xml = ElementData.Text("sgp4_verification/sample_omm.xml");

    private static readonly IReadOnlyList<MeanElements> Twelve = ElementReader.Read(Json).Elements;

    // JSON
    [Fact]
    public void AJsonObjectAloneIsRead()
    {
        var file = ElementReader.Read(Json[Json.IndexOf('{')..(Json.IndexOf('}') + 1)]);

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(Twelve[0]);
    }

    [Fact]
    public void JsonNumbersMayBeTextAndNullsAreMissing()
    {
        var text = """{"OBJECT_NAME":null,"NORAD_CAT_ID":"270001","EPOCH":"2026-08-21T19:03:38Z","MEAN_MOTION":"15.2","ECCENTRICITY":"0","INCLINATION":97,"RA_OF_ASC_NODE":"3.05e2","ARG_OF_PERICENTER":"132.7662","MEAN_ANOMALY":"227.6069","BSTAR":"-.22483E-4","TLE_LINE1":"x","EXTRA":{"A":[1,{}]},"DECAYED":false}""";

        var file = ElementReader.Read("\uFEFF" + text);

        file.Problems.Should().BeEmpty();
        file.Elements.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "", CatalogNumber = 270001, RightAscensionDegrees = 305.0, BStar = -0.22483e-4 });
    }

    [Theory]
    [InlineData("\"MEAN_MOTION\": 15.42240986", "\"MEAN_MOTION\": true", "MEAN_MOTION", "MEAN_MOTION is \"true\"; it must be a finite number.")]
    [InlineData("\"MEAN_MOTION\": 15.42240986", "\"MEAN_MOTION\": [15.4]", "MEAN_MOTION", "MEAN_MOTION is a JSON object or array; it must be a number or text.")]
    [InlineData("\"MEAN_MOTION\": 15.42240986", "\"MEAN_MOTION\": null", "MEAN_MOTION", "MEAN_MOTION is missing.")]
    [InlineData("\"MEAN_MOTION\": 15.42240986", "\"MEAN_MOTION\": -1e-400", "MEAN_MOTION", "MEAN_MOTION is -0; it must be more than 0 revolutions a day.")]
    [InlineData("\"MEAN_MOTION\": 15.42240986", "\"BSTAR\": 0", "BSTAR", "BSTAR is given twice.")]
    [InlineData("\"NORAD_CAT_ID\": 63983,", "", "NORAD_CAT_ID", "NORAD_CAT_ID is missing.")]
    public void IfAJsonRecordIsWrongThenTheOthersAreRead(string old, string changed, string field, string reason)
    {
        var file = ElementReader.Read(Json.Replace(old, changed));

        file.Elements.Should().Equal(Twelve.Where(e => e.CatalogNumber != 63983));
        var problem = file.Problems.Should().ContainSingle().Subject;
        problem.Line.Should().Be(21);
        problem.Object.Should().StartWith("SCS-01 B");
        problem.Field.Should().Be(field);
        problem.Reason.Should().Be(reason);
    }

    [Theory]
    [InlineData("\"NORAD_CAT_ID\": 63983", "\"NORAD_CAT_ID\" 63983")]
    [InlineData("\"OBJECT_NAME\": \"SCS-01 B\"", "\"OBJECT_NAME\": \"SCS-01 B")]
    [InlineData("\"OBJECT_NAME\": \"SCS-01 B\"", "\"OBJECT_NAME\": \"\\ud800\"")]
    [InlineData("\"NORAD_CAT_ID\": 63983", "\"NORAD_CAT_ID\": 63983x")]
    public void IfAJsonRecordIsNotValidJsonThenTheOthersAreRead(string old, string changed)
    {
        var file = ElementReader.Read(Json.Replace(old, changed));

        file.Elements.Should().Equal(Twelve.Where(e => e.CatalogNumber != 63983));
        var problem = file.Problems.Should().ContainSingle().Subject;
        problem.Line.Should().Be(21);
        problem.Reason.Should().StartWith("The object is not valid JSON");
    }

    [Fact]
    public void IfAJsonTextIsCutThenTheRecordsBeforeAreReadAndTheProblemsSayIt()
    {
        var file = ElementReader.Read(Json[..(Json.LastIndexOf('{') + 30)]);

        file.Elements.Should().Equal(Twelve.Take(11));
        file.Problems.Should().HaveCount(2);
        file.Problems[1].Reason.Should().Be("The JSON array is not closed; the text was cut off.");
    }

    [Fact]
    public void IfAJsonTextIsCutBetweenTwoRecordsThenTheProblemSaysIt()
    {
        var file = ElementReader.Read(Json[..(Json.IndexOf('}') + 1)]);

        file.Elements.Should().ContainSingle();
        file.Problems.Should().ContainSingle().Which.Reason.Should().Be("The JSON array is not closed; the text was cut off.");
    }

    // CSV
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void CsvIsReadWithAnyLineEnd(string end)
    {
        var file = ElementReader.Read(CsvHeader + end + CsvRow + end + end + CsvRow + end);

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(Twelve[0], Twelve[0]);
    }

    [Fact]
    public void CsvColumnsAreFoundByTheirNamesInAnyOrderAndCaseAmongOthers()
    {
        static string Turned(string line) => string.Join(" , ", line.Split(',').Reverse().Prepend("\"other, quoted\""));

        var file = ElementReader.Read("\uFEFF" + Turned(CsvHeader).ToLowerInvariant() + "\r\n" + Turned(CsvRow));

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(Twelve[0]);
    }

    [Theory]
    [InlineData("\"SCS-01 A\"", "SCS-01 A")]
    [InlineData("\"SCS, the \"\"first\"\"\"", "SCS, the \"first\"")]
    [InlineData("SCS \"A\"", "SCS \"A\"")]
    [InlineData("\"\"", "")]
    public void CsvFieldsAreUnquoted(string field, string name)
    {
        var file = ElementReader.Read($"{CsvHeader}\n{CsvRow.Replace("SCS-01 A", field)}\n{CsvRow}");

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(Twelve[0] with { Name = name }, Twelve[0]);
    }

    [Fact]
    public void AQuotedCsvFieldMayHoldALineEnd()
    {
        var file = ElementReader.Read($"REMARK,{CsvHeader}\n\"two\r\nlines\",{CsvRow}\n\"x\",{CsvRow.Replace("U", "X")}");

        file.Elements.Should().Equal(Twelve[0]);
        file.Problems.Should().ContainSingle().Which.Line.Should().Be(4);
    }

    [Theory]
    [InlineData("SCS-01 A", "\"SCS-01 A", "A quoted field is not closed, or has text after its closing quote.")]
    [InlineData("SCS-01 A", "\"SCS\"-01 A", "A quoted field is not closed, or has text after its closing quote.")]
    [InlineData("SCS-01 A,", "", "The record has 16 columns where the header has 17.")]
    [InlineData("SCS-01 A", "SCS-01,A", "The record has 18 columns where the header has 17.")]
    [InlineData("97.3629", "97.36x9", "INCLINATION is \"97.36x9\"; it must be a finite number.")]
    public void IfACsvRecordIsWrongThenTheOthersAreRead(string old, string changed, string reason)
    {
        var others = string.Concat(Enumerable.Repeat("\n" + CsvRow, 20));
        var quoted = CsvRow.Replace("SCS-01 A", "\"SCS-01 A\"");

        var file = ElementReader.Read($"{CsvHeader}\n{CsvRow}\n{CsvRow.Replace(old, changed)}\n{CsvRow}\n{quoted}{others}");

        file.Elements.Should().Equal(Enumerable.Repeat(Twelve[0], 23));
        var problem = file.Problems.Should().ContainSingle().Subject;
        problem.Line.Should().Be(3);
        problem.Reason.Should().Be(reason);
    }

    [Theory]
    [InlineData("EPOCH", "EPOC", "The header has no column EPOCH.")]
    [InlineData("EPOCH,MEAN_MOTION,", "", "The header has no column EPOCH, MEAN_MOTION.")]
    [InlineData("OBJECT_ID", "EPOCH", "The header has the column EPOCH twice.")]
    [InlineData("MEAN_MOTION_DDOT", "\"MEAN_MOTION_DDOT", "A quoted field of the header is not closed, or has text after its closing quote.")]
    public void IfACsvHeaderIsWrongThenOneProblemSaysSo(string old, string changed, string reason)
    {
        var file = ElementReader.Read($"{CsvHeader.Replace(old, changed)}\n{CsvRow}\n{CsvRow}");

        file.Elements.Should().BeEmpty();
        file.Problems.Should().ContainSingle().Which.ToString().Should().Be("line 1: " + reason);
    }

    // XML
    [Fact]
    public void ManyXmlMessagesInOneNdmAreRead()
    {
        var message = Message();

        var file = ElementReader.Read($"\n<ndm>{message}\n{message.Replace("VANGUARD 1", "A &amp; B")}<COMMENT>x</COMMENT>{message.Replace(">5<", ">270001<")}</ndm>");

        file.Problems.Should().BeEmpty();
        file.Elements.Select(e => (e.Name, e.CatalogNumber)).Should().Equal(("VANGUARD 1", 5), ("A & B", 5), ("VANGUARD 1", 270001));
    }

    [Fact]
    public void AnXmlMessageMayStandAloneWithNamespacesUnitsAndComments()
    {
        var text = Message()
            .Replace("<omm ", "<?xml version=\"1.0\"?>\n<n:omm xmlns:n=\"urn:ccsds:schema:ndmxml\" ").Replace("</omm>", "</n:omm>")
            .Replace("<INCLINATION>", "<!-- degrees --><INCLINATION units=\"deg\">")
            .Replace("<BSTAR>-.22483E-4</BSTAR>", "<BSTAR><![CDATA[ -.22483E-4 ]]></BSTAR>");

        var file = ElementReader.Read("\n\n" + text);

        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(ElementReader.Read(Xml).Elements);
    }

    [Fact]
    public void IfAnXmlMessageIsWrongThenTheOthersAreRead()
    {
        var message = Message();

        var file = ElementReader.Read($"<ndm>\n{message}\n{message.Replace(">34.2443<", ">north<")}\n{message.Replace("<MEAN_MOTION>", "<MEAN_MOTION units=\"rad/s\">")}\n<omm/>\n{message}</ndm>");

        file.Elements.Should().HaveCount(2);
        file.Problems.Select(p => p.ToString()).Should().Equal(
            "line 3, VANGUARD 1 (5): INCLINATION is \"north\"; it must be a finite number.",
            "line 4, VANGUARD 1 (5): MEAN_MOTION is given in \"rad/s\"; CCSDS 502 prescribes rev/day.",
            "line 5: NORAD_CAT_ID is missing.");
    }

    [Fact]
    public void IfTheXmlBreaksThenTheMessagesBeforeAreReadAndTheProblemSaysWhere()
    {
        var message = Message();

        var file = ElementReader.Read($"\n<ndm>\n{message}\n{message.Replace("</segment>", "</segmnt>")}\n{message}</ndm>");

        file.Elements.Should().ContainSingle();
        var problem = file.Problems.Should().ContainSingle().Subject;
        problem.Line.Should().Be(4);
        problem.Reason.Should().StartWith("The XML is not well formed, so that nothing from here on can be read: ");
    }

    [Theory]
    [InlineData("<!DOCTYPE ndm [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE ndm SYSTEM \"file:///etc/passwd\">")]
    public void ADocumentTypeDefinitionIsRefused(string definition)
    {
        var file = ElementReader.Read($"<?xml version=\"1.0\"?>{definition}<ndm>{Message()}</ndm>");

        file.Elements.Should().BeEmpty();
        file.Problems.Should().ContainSingle().Which.Reason.Should().Be("The XML has a document type definition (DTD), which is refused for safety.");
    }

    [Fact]
    public void XmlThatIsTooDeepIsRefused()
    {
        var file = ElementReader.Read(string.Concat(Enumerable.Repeat("<a>", 1_000_000)));

        file.Problems.Should().ContainSingle().Which.Reason.Should().Be("The XML has elements more than 64 deep; nothing from here on was read.");
    }

    [Fact]
    public void AnHtmlPageIsAProblem()
    {
        var file = ElementReader.Read("<!DOCTYPE html><html><body>Service unavailable</body></html>");

        file.Elements.Should().BeEmpty();
        file.Problems.Should().ContainSingle();
    }

    // KVN
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void KvnIsReadWithUnitsCommentsAndAnyLineEnd(string end)
    {
        var file = ElementReader.Read(("\uFEFFCOMMENT a file of ours\n" + Kvn).Replace("\n", end));

        file.Format.Should().Be(ElementFormat.OmmKvn);
        file.Problems.Should().BeEmpty();
        file.Elements.Should().Equal(new MeanElements
        {
            Name = "STARLINK-11105 [DTC]",
            CatalogNumber = 270001,
            InternationalDesignator = "2024-107A",
            Epoch = new DateTimeOffset(2026, 3, 5, 10, 34, 41, TimeSpan.Zero).AddMicroseconds(426_400),
            MeanMotion = 15.27,
            Eccentricity = 0.0005013,
            InclinationDegrees = 53.0539,
            RightAscensionDegrees = 81.7939,
            ArgumentOfPerigeeDegrees = 249.2363,
            MeanAnomalyDegrees = 150.1602,
            BStar = 0.0001,
            MeanMotionDot = -0.00000113,
            ElementSetNumber = 925,
            RevolutionNumber = 4316,
        });
    }

    [Theory]
    [InlineData("MEAN_MOTION = 15.27 [rev/day]", "MEAN_MOTION = 15.27 [rad/s]", "MEAN_MOTION is given in \"rad/s\"; CCSDS 502 prescribes rev/day.")]
    [InlineData("EPOCH = 2026-064T10:34:41.4264", "EPOCH = 2026-400T10:34:41.4264", "EPOCH is \"2026-400T10:34:41.4264\"; it must be UTC as 2026-08-22T12:30:24.433632 or 2026-234T12:30:24.433632.")]
    [InlineData("ECCENTRICITY = 0.0005013", "ECCENTRICITY =", "ECCENTRICITY is missing.")]
    [InlineData("GM = 398600.8 [km**3/s**2]", "BSTAR = 0", "BSTAR is given twice.")]
    public void IfAKvnMessageIsWrongThenTheOthersAreRead(string old, string changed, string reason)
    {
        var file = ElementReader.Read(Kvn + Kvn.Replace(old, changed) + Kvn);

        file.Elements.Should().HaveCount(2);
        var problem = file.Problems.Should().ContainSingle().Subject;
        problem.Line.Should().Be(28);
        problem.Object.Should().Be("STARLINK-11105 [DTC] (270001)");
        problem.Reason.Should().Be(reason);
    }

    [Fact]
    public void IfAKvnLineIsNoKeywordAndValueThenTheProblemQuotesIt()
    {
        var file = ElementReader.Read(Kvn + Kvn.Replace("BSTAR = ", "BSTAR "));

        file.Elements.Should().ContainSingle();
        file.Problems.Select(p => (p.Line, p.Reason)).Should().Equal(
            (52, "\"BSTAR 0.0001 [1/ER]\" is not of the form KEYWORD = VALUE."),
            (28, "BSTAR is missing."));
    }

    [Fact]
    public void IfAKvnVersionLineIsLostThenTheMessagesAreStillToldApart()
    {
        var file = ElementReader.Read(Kvn + Kvn.Replace("CCSDS_OMM_VERS", "CCSDS_OMM_VRS"));

        file.Problems.Should().BeEmpty();
        file.Elements.Should().HaveCount(2);
    }

    private static string Message()
    {
        var start = Xml.IndexOf("<omm", StringComparison.Ordinal);
        var end = Xml.IndexOf("</omm>", StringComparison.Ordinal) + "</omm>".Length;
        return Xml[start..end].ReplaceLineEndings("");
    }
}
