using k8s.Models;
using Orbit.Operator.Pods;

namespace Orbit.Operator.Tests.Pods;

public sealed class ForeignPodsTests
{
    private static readonly DateTimeOffset Wall = new(2030, 1, 1, 0, 0, 0, 500, TimeSpan.Zero);

    [Theory]
    [InlineData("DaemonSet", "apps/v1", "Pending")]
    [InlineData("ReplicaSet", "apps/v1", "Pending")]
    [InlineData("StatefulSet", "apps/v1", "Pending")]
    [InlineData("ReplicationController", "v1", "Pending")]
    [InlineData("Rollout", "example.com/v1", "Pending")]
    [InlineData("Job", "example.com/v1", "Pending")]
    [InlineData("Job", "batch/v1", "Failed")]
    public void IfItsControllerWouldReplaceAFailedPodThenItStaysPending(string kind, string apiVersion, string phase)
    {
        var owner = new V1OwnerReference { ApiVersion = apiVersion, Kind = kind, Name = "mine", Uid = "u", Controller = true };

        var status = ForeignPods.Status(Pod([owner]), Wall)!;

        status.Should().BeEquivalentTo(new { Phase = phase, Reason = "NotForSatellites" });
        status.Message.Should().StartWith("Pods run on satellites only through an OrbitalInferenceJob.");
        (status.Message!.Contains($"{kind} mine", StringComparison.Ordinal)).Should().Be(phase == "Pending");
        status.Conditions.Should().OnlyContain(c => c.Status == "False" && c.Reason == "NotForSatellites");
    }

    [Fact]
    public void IfNobodyControlsThePodThenItHasFailed()
    {
        ForeignPods.Status(Pod([]), Wall)!.Phase.Should().Be("Failed");
        ForeignPods.Status(Pod([new V1OwnerReference { ApiVersion = "apps/v1", Kind = "ReplicaSet", Name = "a", Uid = "u" }]), Wall)!.Phase.Should().Be("Failed", "an owner alone makes no pods");
    }

    [Fact]
    public void IfThePodHasEndedThenThereIsNothingToSay()
    {
        ForeignPods.Status(Pod([], "Failed"), Wall).Should().BeNull();
        ForeignPods.Status(Pod([], "Succeeded"), Wall).Should().BeNull();
    }

    [Fact]
    public void IfItIsSaidAlreadyThenItIsNotSaidAgain()
    {
        var pod = Pod([new V1OwnerReference { ApiVersion = "apps/v1", Kind = "DaemonSet", Name = "mine", Uid = "u", Controller = true }]);
        var said = pod with { Status = ForeignPods.Status(pod, Wall) };

        PodStatuses.Says(pod.Status, said.Status!).Should().BeFalse();
        PodStatuses.Says(said.Status, ForeignPods.Status(said, Wall.AddHours(1))!).Should().BeTrue();
    }

    private static V1Pod Pod(IList<V1OwnerReference> owners, string phase = "Pending") => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = "default", Name = "lodger", OwnerReferences = owners },
        Status = new V1PodStatus { Phase = phase },
    };
}
