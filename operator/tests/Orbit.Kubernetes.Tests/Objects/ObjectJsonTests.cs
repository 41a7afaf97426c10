using System.Text.Json;
using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Tests.Objects;

public sealed class ObjectJsonTests
{
    [Fact]
    public void IfMembersAreUnknownOrMissingThenTheRestIsRead()
    {
        var pod = JsonSerializer.Deserialize(
            """{"metadata":{"name":"a","managedFields":[{}],"creationTimestamp":"2026-08-22T00:00:00Z"},"spec":{"volumes":[],"containers":[{"name":"c"}]}}""",
            ResourceJson.TypeInfo<V1Pod>())!;

        pod.ApiVersion.Should().Be("v1", "the items of a list carry neither apiVersion nor kind");
        pod.Kind.Should().Be("Pod");
        NamespacedName.Of(pod).Should().Be(new NamespacedName("a"));
        pod.Metadata.CreationTimestamp.Should().Be(new DateTime(2026, 8, 22, 0, 0, 0, DateTimeKind.Utc));
        pod.Spec!.Containers.Should().ContainSingle().Which.Name.Should().Be("c");
        JsonSerializer.Deserialize("{}", ResourceJson.TypeInfo<V1Pod>())!.Metadata.Should().Be(new V1ObjectMeta());
        JsonSerializer.Deserialize("""{"metadata":null}""", ResourceJson.TypeInfo<V1Pod>())!.Metadata.Should().Be(new V1ObjectMeta());
    }

    [Fact]
    public void IfALeaseIsWrittenThenItsTimesHaveSixDigitsAndNullsAreLeftOut()
    {
        var lease = new V1Lease
        {
            Metadata = new V1ObjectMeta { Name = "leader", NamespaceProperty = "orbit" },
            Spec = new V1LeaseSpec { HolderIdentity = "me", LeaseDurationSeconds = 15, RenewTime = new DateTime(2026, 8, 22, 0, 0, 0, DateTimeKind.Utc) },
        };

        JsonSerializer.Serialize(lease, ResourceJson.TypeInfo<V1Lease>()).Should().Be(
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"leader","namespace":"orbit"},"spec":{"holderIdentity":"me","leaseDurationSeconds":15,"renewTime":"2026-08-22T00:00:00.000000Z"}}""");
    }

    [Fact]
    public void IfNodeFieldsHaveGoStyleInitialismsThenTheyAreReadAndWrittenSo()
    {
        const string json = """{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"},"spec":{"providerID":"orbit://1"},"status":{"capacity":{"cpu":"4","memory":"64Gi"},"nodeInfo":{"architecture":"arm64","bootID":"1","containerRuntimeVersion":"","kernelVersion":"","kubeProxyVersion":"","kubeletVersion":"v1","machineID":"2","operatingSystem":"linux","osImage":"","systemUUID":"3"}}}""";

        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ResourceJson.TypeInfo<V1Node>())!, ResourceJson.TypeInfo<V1Node>()).Should().Be(json);
    }

    [Fact]
    public void IfTheScopeOfABuiltInKindIsNotKnownThenItIsNotGuessed()
    {
        ResourceKind.Of<V1Node>().Namespaced.Should().BeFalse();
        ResourceKind.Of<V1Pod>().Namespaced.Should().BeTrue();
        FluentActions.Invoking(ResourceKind.Of<V1ClusterRole>).Should().Throw<Exception>().WithInnerException<InvalidOperationException>()
            .WithMessage("The scope of V1ClusterRole is not known; add it to ResourceKind.");
    }

    [Fact]
    public void IfAnOwnerWasNeverStoredThenItCannotBeReferredTo()
    {
        FluentActions.Invoking(() => OwnerReferences.ControllerOf(new V1Pod { Metadata = new() { Name = "a" } }))
            .Should().Throw<ArgumentException>().WithMessage("*metadata.uid*Pod*");
        OwnerReferences.ControllerOf(new V1Pod { Metadata = new() { Name = "a", Uid = "1" } }).Should().Be(
            new V1OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = "a", Uid = "1", Controller = true, BlockOwnerDeletion = true });
    }
}
