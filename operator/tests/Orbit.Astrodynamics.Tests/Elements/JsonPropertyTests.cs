using System.Text.Json;
using System.Text.Json.Nodes;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Tests.Elements;

/// <summary>What holds of every JSON text, tried on texts made at random with a fixed seed.</summary>
public class JsonPropertyTests
{
    private static readonly string[] Keys =
    [
        "tle0", "tle1", "tle2", "TLE_LINE0", "TLE_LINE1", "TLE_LINE2", "Tle1", "tle_line2", "tle3", "line1", "NORAD_CAT_ID", "norad_cat_id",
        "OBJECT_NAME", "EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY", "BSTAR", "", "\0", "\u00E9",
    ];

    private static readonly string[] Values =
    [
        ElementData.Line1, ElementData.Line2, ElementData.With(ElementData.Line1, 3, "A0001"), ElementData.With(ElementData.Line2, 3, "A0001"),
        ElementData.With(ElementData.Line1, 3, "I0001"), ElementData.Line1 + "\r\n", " " + ElementData.Line2 + "  ", ElementData.Line1[..40], ElementData.Line1 + "\n" + ElementData.Line2,
        "0 SCS-01 A", "0", "", " ", "63982", "A0001", "100001", "15.2", "0.001", "97", "2026-08-21T19:03:38", "\u001b[31m", "\u0000", new string('1', 300),
    ];

    // Whatever the objects hold: each is one element set that is valid, or one problem with a sentence.
    [Fact]
    public void EveryObjectIsAnElementSetOrAProblemWithASentence()
    {
        var random = new Random(20260822);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var objects = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Object(random)).ToList();
            var text = random.Next(2) == 0 && objects.Count == 1 ? objects[0] : $"[{string.Join(",\n", objects)}]";

            var file = ElementReader.Read(text);

            file.Format.Should().Be(ElementFormat.Json);
            (file.Elements.Count + file.Problems.Count).Should().Be(objects.Count, "round {0} made {1}", round, text);
            file.Elements.Where(e => MeanElementsValidator.Validate(e).Count > 0).Should().BeEmpty();
            file.Problems.Where(p => !IsClear(p)).Should().BeEmpty("round {0} made {1}", round, text);
            read += file.Elements.Count;
        }

        read.Should().BeGreaterThan(1_000, "otherwise this shows little");
    }

    // Elements in JSON are those that the same lines give in a file of TLEs.
    [Fact]
    public void WhatIsReadFromTleLinesInJsonIsWhatIsReadFromTheLines()
    {
        var random = new Random(69);
        for (var round = 0; round < 20_000; round++)
        {
            var (one, two) = (Pick(random), Pick(random));
            var isRead = TleParser.TryParse(one, two, "", out var elements, out _);

            var file = ElementReader.Read(new JsonObject { ["tle2"] = two, ["tle1"] = one }.ToJsonString());

            Assert.Equal(isRead ? [elements!] : [], file.Elements);
        }
    }

    private static bool IsClear(ElementProblem problem) =>
        problem.Line > 0 && problem.Reason.Length > 10 && problem.Reason.EndsWith('.') && !problem.ToString().Any(char.IsControl);

    // Half of the objects have both lines, as they should be or in part.
    private static string Object(Random random)
    {
        var properties = Enumerable.Range(0, random.Next(8)).Select(_ => (Key: Keys[random.Next(Keys.Length)], Value: Value(random))).ToList();
        if (random.Next(2) == 0)
        {
            properties.Insert(random.Next(properties.Count + 1), ("tle1", Text(ElementData.Line1)));
            properties.Insert(random.Next(properties.Count + 1), ("tle2", Text(ElementData.Line2)));
        }

        return $"{{{string.Join(',', properties.Select(p => $"{Text(p.Key)}:{p.Value}"))}}}";
    }

    private static string Value(Random random) => random.Next(12) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1.5e3",
        3 => "63982",
        4 => $"[{Text(Pick(random))},{{}}]",
        5 => $"{{\"tle1\":{Text(Pick(random))}}}",
        _ => Text(Pick(random)),
    };

    private static string Pick(Random random) => Values[random.Next(Values.Length)];

    private static string Text(string value) => JsonSerializer.Serialize(value);
}
