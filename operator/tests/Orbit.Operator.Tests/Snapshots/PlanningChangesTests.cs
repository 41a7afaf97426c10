using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class PlanningChangesTests
{
    private static readonly BookedContact Booked = TestObjects.Contact(BookedContactState.Scheduled, TestData.Start.AddHours(1));
    private static readonly GroundLink Station = TestObjects.Station("svalbard").Holding(Booked);

    [Fact]
    public void IfALedgerFollowsItsGatewayOrTakesMoreThenNoPlanComesOfIt()
    {
        PlanningChanges.Matter(Station, Station.Holding(Booked with { State = BookedContactState.Pass })).Should().BeFalse();
        PlanningChanges.Matter(Station, Station.Holding(Booked with { State = BookedContactState.Completed })).Should().BeFalse();
        PlanningChanges.Matter(Station, Station.Holding(Booked, Booked with { Name = "another" })).Should().BeFalse();
        PlanningChanges.Matter(Station.Holding(Booked with { State = BookedContactState.Completed }), Station.Holding()).Should().BeFalse("it was over");
    }

    [Fact]
    public void IfAnAntennaIsFreeAgainThenAPlanMayComeOfIt()
    {
        PlanningChanges.Matter(Station, Station.Holding()).Should().BeTrue();
        PlanningChanges.Matter(Station, Station.Holding(Booked with { State = BookedContactState.ProviderCancelled })).Should().BeTrue();
        PlanningChanges.Matter(Station, Station.Holding(Booked with { End = Booked.End.AddMinutes(-1) })).Should().BeTrue();
    }

    [Fact]
    public void IfContactsLeaveOrComeToTheirEndThenThereMayBeRoomInTheLedger()
    {
        var ended = Booked with { State = BookedContactState.Completed };

        PlanningChanges.MakeLedgerRoom(Station, Station.Holding(ended)).Should().BeTrue();
        PlanningChanges.MakeLedgerRoom(Station.Holding(ended), Station.Holding(Booked with { Name = "another" })).Should().BeTrue();
        PlanningChanges.MakeLedgerRoom(Station, Station.Holding(Booked with { State = BookedContactState.Pass })).Should().BeFalse();
    }

    [Fact]
    public void IfASpecOrLabelsOrReadinessChangeThenAPlanMayComeOfIt()
    {
        PlanningChanges.Matter(Station, Station with { Metadata = Station.Metadata with { Generation = 2 } }).Should().BeTrue();
        PlanningChanges.Matter(Station, Station with { Metadata = Station.Metadata with { Labels = new Dictionary<string, string> { ["a"] = "b" } } }).Should().BeTrue();
        PlanningChanges.Matter(Ready("True"), Ready("False")).Should().BeTrue();
        PlanningChanges.Matter(Ready("True"), Ready("True") with { Status = Ready("True").Status! with { NextPass = null } }).Should().BeFalse();
    }

    [Fact]
    public void IfAJobGivesItsAcceleratorBackBeforeItsTimeThenAPlanMayComeOfIt()
    {
        var scheduled = TestObjects.Job().In(JobPhase.Scheduled, TestObjects.Plan(TestData.Start));

        PlanningChanges.Matter(scheduled, TestObjects.Job().In(JobPhase.Pending)).Should().BeTrue();
        PlanningChanges.Matter(scheduled, null).Should().BeTrue("it was deleted");
        PlanningChanges.Matter(scheduled, scheduled.In(JobPhase.Uplinking, scheduled.Status!.Plan)).Should().BeFalse();
        PlanningChanges.Matter(scheduled, scheduled.In(JobPhase.Downlinking, scheduled.Status!.Plan)).Should().BeFalse("its time was used");
        PlanningChanges.Matter(TestObjects.Job(), scheduled).Should().BeFalse();
    }

    private static SatelliteNode Ready(string status) => TestObjects.Satellite() with
    {
        Status = new SatelliteNodeStatus { Conditions = [new V1Condition { Type = ConditionTypes.Ready, Status = status, Reason = "Any", Message = "" }] },
    };
}
