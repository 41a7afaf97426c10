using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class StationProblemsTests
{
    private static readonly GroundLink Good = TestObjects.Station("svalbard");

    [Fact]
    public void IfNothingIsWrongThenThereIsNoProblem()
    {
        StationProblems.Of(Good).Should().BeNull();
        StationProblems.Of(Horizon((0, 5), (359.5, 90))).Should().BeNull();
    }

    [Theory]
    [InlineData(-90.5, "spec.location.latitudeDegrees is -90.5; it must be from -90 to 90.")]
    [InlineData(double.NaN, "spec.location.latitudeDegrees is NaN; it must be from -90 to 90.")]
    public void IfTheLatitudeIsOutOfRangeThenItIsNamed(double latitude, string sentence) =>
        StationProblems.Of(TestObjects.Station("bad", latitude: latitude)).Should().Be(sentence);

    [Fact]
    public void IfTheLongitudeIsOutOfRangeThenItIsNamed() =>
        StationProblems.Of(TestObjects.Station("bad", longitude: 361)).Should().Be("spec.location.longitudeDegrees is 361; it must be from -180 to 360.");

    [Fact]
    public void IfTheAltitudeIsOutOfRangeThenItIsNamed() =>
        StationProblems.Of(TestObjects.Station("bad", altitude: 1e6)).Should().Be("spec.location.altitudeMetres is 1000000; it must be from -1000 to 100000.");

    [Fact]
    public void IfTheMinimumElevationIsOutOfRangeThenItIsNamed() =>
        StationProblems.Of(Good.With(s => s with { MinimumElevationDegrees = 91 })).Should().Be("spec.minimumElevationDegrees is 91; it must be from -90 to 90.");

    [Fact]
    public void IfAPointOfTheHorizonIsWrongThenItIsNamedByItsPlace()
    {
        StationProblems.Of(Horizon((0, 5), (360, 5))).Should().Be("spec.horizon[1].azimuthDegrees is 360; it must be 0 or more and less than 360.");
        StationProblems.Of(Horizon((0, 95))).Should().Be("spec.horizon[0].elevationDegrees is 95; it must be from -90 to 90.");
        StationProblems.Of(Horizon((10, 5), (10, 7)))
            .Should().Be("spec.horizon[1].azimuthDegrees is 10 as in an earlier point; a horizon has one elevation at each azimuth.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("gateway.example")]
    [InlineData("ftp://gateway.example")]
    public void IfTheGatewayIsNoHttpAddressThenItIsNamed(string url) =>
        StationProblems.Of(Good.With(s => s with { Gateway = new StationGateway { Url = url } }))
            .Should().Be($"spec.gateway.url is '{url}'; it must be an absolute http or https address.");

    [Fact]
    public void IfAMaintenanceWindowEndsBeforeItStartsThenItIsNamedByItsPlace()
    {
        var start = TestData.Start;
        var bad = Good.With(s => s with
        {
            Maintenance = [new() { Start = start, End = start.AddHours(1) }, new() { Start = start, End = start }],
        });

        StationProblems.Of(bad).Should().Be("spec.maintenance[1].end must be after its start.");
    }

    private static GroundLink Horizon(params (double Azimuth, double Elevation)[] points) => Good.With(s => s with
    {
        Horizon = [.. points.Select(p => new HorizonPoint { AzimuthDegrees = p.Azimuth, ElevationDegrees = p.Elevation })],
    });
}
