using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class DuplicatesTests
{
    private static readonly DateTimeOffset Created = TestData.Start;

    [Theory]
    [InlineData("http://gateway.example", "svalbard", true)]
    [InlineData("HTTP://Gateway.example:80/", "svalbard", true)]
    [InlineData("https://gateway.example", "svalbard", false)]
    [InlineData("http://gateway.example/ksat", "svalbard", false)]
    [InlineData("http://gateway.example:8080", "svalbard", false)]
    [InlineData("http://gateway.example", "troll", false)]
    [InlineData("http://gateway.example", null, false)]
    public void IfTwoGroundLinksNameOneStationOfOneGatewayThenTheLaterIsADuplicate(string url, string? station, bool isDuplicate)
    {
        var first = Station("svalbard", 0);
        var later = Station("again", 1, new StationGateway { Url = url, Station = station });
        var duplicates = Duplicates.Among([], [later, first]);

        duplicates.FirstOf(later).Should().Be(isDuplicate ? first : null);
        duplicates.FirstOf(first).Should().BeNull();
        duplicates.OthersOf(first).Should().Equal(isDuplicate ? [later] : []);
    }

    [Fact]
    public void IfTwoWereCreatedInTheSameSecondThenTheirUidsDecide()
    {
        var (a, b) = (Satellite("b", 0, "uid-1"), Satellite("a", 0, "uid-2"));
        var duplicates = Duplicates.Among([b, a], []);

        duplicates.FirstOf(b).Should().BeSameAs(a);
        duplicates.FirstOf(a).Should().BeNull();
        duplicates.Problem(b).Should().Be("spec.noradId: 63982 is that of SatelliteNode b, which was created before; correct it, or delete one of the two.");
    }

    [Fact]
    public void IfTheFirstIsBeingDeletedThenTheNextCounts()
    {
        var going = Satellite("going", 0) with { Metadata = new V1ObjectMeta { Name = "going", CreationTimestamp = Created.UtcDateTime, DeletionTimestamp = Created.UtcDateTime } };
        var (second, third) = (Satellite("second", 1), Satellite("third", 2));
        var duplicates = Duplicates.Among([going, third, second], []);

        duplicates.FirstOf(second).Should().BeNull();
        duplicates.FirstOf(third).Should().BeSameAs(second);
    }

    [Fact]
    public void IfOneIsNotStoredYetThenItIsTheLater()
    {
        var stored = Satellite("stored", 5);
        var wanted = Satellite("wanted", 0) with { Metadata = new V1ObjectMeta { Name = "wanted" } };

        Duplicates.Among([stored], []).FirstOf(wanted).Should().BeSameAs(stored);
        Duplicates.Among([stored], []).FirstOf(stored).Should().BeNull("an object is no duplicate of its own stored state");
    }

    [Fact]
    public void IfAnAddressCanNotBeUsedThenItIsNobodysDuplicate()
    {
        var broken = new StationGateway { Url = "gateway", Station = "svalbard" };

        Duplicates.Among([], [Station("a", 0, broken), Station("b", 1, broken)]).FirstOf(Station("b", 1, broken)).Should().BeNull();
    }

    private static GroundLink Station(string name, int minute, StationGateway? gateway = null) =>
        TestObjects.Station(name).With(s => gateway is null ? s : s with { Gateway = gateway }) with
        {
            Metadata = new V1ObjectMeta { Name = name, Uid = $"uid-{name}", CreationTimestamp = Created.AddMinutes(minute).UtcDateTime },
        };

    private static SatelliteNode Satellite(string name, int minute, string? uid = null) =>
        TestObjects.Satellite() with { Metadata = new V1ObjectMeta { Name = name, Uid = uid ?? $"uid-{name}", CreationTimestamp = Created.AddMinutes(minute).UtcDateTime } };
}
