using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class StationSiteTests
{
    private static readonly GroundLink Station = TestObjects.Station("svalbard").With(s => s with
    {
        Horizon = [new() { AzimuthDegrees = 0, ElevationDegrees = 5 }, new() { AzimuthDegrees = 90, ElevationDegrees = 15 }],
    });

    [Fact]
    public void IfOnlyWhatDoesNotMoveWindowsChangesThenTheSiteIsTheSame()
    {
        var changed = Station.With(s => s with { Antennas = 3, Turnaround = TimeSpan.Zero, Horizon = [.. s.Horizon] });

        StationSite.Of(changed).Should().Be(StationSite.Of(Station));
        StationSite.Of(changed).GetHashCode().Should().Be(StationSite.Of(Station).GetHashCode());
    }

    [Fact]
    public void IfThePlaceTheMaskOrTheNameChangesThenTheSiteIsAnother()
    {
        GroundLink[] others =
        [
            Station.With(s => s with { Location = s.Location with { LatitudeDegrees = 78 } }),
            Station.With(s => s with { Location = s.Location with { AltitudeMetres = 0 } }),
            Station.With(s => s with { MinimumElevationDegrees = 6 }),
            Station.With(s => s with { Horizon = [s.Horizon[0]] }),
            Station.With(s => s with { Horizon = [s.Horizon[0], s.Horizon[1] with { ElevationDegrees = 16 }] }),
            Station with { Metadata = Station.Metadata with { Name = "troll" } },
        ];

        others.Select(StationSite.Of).Should().NotContain(StationSite.Of(Station)).And.OnlyHaveUniqueItems();
    }
}
