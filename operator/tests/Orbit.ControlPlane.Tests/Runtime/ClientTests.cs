using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.ControlPlane.Tests.Runtime;

public sealed class ClientTests(ControlPlaneFixture controlPlane) : RuntimeTest(controlPlane)
{
    [Fact]
    public async Task IfTwoUpdatesCarryTheSameVersionThenTheSecondIsAConflict()
    {
        var created = await Client.CreateAsync(NewWidget("a"), default);
        var updated = await Client.UpdateAsync(created with { Spec = new WidgetSpec { Size = 2 } }, default);
        updated.Metadata.ResourceVersion.Should().NotBe(created.Metadata.ResourceVersion);

        var late = await Client.Awaiting(c => c.UpdateAsync(created with { Spec = new WidgetSpec { Size = 3 } }, default)).Should().ThrowAsync<KubernetesApiException>();

        late.Which.IsConflict.Should().BeTrue();
        (await Client.GetAsync<Widget>(Key("a"), default)).Spec!.Size.Should().Be(2);
        (await Client.Awaiting(c => c.CreateAsync(NewWidget("a"), default)).Should().ThrowAsync<KubernetesApiException>()).Which.IsAlreadyExists.Should().BeTrue();
    }

    [Fact]
    public async Task IfAStatusIsUpdatedThenTheSpecStays()
    {
        var created = await Client.CreateAsync(NewWidget("a"), default);

        await Client.UpdateStatusAsync(created with { Spec = new WidgetSpec { Size = 9 }, Status = new WidgetStatus { Count = 4 } }, default);

        var stored = await Client.GetAsync<Widget>(Key("a"), default);
        (stored.Spec!.Size, stored.Status!.Count, stored.Metadata.Generation).Should().Be((1, 4, 1));
    }

    [Fact]
    public async Task IfAStatusIsAppliedAgainThenNothingChanges()
    {
        var created = await Client.CreateAsync(NewWidget("a"), default);
        var status = new WidgetStatus { Count = 1, Conditions = [new V1Condition { Type = "Ready", Status = ConditionStatus.True, Reason = "Made", Message = "It is made.", LastTransitionTime = created.Metadata.CreationTimestamp!.Value }] };
        var first = await Client.ApplyStatusAsync(created with { Status = status }, "orbitoperator/widgets", force: true, default);
        var second = await Client.ApplyStatusAsync(first, "orbitoperator/widgets", force: true, default);

        second.Metadata.ResourceVersion.Should().Be(first.Metadata.ResourceVersion);
        StructuralEquality.Equals(second.Status, status, WidgetJsonContext.Default.WidgetStatus).Should().BeTrue();
    }

    [Fact]
    public async Task IfAnotherOwnsAFieldThenApplyingItIsAConflictUnlessForced()
    {
        await Client.ApplyAsync(NewWidget("a", size: 1), "first", force: false, default);
        var refused = await Client.Awaiting(c => c.ApplyAsync(NewWidget("a", size: 2), "second", force: false, default)).Should().ThrowAsync<KubernetesApiException>();
        refused.Which.IsConflict.Should().BeTrue();
        refused.Which.Status!.Details!.Causes.Should().ContainSingle().Which.Field.Should().Be(".spec.size");

        (await Client.ApplyAsync(NewWidget("a", size: 2), "second", force: true, default)).Spec!.Size.Should().Be(2);
    }

    [Fact]
    public async Task IfAnObjectWasMadeAnewThenAnApplyForTheFirstIsRefused()
    {
        var first = await Client.CreateAsync(NewWidget("a", size: 1), default);
        await Client.DeleteAsync<Widget>(Key("a"), options: null, default);
        await Client.CreateAsync(NewWidget("a", size: 2), default);

        await Client.Awaiting(c => c.ApplyAsync(first, "m", force: true, default)).Should().ThrowAsync<KubernetesApiException>().WithMessage("*uid*");
        (await Client.GetAsync<Widget>(Key("a"), default)).Spec!.Size.Should().Be(2);
    }

    [Fact]
    public async Task IfAFieldIsInvalidThenTheErrorNamesIt()
    {
        var invalid = await Client.Awaiting(c => c.CreateAsync(NewWidget("a") with { Spec = new WidgetSpec { Color = "blue" } }, default)).Should().ThrowAsync<KubernetesApiException>();

        invalid.Which.IsInvalid.Should().BeTrue();
        invalid.Which.Status!.Details!.Causes.Should().Contain(cause => cause.Field == "spec.color");
    }

