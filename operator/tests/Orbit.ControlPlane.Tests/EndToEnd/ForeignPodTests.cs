using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Pods that get onto a satellite's Node without a job say why they don't run, are not made again and again, and can be deleted.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ForeignPodTests(ControlPlaneFixture controlPlane)
{
    private const string Reason = "NotForSatellites";
    private const string Spec = "tolerations: [{operator: Exists}], terminationGracePeriodSeconds: 600, containers: [{name: main, image: example.com/main}]";
    private static readonly string[] Replacing = ["daemonset/everywhere", "deployment/web", "statefulset/store"];

    [Fact]
    public async Task IfPodsGetOntoASatelliteWithoutAJobThenTheySayWhyTheyStayAndGoWhenTheyAreDeleted()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, await SmallWorlds.OneSatelliteAndOneStationAsync());
        var node = await world.WaitAsync<V1Node>(new NamespacedName("scs-01-a"), n => n.Status?.Allocatable is { Count: > 0 });
        node.Metadata.Labels.Should().Contain("type", "virtual-kubelet").And.NotContainKeys("kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch");
        node.Status!.Allocatable.Should().NotContainKey("cpu");

        await controlPlane.ApplyAsync($$$$$"""
            {{{{{Workload("DaemonSet", "everywhere", "apps/v1")}}}}}
            ---
            {{{{{Workload("Deployment", "web", "apps/v1", "replicas: 2, ")}}}}}
            ---
            {{{{{Workload("StatefulSet", "store", "apps/v1", "replicas: 2, serviceName: store, ")}}}}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: once, namespace: default}
            spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never, {{{{{Spec}}}}}}}}
            ---
            {{{{{BoundPod("by-hand", "scs-01-a")}}}}}
            """);
        // The StatefulSet waits for its first pod before it makes the second.
        var before = await world.WaitForAllAsync<V1Pod>("default", p => p.Count == 6 && p.All(x => x.Status?.Reason == Reason));

        before.Where(p => p.Status!.Phase == "Pending").Select(OwnerKind).Should().BeEquivalentTo("DaemonSet", "ReplicaSet", "ReplicaSet", "StatefulSet");
        before.Where(p => p.Status!.Phase == "Failed").Select(OwnerKind).Should().BeEquivalentTo("Job", "none");
        before.Should().OnlyContain(p => p.Status!.Message!.StartsWith("Pods run on satellites only through an OrbitalInferenceJob."));
        (await controlPlane.KubectlAsync("get", "pod", "by-hand", "--no-headers")).Should().Contain(Reason);
        await controlPlane.KubectlAsync("wait", "--for=condition=Failed", "--timeout=240s", "job/once");

        // Each of their controllers looks at all its pods again, twice; it would replace those that had failed.
        foreach (var (seconds, strategy) in new[] { (1, "OnDelete"), (2, "RollingUpdate") })
        {
            await LookAgainAsync("daemonset/everywhere", $$$$$"""{"spec": {"minReadySeconds": {{{{{seconds}}}}}}}""");
            await LookAgainAsync("deployment/web", $$$$$"""{"spec": {"minReadySeconds": {{{{{seconds}}}}}}}""");
            await LookAgainAsync("statefulset/store", $$$$$"""{"spec": {"updateStrategy": {"type": "{{{{{strategy}}}}}", "rollingUpdate": null}}}""");
            await ObservedAsync("replicaset");
        }

        (await PodsAsync()).Select(p => p.Metadata.Uid).Should().BeEquivalentTo(before.Select(p => p.Metadata.Uid));

        // Somebody's machine that carries the label of satellites is none, and its kubelet speaks for its pods.
        await controlPlane.ApplyAsync($$$$$"""
            apiVersion: v1
            kind: Node
            metadata: {name: rack-1, labels: {orbitoperator.io/norad-id: "1"}}
            ---
            {{{{{BoundPod("on-a-machine", "rack-1")}}}}}
            ---
            {{{{{BoundPod("by-hand-too", "scs-01-a")}}}}}
            """);
        await world.WaitAsync<V1Pod>(new NamespacedName("default", "by-hand-too"), p => p.Status?.Reason == Reason);
        (await PodsAsync()).Single(p => p.Metadata.Name == "on-a-machine").Status!.Reason.Should().BeNull();

        await controlPlane.KubectlAsync(["delete", "job/once", .. Replacing, "--wait=false"]);
        await controlPlane.KubectlAsync("delete", "pods", "--field-selector=spec.nodeName=scs-01-a", "--wait=false");
        await world.WaitForAllAsync<V1Pod>("default", p => p.All(x => x.Spec?.NodeName != "scs-01-a"));

        async Task<IReadOnlyList<V1Pod>> PodsAsync() => (await world.Client.ListAllAsync<V1Pod>("default", null, CancellationToken.None)).Items;
    }

    private static string OwnerKind(V1Pod pod) => pod.Metadata.OwnerReferences?.Single().Kind ?? "none";

    private static string Workload(string kind, string name, string version, string spec = "") => $$$$$"""
        apiVersion: {{{{{version}}}}}
        kind: {{{{{kind}}}}}
        metadata: {name: {{{{{name}}}}}, namespace: default}
        spec: { {{{{{spec}}}}}selector: {matchLabels: {app: {{{{{name}}}}}}}, template: {metadata: {labels: {app: {{{{{name}}}}}}}, spec: { {{{{{Spec}}}}} }}}
        """;

    private static string BoundPod(string name, string node) => $$$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{{{name}}}}}, namespace: default}
        spec: {nodeName: {{{{{node}}}}}, {{{{{Spec}}}}}}
        """;

    private async Task LookAgainAsync(string workload, string patch)
    {
        await controlPlane.KubectlAsync("patch", workload, "--type=merge", "-p", patch);
        await ObservedAsync(workload);
    }

    // Asked again at the pace of kubectl itself.
    private async Task ObservedAsync(string workloads)
    {
        using var limit = new CancellationTokenSource(OrbitWorld.Limit);
        const string columns = "jsonpath={range .items[*]}{.metadata.generation}={.status.observedGeneration} {end}{.metadata.generation}={.status.observedGeneration}";
        while (!(await controlPlane.KubectlAsync("get", workloads, "-o", columns)).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(IsObserved))
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        static bool IsObserved(string pair) => pair.Trim().Split('=') is [var wanted, var observed] && string.Equals(wanted, observed, StringComparison.Ordinal);
    }
}
