using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What others write over what the operator reports of pods and Nodes is put right; what they add stays.</summary>
[Collection(GatewayCollection.Name)]
public sealed class OverwrittenStatusTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfOthersWriteIntoTheStatusOfAPodOrANodeThenWhatTheOperatorOwnsIsPutRight()
    {
        // With the battery and the radiator for work that outlasts the test.
        var manifests = (await SmallWorlds.OneSatelliteAndOneStationAsync())
            .Replace("batteryWattHours: 1500", "batteryWattHours: 15000", StringComparison.Ordinal)
            .Replace("maximumContinuousCompute: 20m", "maximumContinuousCompute: 16h", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600, manifests, start: OrbitWorld.MissionStart.AddHours(7));
        await world.SubmitAsync("long", "work: {duration: 15h}");
        var pods = await world.WaitForAllAsync<V1Pod>("default", p => p.Any(IsReady));
        var pod = pods.Single(IsReady);
        // Nobody says that the work has ended, however long this takes.
        await world.StopSimulatorAsync();

        // As the node lifecycle controller does once a Node's lease has expired; kubectl get pods would show the reason.
        await WriteAsync<V1Pod>(NamespacedName.Of(pod), """
            {"reason": "NodeLost", "message": "Node is unresponsive.",
             "conditions": [{"type": "Ready", "status": "False", "reason": "NodeNotReady"}, {"type": "DisruptionTarget", "status": "True", "reason": "Other"}]}
            """);
        var mended = await world.WaitAsync<V1Pod>(NamespacedName.Of(pod), p => IsReady(p) && p.Status!.Reason is null);
        mended.Status!.Message.Should().NotContain("unresponsive");
        mended.Status.Conditions!.Single(c => c.Type == "Ready").Reason.Should().BeNull();
        mended.Status.Conditions!.Should().Contain(c => c.Type == "DisruptionTarget" && c.Status == "True", "it is another's");

        var node = new NamespacedName("scs-01-a");
        await WriteAsync<V1Node>(node, """
            {"capacity": {"pods": "5", "example.com/dongle": "1"}, "allocatable": {"pods": "5"},
             "conditions": [{"type": "Ready", "status": "True", "reason": "Other", "message": "Kubelet stopped posting node status."}, {"type": "KernelDeadlock", "status": "False"}]}
            """);
        var whole = await world.WaitAsync<V1Node>(node, n => n.Status!.Conditions!.Any(c => c is { Type: "Ready", Status: "True", Reason: "SilencePredicted" }));
        var pod110 = new ResourceQuantity("110");
        whole.Status!.Capacity!["pods"].Should().Be(pod110);
        whole.Status.Allocatable!["pods"].Should().Be(pod110);
        whole.Status.Capacity.Should().ContainKey("example.com/dongle", "it is another's");
        whole.Status.Conditions.Should().Contain(c => c.Type == "KernelDeadlock");

        Task<T> WriteAsync<T>(NamespacedName key, string status)
            where T : class, IKubernetesObject<V1ObjectMeta> =>
            world.Client.PatchStrategicallyAsync<T>(key, new JsonObject { ["status"] = JsonNode.Parse(status) }, "status", CancellationToken.None);
    }

    private static bool IsReady(V1Pod pod) => pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) is true;
}
