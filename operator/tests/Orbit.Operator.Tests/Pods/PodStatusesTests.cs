using k8s.Models;
using Orbit.Operator.Pods;

namespace Orbit.Operator.Tests.Pods;

public sealed class PodStatusesTests
{
    private static readonly DateTime Since = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTimeOffset AnHourLater = new(Since.AddHours(1));
    private static readonly V1PodCondition Ready = new() { Type = "Ready", Status = "True", LastTransitionTime = Since };

    private static readonly V1PodStatus Wanted = new()
    {
        Phase = "Running",
        Message = "On board.",
        StartTime = Since,
        Conditions = [Ready],
        ContainerStatuses = [Container(running: true)],
    };

    // As an API server gives it back.
    private static readonly V1PodStatus Stored = Wanted with { ContainerStatuses = [Container(running: true) with { LastState = new V1ContainerState() }] };

    [Fact]
    public void IfTheServerHoldsWhatIsWantedThenItSaysIt() => PodStatuses.Says(Stored, Wanted).Should().BeTrue();

    [Fact]
    public void IfOthersAddedSomethingThenItStillSaysIt() =>
        PodStatuses.Says(Stored with { HostIP = "10.0.0.1", Conditions = [new V1PodCondition { Type = "DisruptionTarget", Status = "True" }, Ready] }, Wanted).Should().BeTrue();

    [Fact]
    public void IfANewerServerAddedWhatIsNotWrittenHereThenItStillSaysIt() =>
        PodStatuses.Says(
            Stored with
            {
                Conditions = [Ready with { ObservedGeneration = 1 }],
                ContainerStatuses = [Stored.ContainerStatuses[0] with { VolumeMounts = [], AllocatedResources = new Dictionary<string, ResourceQuantity>() }],
            },
            Wanted).Should().BeTrue();

    [Fact]
    public void IfOthersWroteOverSomethingThenItDoesNotSayIt()
    {
        PodStatuses.Says(Stored with { Conditions = [Ready with { Status = "False" }] }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { Conditions = [Ready with { Reason = "NodeNotReady" }] }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { Conditions = null }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { Phase = "Unknown" }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { Reason = "NodeLost" }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { Message = "Gone." }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { StartTime = null }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { ContainerStatuses = [Container(running: false)] }, Wanted).Should().BeFalse();
        PodStatuses.Says(Stored with { ContainerStatuses = [.. Stored.ContainerStatuses!, Container(running: true) with { Name = "other" }] }, Wanted).Should().BeFalse();
        PodStatuses.Says(null, Wanted).Should().BeFalse();
    }

    [Fact]
    public void IfAConditionKeepsItsStatusThenItKeepsItsTime()
    {
        PodStatuses.Condition(Stored, "Ready", "True", AnHourLater).LastTransitionTime.Should().Be(Since);
        PodStatuses.Condition(Stored, "Ready", "False", AnHourLater).LastTransitionTime.Should().Be(Since.AddHours(1));
        PodStatuses.Condition(null, "Ready", "True", AnHourLater.AddMilliseconds(1)).LastTransitionTime.Should().Be(Since.AddHours(1));
    }

    private static V1ContainerStatus Container(bool running) => new()
    {
        Name = "inference",
        Ready = running,
        State = running
            ? new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = Since } }
            : new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = "Other" } },
    };
}
