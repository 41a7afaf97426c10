using System.Globalization;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Frames;

public sealed class EarthOrientationTests
{
    private static readonly EarthOrientationTable Table =
        EarthOrientationTable.Parse(string.Join('\n', TestData.Lines("reference_windows", "finals2000A_2025_2027.txt")));

    [Fact]
    public void IfEdgesWereComputedWithIersValuesThenTheElevationThereIsTheMask()
    {
        var satellites = TestData.ReadTles("reference_windows", "satellites.tle")
            .ToDictionary(set => set.Elements.CatalogNumber, set => Sgp4Propagator.Create(set.Elements));
        var stations = TestData.Rows("reference_windows", "stations.csv").ToDictionary(
            row => row[0],
            row => new TopocentricFrame(new GeodeticPoint(TestData.Number(row[2]), TestData.Number(row[3]), TestData.Number(row[4]) / 1000)));
        double worstSeconds = 0, worstDegrees = 0;
        var edges = 0;
        foreach (var row in TestData.Rows("reference_windows", "windows_C.csv"))
        {
            foreach (var (time, rate, clipped) in new[] { (row[3], row[9], row[7]), (row[4], row[10], row[8]) })
            {
                if (clipped == "1")
                {
                    continue;
                }

                var instant = TestData.Start.AddSeconds(TestData.Number(time));
                Table.TryAt(instant, out var orientation).Should().BeTrue();
                satellites[int.Parse(row[0], CultureInfo.InvariantCulture)].Propagate(instant, out var teme).Should().Be(Sgp4Error.None);
                var off = Math.Abs(stations[row[1]].LookAt(orientation.FromTeme(teme, instant)).ElevationDegrees - TestData.Number(row[2]));
                worstDegrees = Math.Max(worstDegrees, off);
                if (Math.Abs(TestData.Number(rate)) > 1e-3)
                {
                    worstSeconds = Math.Max(worstSeconds, off / Math.Abs(TestData.Number(rate)));
                }

                edges++;
            }
        }

        // The file gives tenths of milliseconds.
        edges.Should().BeGreaterThan(20_000);
        worstSeconds.Should().BeLessThan(1e-3);
        worstDegrees.Should().BeLessThan(1e-4);
    }

    [Fact]
    public void IfTheOrientationIsZeroThenItIsThePlainModel()
    {
        var instant = TestData.Start.AddHours(7);
        var teme = new StateVector(new Vector3(6000, -3000, 2000), new Vector3(1, 5, -5));
        default(EarthOrientation).FromTeme(teme, instant).Should().Be(EarthFixed.FromTeme(teme, instant));
        default(EarthOrientation).ToPlainModel(teme.Position).Should().Be(teme.Position);
    }

    [Fact]
    public void IfAPlaceIsPutIntoThePlainModelThenItsDistanceToASatelliteStays()
    {
        var orientation = new EarthOrientation(-0.4321, 0.2178, 0.3479);
        var instant = TestData.Start.AddHours(7);
        var teme = new StateVector(new Vector3(6000, -3000, 2000), new Vector3(1, 5, -5));
        var site = new GeodeticPoint(-33, 151, 0.2).ToEcef();
        var expected = (orientation.FromTeme(teme, instant).Position - site).Length;
        var plain = (EarthFixed.FromTeme(teme, instant).Position - orientation.ToPlainModel(site)).Length;
        plain.Should().BeApproximately(expected, 1e-6, "a second-order term of polar motion and a rounded tick are left");
    }

    [Theory]
    [InlineData(0, 0.0068716, 0.217800, 0.347862)]
    [InlineData(12, 0.0069645, 0.2174355, 0.347413)]
    [InlineData(24, 0.0070574, 0.217071, 0.346964)]
    public void IfAnInstantIsBetweenTwoDaysThenTheValuesAreToo(double hours, double ut1, double x, double y)
    {
        Table.TryAt(TestData.Start.AddHours(hours), out var orientation).Should().BeTrue();
        orientation.Ut1MinusUtcSeconds.Should().BeApproximately(ut1, 1e-9);
        orientation.PoleXArcseconds.Should().BeApproximately(x, 1e-9);
        orientation.PoleYArcseconds.Should().BeApproximately(y, 1e-9);
    }

    [Fact]
    public void IfAnInstantIsOutsideTheTableThenThereIsNoValueAndTheOrientationIsThePlainModels()
    {
        Table.Start.Should().Be(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Table.TryAt(Table.Start, out _).Should().BeTrue();
        Table.TryAt(Table.End, out _).Should().BeTrue();
        foreach (var outside in new[] { Table.Start.AddTicks(-1), Table.End.AddTicks(1), DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            Table.TryAt(outside, out var orientation).Should().BeFalse();
            orientation.Should().Be(default(EarthOrientation));
        }
    }

    [Fact]
    public void IfALeapSecondIsInsertedThenUt1MinusUtcRunsOnToItAndJumpsThere()
    {
        // As at the end of 2016: the days' values are a second apart, the Earth's turning is not.
        var table = EarthOrientationTable.Parse(Line(57753, -0.4070) + "\n" + Line(57754, 0.5920));
        table.TryAt(table.Start.AddHours(12), out var noon).Should().BeTrue();
        noon.Ut1MinusUtcSeconds.Should().BeApproximately(-0.4075, 1e-9);
        table.TryAt(table.End, out var next).Should().BeTrue();
        next.Ut1MinusUtcSeconds.Should().BeApproximately(0.5920, 1e-9);
    }

    [Theory]
    [InlineData("", "The table has no day*")]
    [InlineData("{0}\nrubbish", "Line 2: the modified Julian date in columns 8 to 15 is \"\"; it must be a number.")]
    [InlineData("{0}\n{2}", "Line 2: the modified Julian date is 60002; *60001*")]
    [InlineData("{0}\n\n{0}", "Line 3: the modified Julian date is 60000; *60001*")]
    [InlineData("{3}", "Line 1: UT1-UTC is 1.5; it must be -1 to 1.")]
    [InlineData("{0}\n{4}\n{2}", "Line 3 has values, but line 2 before it has none*")]
    public void IfATableIsNotInTheFormatThenTheMessageNamesTheLineAndTheField(string template, string message)
    {
        var blank = Line(60001, 0.1)[..17];
        var text = string.Format(CultureInfo.InvariantCulture, template, Line(60000, 0.1), Line(60001, 0.1), Line(60002, 0.1), Line(60000, 1.5), blank);
        FluentActions.Invoking(() => EarthOrientationTable.Parse(text)).Should().Throw<FormatException>().WithMessage(message);
    }

    [Fact]
    public void IfDaysAreNotPredictedYetThenTheTableEndsBeforeThem()
    {
        var table = EarthOrientationTable.Parse(Line(60000, 0.1) + "\r\n" + Line(60001, 0.2) + "\r\n" + Line(60002, 0.3)[..17] + "\r\n");
        table.End.Should().Be(table.Start.AddDays(1));
    }

    [Fact]
    public void IfATextIsTooLongThenItIsRefused() =>
        FluentActions.Invoking(() => EarthOrientationTable.Parse(new string(' ', EarthOrientationTable.MaxCharacters + 1)))
            .Should().Throw<FormatException>().WithMessage("*more than*");

    // The columns that are read, in their places.
    private static string Line(int mjd, double ut1) =>
        string.Create(CultureInfo.InvariantCulture, $"26 822 {mjd,5:0}.00 P  0.217800 0.000934  0.347862 0.000701  P{ut1,10:0.0000000} 0.0002041");
}
