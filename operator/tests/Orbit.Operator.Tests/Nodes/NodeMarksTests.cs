using k8s.Models;
using Orbit.Operator.Nodes;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Tests.Nodes;

public sealed class NodeMarksTests
{
    [Fact]
    public void IfAPersonCordonsOrTaintsANodeThenThatIsMarkedOnIt() =>
        NodeMarks.Of(Node(true, ("maintenance", "yes", "NoSchedule"), ("repair", null, "NoExecute"), ("node.kubernetes.io/out-of-service", "nodeshutdown", "NoExecute")))
            .Should().Equal(
                Taint.Cordon,
                new Taint("maintenance", "yes", "NoSchedule"),
                new Taint("repair", "", "NoExecute"),
                new Taint("node.kubernetes.io/out-of-service", "nodeshutdown", "NoExecute"));

    [Theory]
    [InlineData("orbitoperator.io/satellite", "NoSchedule")]
    [InlineData("node.kubernetes.io/not-ready", "NoExecute")]
    [InlineData("node.kubernetes.io/not-ready", "NoSchedule")]
    [InlineData("node.kubernetes.io/unreachable", "NoExecute")]
    [InlineData("node.kubernetes.io/unschedulable", "NoSchedule")]
    [InlineData("node.kubernetes.io/memory-pressure", "NoSchedule")]
    [InlineData("node.kubernetes.io/disk-pressure", "NoSchedule")]
    [InlineData("node.kubernetes.io/pid-pressure", "NoSchedule")]
    [InlineData("node.kubernetes.io/network-unavailable", "NoSchedule")]
    [InlineData("node.cloudprovider.kubernetes.io/uninitialized", "NoSchedule")]
    [InlineData("node.cloudprovider.kubernetes.io/shutdown", "NoSchedule")]
    [InlineData("maintenance", "PreferNoSchedule")]
    public void IfATaintIsTheOperatorsOrKubernetesOrOnlyAWishThenItMarksNothing(string key, string effect) =>
        NodeMarks.Of(Node(false, (key, null, effect))).Should().BeEmpty();

    [Fact]
    public void IfThereIsNoNodeThenNothingIsMarked() => NodeMarks.Of(null).Should().BeEmpty();

    [Fact]
    public void IfATolerationNamesTheCordonThenTheCordonIsTolerated()
    {
        NodeMarks.Tolerates([new() { Key = "node.kubernetes.io/unschedulable", OperatorProperty = "Exists", Effect = "NoSchedule" }], Taint.Cordon).Should().BeTrue();
        NodeMarks.Tolerates([new() { Key = "maintenance", OperatorProperty = "Exists" }], Taint.Cordon).Should().BeFalse();
    }

    [Fact]
    public void IfATaintIsNotToleratedOrForNoTimeThenKubernetesEvicts()
    {
        var node = Node(false, ("repair", null, "NoExecute"));

        Evicts().Should().BeTrue();
        Evicts(new V1Toleration { OperatorProperty = "Exists", TolerationSeconds = 0, Effect = "NoExecute" }).Should().BeTrue();
        Evicts(new V1Toleration { Key = "repair", OperatorProperty = "Exists", TolerationSeconds = 0, Effect = "NoExecute" }, new V1Toleration { OperatorProperty = "Exists" })
            .Should().BeTrue("the first that matches counts");
        Evicts(new V1Toleration { Key = "repair", OperatorProperty = "Exists", TolerationSeconds = 60, Effect = "NoExecute" }).Should().BeFalse();
        Evicts(new V1Toleration { OperatorProperty = "Exists" }).Should().BeFalse();
        NodeMarks.Evict(Node(false, ("maintenance", "yes", "NoSchedule")), []).Should().BeFalse();
        NodeMarks.Evict(null, []).Should().BeFalse();

        bool Evicts(params V1Toleration[] tolerations) => NodeMarks.Evict(node, tolerations);
    }

    private static V1Node Node(bool unschedulable, params (string Key, string? Value, string Effect)[] taints) => new()
    {
        Spec = new V1NodeSpec
        {
            Unschedulable = unschedulable,
            Taints = [.. taints.Select(t => new V1Taint { Key = t.Key, Value = t.Value, Effect = t.Effect })],
        },
    };
}
