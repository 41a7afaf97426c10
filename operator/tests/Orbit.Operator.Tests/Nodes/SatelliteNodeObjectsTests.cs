using k8s.Models;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Nodes;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Nodes;

public sealed class SatelliteNodeObjectsTests
{
    private static readonly DateTimeOffset Wall = new(2030, 1, 1, 0, 0, 0, 500, TimeSpan.Zero);
    private static readonly DateTimeOffset WholeSecond = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SatelliteNode Satellite = TestObjects.Satellite();
    private static readonly SatelliteReadiness Ready = SatelliteReadiness.Of(Satellite, default, TestData.Start);
    private static readonly SatelliteHealth Silent = new(3, 2, null);
    private static readonly SatelliteReadiness Lost = SatelliteReadiness.Of(Satellite, Silent, TestData.Start);
    private static readonly SatelliteReadiness Stale = SatelliteReadiness.Of(Satellite, default, TestData.Start.AddDays(8));

    [Fact]
    public void IfANodeIsMadeThenItStandsForTheSatelliteAndKeepsOrdinaryPodsAway()
    {
        var node = SatelliteNodeObjects.New(Satellite);

        node.Metadata.Name.Should().Be("scs-01-a");
        node.Metadata.OwnerReferences.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { ApiVersion = "orbitoperator.io/v1alpha1", Kind = "SatelliteNode", Name = "scs-01-a", Uid = "uid-63982", Controller = true });
        node.Spec!.ProviderID.Should().Be("orbit://norad/63982");
        node.Spec.Taints.Should().Equal(new V1Taint { Key = "orbitoperator.io/satellite", Effect = "NoSchedule" });
        node.Metadata.Labels.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["kubernetes.io/hostname"] = "scs-01-a",
            ["node-role.kubernetes.io/satellite"] = "",
            ["node.kubernetes.io/exclude-from-external-load-balancers"] = "",
            ["orbitoperator.io/norad-id"] = "63982",
            ["orbitoperator.io/role"] = "Inference",
            ["type"] = "virtual-kubelet",
        });
    }

    [Fact]
    public void IfTheSatelliteHasLabelsThenTheNodeHasThemToo()
    {
        Labelled("orbitoperator.io/constellation", "three-body")["orbitoperator.io/constellation"].Should().Be("three-body");
    }

    [Theory]
    [InlineData("kubernetes.io/hostname", "scs-01-a")]
    [InlineData("orbitoperator.io/norad-id", "63982")]
    [InlineData("orbitoperator.io/role", "Inference")]
    [InlineData("type", "virtual-kubelet")]
    public void IfTheSatelliteClaimsALabelThatIsTheNodesThenTheNodeKeepsItsOwn(string key, string value) =>
        Labelled(key, "mine")[key].Should().Be(value);

    [Theory]
    [InlineData("node-role.kubernetes.io/control-plane")]
    [InlineData("node.k8s.io/instance")]
    public void IfTheSatelliteCarriesALabelOfKubernetesThenTheNodeDoesNot(string key) =>
        Labelled(key, "").Should().NotContainKey(key);

    [Fact]
    public void IfTheSatelliteIsReadyThenTheNodeOffersItsAcceleratorsAndIsReady()
    {
        var satellite = Satellite.With(s => s with { Compute = new ComputePayload { Accelerators = 4, Memory = Quantity.Parse("32Gi") } });

        var status = SatelliteNodeObjects.Status(satellite, Ready, default, null, Wall);

        status.Capacity.Should().BeEquivalentTo(new Dictionary<string, ResourceQuantity>
        {
            ["orbitoperator.io/accelerator"] = new("4"),
            ["pods"] = new("110"),
            ["memory"] = new("32Gi"),
        });
        status.Allocatable.Should().BeEquivalentTo(status.Capacity);
        status.Conditions.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Type = "Ready", Status = "True", Reason = "SilencePredicted", LastHeartbeatTime = WholeSecond.UtcDateTime, LastTransitionTime = WholeSecond.UtcDateTime });
    }

    [Theory]
    [InlineData("32Gi", "32Gi")]
    [InlineData("1e300000000", "9223372036854775807")]
    [InlineData("10E", "9223372036854775807")]
    [InlineData("1e-12", "1n")]
    [InlineData("0.0000000001Ki", "103n")]
    public void IfTheMemoryIsBeyondTheServersBoundsThenTheNodeSaysWhatTheServerWillStore(string stated, string stored)
    {
        var satellite = Satellite.With(s => s with { Compute = new ComputePayload { Accelerators = 1, Memory = Quantity.Parse(stated) } });
        var status = SatelliteNodeObjects.Status(satellite, Ready, default, null, Wall);
        var answer = new Dictionary<string, ResourceQuantity>(status.Capacity) { ["memory"] = new(stored) };

        SatelliteNodeObjects.Same(status with { Capacity = answer, Allocatable = answer }, status).Should().BeTrue();
    }

    [Fact]
    public void IfTheMemoryIsNotStatedThenNoneIsOffered() =>
        SatelliteNodeObjects.Status(Satellite, Ready, default, null, Wall).Capacity.Should().NotContainKey("memory");

    [Fact]
    public void IfTheSatelliteIsLostThenTheNodeSaysSoAndSinceWhen()
    {
        var before = SatelliteNodeObjects.Status(Satellite, Ready, default, null, Wall);

        var lost = SatelliteNodeObjects.Status(Satellite, Lost, Silent, before, Wall.AddHours(1));
        var still = SatelliteNodeObjects.Status(Satellite, Lost, Silent, lost, Wall.AddHours(2));

        lost.Conditions![0].Should().BeEquivalentTo(
            new { Status = "False", Reason = "ContactsMissed", Message = Lost.Problem, LastTransitionTime = WholeSecond.UtcDateTime.AddHours(1) });
        still.Conditions![0].LastTransitionTime.Should().Be(WholeSecond.UtcDateTime.AddHours(1), "nothing changed since");
        still.Conditions[0].LastHeartbeatTime.Should().Be(WholeSecond.UtcDateTime.AddHours(2));
    }

    [Fact]
    public void IfOnlyItsElementsAreStaleThenTheNodeSaysSoButStaysReady()
    {
        var before = SatelliteNodeObjects.Status(Satellite, Ready, default, null, Wall);

        var stale = SatelliteNodeObjects.Status(Satellite, Stale, default, before, Wall.AddHours(1));

        stale.Conditions![0].Should().BeEquivalentTo(
            new { Status = "True", Reason = "StaleElements", Message = Stale.Problem, LastTransitionTime = WholeSecond.UtcDateTime });
    }

    [Fact]
    public void IfOnlyTheHeartbeatMovedThenTheStatusIsTheSame()
    {
        var before = SatelliteNodeObjects.Status(Satellite, Ready, default, null, Wall);
        var bigger = Satellite.With(s => s with { Compute = s.Compute with { Accelerators = 2 } });

        SatelliteNodeObjects.Same(before, SatelliteNodeObjects.Status(Satellite, Ready, default, before, Wall.AddHours(1))).Should().BeTrue();
        SatelliteNodeObjects.Same(before, SatelliteNodeObjects.Status(Satellite, Lost, Silent, before, Wall)).Should().BeFalse();
        SatelliteNodeObjects.Same(before, SatelliteNodeObjects.Status(bigger, Ready, default, before, Wall)).Should().BeFalse();
        SatelliteNodeObjects.Same(null, before).Should().BeFalse();
    }

    [Fact]
    public void IfOthersWriteOverWhatTheNodeReportsThenItIsNotTheSame()
    {
        var stored = SatelliteNodeObjects.Status(Satellite, Ready, default, null, Wall);
        var five = new Dictionary<string, ResourceQuantity> { ["orbitoperator.io/accelerator"] = new("1"), ["pods"] = new("5") };

        Same(stored with { Capacity = five }).Should().BeFalse();
        Same(stored with { Allocatable = five }).Should().BeFalse();
        Same(stored with { Allocatable = null }).Should().BeFalse();
        Same(stored with { NodeInfo = stored.NodeInfo! with { Architecture = "arm64" } }).Should().BeFalse();
        Same(stored with { Conditions = [stored.Conditions![0] with { Message = "Kubelet stopped posting node status." }] }).Should().BeFalse();
        Same(stored with { Conditions = [] }).Should().BeFalse();
    }

    [Fact]
    public void IfOthersAddToWhatTheNodeReportsThenItIsStillTheSame()
    {
        var stored = SatelliteNodeObjects.Status(Satellite, Ready, default, null, Wall);
        var dongle = new Dictionary<string, ResourceQuantity>(stored.Capacity!) { ["example.com/dongle"] = new("1") };

        Same(stored with { Capacity = dongle, Allocatable = dongle }).Should().BeTrue();
        Same(stored with { Conditions = [new V1NodeCondition { Type = "KernelDeadlock", Status = "False" }, .. stored.Conditions!] }).Should().BeTrue();
    }

    [Fact]
    public void IfAMachineCarriesTheLabelOfSatellitesThenItIsNone()
    {
        var node = SatelliteNodeObjects.New(Satellite);

        SatelliteNodeObjects.IsSatellite(node).Should().BeTrue();
        SatelliteNodeObjects.IsSatellite(node with { Metadata = node.Metadata with { OwnerReferences = null } }).Should().BeFalse();
        SatelliteNodeObjects.IsSatellite(node with { Metadata = node.Metadata with { Name = "rack-1" } }).Should().BeFalse();
    }

    private static bool Same(V1NodeStatus stored) =>
        SatelliteNodeObjects.Same(stored, SatelliteNodeObjects.Status(Satellite, Ready, default, stored, Wall));

    [Fact]
    public void IfTheHeartIsToBeatThenTheLeaseIsTheNodesOwn()
    {
        var lease = SatelliteNodeObjects.Lease("scs-01-a", "node-uid", Wall);

        lease.Metadata.Should().BeEquivalentTo(new { NamespaceProperty = "kube-node-lease", Name = "scs-01-a" });
        lease.Metadata.OwnerReferences.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = "Node", Uid = "node-uid" });
        lease.Spec.Should().BeEquivalentTo(new { HolderIdentity = "scs-01-a", LeaseDurationSeconds = 40, RenewTime = Wall.UtcDateTime });
    }

    private static IDictionary<string, string> Labelled(string key, string value) =>
        SatelliteNodeObjects.Identity(Satellite with
        {
            Metadata = Satellite.Metadata with { Labels = new Dictionary<string, string> { [key] = value } },
        }).Metadata.Labels!;
}
