using System.Globalization;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Cli.Tests.Windows;

/// <summary>Element files that other people's tools were given: catalogue numbers, TLE lines in JSON, and satellites that decay.</summary>
public sealed class ElementCaseTests : IDisposable
{
    private const string Alpha5 = "cases/alpha5.tle";
    private const string DecayedLongAgo = "cases/decayed-long-ago.tle";
    private const string TleInJson = "cases/tle-in-json.json";

    private readonly TestFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("100001", 100001)]
    [InlineData("A0001", 100001)]
    [InlineData("a0001", 100001)]
    [InlineData(" a0001 ", 100001)]
    [InlineData("000100001", 100001)]
    [InlineData("z9999", 339999)]
    [InlineData("riversat 4", 339999)]
    public void ASatelliteIsFoundHoweverItsCatalogueNumberIsWritten(string satellite, int number)
    {
        var run = Run(TestFiles.Data(Alpha5), "2026-08-22", "--satellite", satellite);

        run.Error.Should().BeEmpty();
        Numbers(run).Should().Equal(number);
    }

    [Theory]
    [InlineData("I0001")]
    [InlineData("o0001")]
    [InlineData("A001")]
    [InlineData("A00001")]
    [InlineData("-100001")]
    [InlineData("1,00001")]
    public void WhatIsNoCatalogueNumberFindsNoSatellite(string satellite)
    {
        var run = Run(TestFiles.Data(Alpha5), "2026-08-22", $"--satellite={satellite}");

        run.ExitCode.Should().Be(1);
        run.Error.Should().EndWith($"has no usable element set of \"{satellite}\"; give a catalogue number, as 100001 or A0001, or a full name.\n");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("00005")]
    public void LeadingZerosOfAFileMayBeLeftOut(string satellite)
    {
        var run = Run(TestFiles.Data("sgp4_verification/SGP4-VER.TLE"), "2000-06-28", "--satellite", satellite);

        run.ExitCode.Should().Be(0);
        Numbers(run).Should().Equal(5);
    }

    [Fact]
    public void TleLinesInJsonGiveTheWindowsOfTheSameTles()
    {
        var json = Run(TestFiles.Data(TleInJson), "2026-08-22");
        var tle = Run(_files.Write("same.tle", string.Concat(ElementReader.Read(File.ReadAllText(TestFiles.Data(TleInJson))).Elements.Select(Tle))), "2026-08-22");

        json.Error.Should().BeEmpty();
        json.Out.Should().Be(tle.Out);
        Numbers(json).Should().Equal(90001, 90002);
        Numbers(Run(TestFiles.Data(TleInJson), "2026-08-22", "--satellite", "RIVERSAT 2")).Should().Equal(90002);
    }

    [Fact]
    public void SatellitesThatDecayedLongAgoAreNamedAsDecayedThoughSgp4HasStatesAgain()
    {
        var run = Run(TestFiles.Data(DecayedLongAgo), "2025-12-17");

        run.ExitCode.Should().Be(1);
        _files.Plain(run.Error).Split('\n')[..2].Should().Equal(
            "warning: GONE A (99108) is skipped: by its elements of 2023-08-20T19:25:01Z it decayed at 2024-03-16T08:37:48Z.",
            "warning: GONE B (99109) is skipped: by its elements of 2025-02-27T02:58:40Z it decayed at 2025-02-28T02:03:26Z.");
    }

    [Theory]
    [InlineData("2021-01-01T00:00:00Z")]
    [InlineData("2022-01-01T00:00:00Z")]
    public void ASatelliteIsNoMoreInOrbitLongBeforeItsElements(string start)
    {
        var run = Run(TestFiles.Data(DecayedLongAgo), start, "--satellite", "GONE A");

        run.ExitCode.Should().Be(1);
        run.Error.Should().StartWith("warning: GONE A (99108) is skipped: by its elements of 2023-08-20T19:25:01Z it has no orbit before 2022-09-");
    }

    [Theory]
    [InlineData("2025-02-27T02:58:40Z")]
    [InlineData("2025-02-25T00:00:00Z")]
    public void ASatelliteThatDecaysInTheSpanHasTheWindowsUntilThen(string start)
    {
        var whole = Run(TestFiles.Data(DecayedLongAgo), start, "--satellite", "GONE B", "--hours", "240");
        var before = Run(TestFiles.Data(DecayedLongAgo), "2025-02-26T12:00:00Z", "--satellite", "GONE B", "--hours", "36");

        whole.ExitCode.Should().Be(0);
        whole.Error.Should().StartWith("warning: GONE B (99109) has windows ").And.Contain("it decays at 2025-02-28T02:03:26Z.");
        var rows = whole.Out.Split('\n')[1..^1];
        rows.Should().NotBeEmpty().And.OnlyContain(row => string.CompareOrdinal(row.Split(',')[4], "2025-02-28T02:03:27Z") < 0);
        var inBoth = before.Out.Split('\n')[1..^1].Where(row => string.CompareOrdinal(row.Split(',')[3], start) > 0);
        rows.Should().Contain(inBoth);
    }

    private static IEnumerable<int> Numbers(CliRun run) =>
        run.Out.Split('\n')[1..^1].Select(row => int.Parse(row.Split(',')[0], CultureInfo.InvariantCulture)).Distinct();

    private static string Tle(MeanElements elements)
    {
        var (line1, line2) = TleFormatter.Format(elements);
        return $"{elements.Name}\n{line1}\n{line2}\n";
    }

    private static CliRun Run(string elements, string start, params string[] more) =>
        CliRun.Of(["windows", "--elements", elements, "--stations", TestFiles.Data("cases/stations.csv"), "--start", start, "-o", "csv", .. more]);
}