    [Fact]
    public async Task IfAnObjectIsDeletedThenOnlyTheOneThatWasMeant()
    {
        var created = await Client.CreateAsync(NewWidget("a"), default);
        var refused = await Client.Awaiting(c => c.DeleteAsync<Widget>(Key("a"), new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = "another" } }, default)).Should().ThrowAsync<KubernetesApiException>();
        refused.Which.IsConflict.Should().BeTrue();

        (await Client.DeleteAsync<Widget>(Key("a"), new V1DeleteOptions { PropagationPolicy = "Background", Preconditions = new V1Preconditions { Uid = created.Metadata.Uid } }, default)).Should().BeTrue();
        (await Client.FindAsync<Widget>(Key("a"), default)).Should().BeNull();
        (await Client.DeleteAsync<Widget>(Key("a"), options: null, default)).Should().BeFalse();
    }

    [Fact]
    public async Task IfAListHasManyPagesThenAllOfThemAreGathered()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), async (i, token) =>
        {
            var widget = NewWidget($"w{i}");
            var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["parity"] = i % 2 == 0 ? "even" : "odd" };
            await Client.CreateAsync(widget with { Metadata = widget.Metadata with { Labels = labels } }, token);
        });

        var all = await Client.ListAllAsync<Widget>(Namespace, new ListOptions { Limit = 7 }, default);
        var even = await Client.ListAllAsync<Widget>(Namespace, new ListOptions { Limit = 7, LabelSelector = "parity in (even)" }, default);

        all.Items.Select(w => w.Metadata.Name).Should().OnlyHaveUniqueItems().And.HaveCount(60);
        even.Items.Should().HaveCount(30);
    }

    [Fact]
    public async Task IfTheUserHasNoRightsThenTheErrorSaysSo()
    {
        var configuration = new KubernetesConfigurationLoader().Load(ControlPlane.KubeconfigPath) with
        {
            Credentials = new FixedCredentialProvider(new KubernetesCredentials { Authorization = new AuthenticationHeaderValue("Bearer", ControlPlane.PowerlessToken) }),
        };
        using var powerless = new KubernetesClient(configuration);

        (await powerless.Awaiting(c => c.ListAsync<V1Node>(ns: null, options: null, default)).Should().ThrowAsync<KubernetesApiException>())
            .Which.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task IfADeletionIsOfAnOlderVersionThenItIsAConflictAndTheObjectStays()
    {
        var before = await Client.CreateAsync(NewWidget("kept"), default);
        var after = await Client.UpdateAsync(before with { Spec = new WidgetSpec { Size = 2 } }, default);

        var delete = () => Client.DeleteAsync<Widget>(Key("kept"), AsOf(before), default);
        (await delete.Should().ThrowAsync<KubernetesApiException>()).Which.IsConflict.Should().BeTrue();
        (await Client.GetAsync<Widget>(Key("kept"), default)).Metadata.ResourceVersion.Should().Be(after.Metadata.ResourceVersion);
        (await Client.DeleteAsync<Widget>(Key("kept"), AsOf(after), default)).Should().BeTrue();

        static V1DeleteOptions AsOf(Widget widget) => new() { Preconditions = new V1Preconditions { Uid = widget.Metadata.Uid, ResourceVersion = widget.Metadata.ResourceVersion } };
    }

    [Fact]
    public async Task IfANodeAndAPodAreWrittenThenTheyReadBack()
    {
        var node = $"node-{Namespace}";
        await Client.ApplyAsync(new V1Node { Metadata = new() { Name = node }, Spec = new() { Taints = [new() { Key = "orbit", Effect = "NoSchedule" }], ProviderID = $"orbit://{node}" } }, "tests", force: true, default);
        var status = new V1NodeStatus
        {
            Capacity = new Dictionary<string, ResourceQuantity>(StringComparer.Ordinal) { ["cpu"] = new("1500m"), ["memory"] = new("64Gi") },
            NodeInfo = new V1NodeSystemInfo { KubeletVersion = "v1.0", Architecture = "arm64" },
        };
        var stored = await Client.ApplyStatusAsync(new V1Node { Metadata = new() { Name = node }, Status = status }, "tests", force: true, default);
        (stored.Spec!.ProviderID, stored.Status!.NodeInfo!.KubeletVersion, stored.Status.Capacity!["memory"]).Should().Be(($"orbit://{node}", "v1.0", new ResourceQuantity("65536Mi")));

        var pod = await Client.CreateAsync(new V1Pod { Metadata = new() { Name = "p", NamespaceProperty = Namespace }, Spec = new() { NodeName = node, RestartPolicy = "Never", AutomountServiceAccountToken = false, Containers = [new() { Name = "c", Image = "i" }] } }, default);
        await Client.PatchAsync<V1Pod>(Key("p"), new JsonObject { ["status"] = new JsonObject { ["phase"] = "Running" } }, "status", default);
        pod = await Client.GetAsync<V1Pod>(Key("p"), default);
        (pod.Spec!.NodeName, pod.Status!.Phase).Should().Be((node, "Running"));
        await Client.DeleteAsync<V1Pod>(Key("p"), new V1DeleteOptions { GracePeriodSeconds = 0 }, default);
        await Client.DeleteAsync<V1Node>(new(node), options: null, default);
    }
}
