using System.Buffers;
using System.Text;
using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Watching;

/// <summary>An informer that takes only what its filter wants; here that is what has "wanted" in it.</summary>
public sealed class FilteredInformerTests : InformerTest
{
    private string _wanted = "wanted";

    [Fact]
    public async Task IfTheFirstListHoldsObjectsThatAreNotWantedThenTheStoreLacksThem()
    {
        await (await Server.TakeAsync()).AnswerAsync(200, Json.List(10, Mine("a", 1), Json.ConfigMap("b", 2), Json.Poison("c", 3)));
        await Informer.WaitForSyncAsync(default).Soon();

        Names().Should().Equal("a");
    }

    [Fact]
    public async Task IfAnObjectBecomesWantedOrNoLongerThenItComesIntoTheStoreOrLeavesIt()
    {
        var watch = await StartAsync(Mine("a", 1), Json.ConfigMap("b", 2));
        await watch.SendEventAsync("MODIFIED", Mine("b", 11));
        await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", 12));
        await watch.SendEventAsync("DELETED", Json.ConfigMap("c", 13));
        watch.End();

        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("13", "events that the filter drops advance the version too");
        Names().Should().Equal("b");
    }

    [Fact]
    public async Task IfAnOwnWriteMakesAnObjectUnwantedThenItIsNotWaitedForLonger()
    {
        var watch = await StartAsync(Mine("a", 1));
        var key = new NamespacedName("default", "a");
        var writing = Client.UpdateAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "default", ResourceVersion = "1" } }, default);
        await (await Server.TakeAsync()).AnswerAsync(200, Json.ConfigMap("a", 11));
        await writing.Soon();
        var shown = Informer.OwnWrites.WaitAsync(key, default).AsTask();
        shown.IsCompleted.Should().BeFalse();

        await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", 11));

        (await shown.Soon()).Should().BeTrue();
    }

    [Fact]
    public async Task IfWhatIsWantedGrowsThenWhatWasLeftOutIsLookedForAndListed()
    {
        var watch = await StartAsync(Mine("a", 1), Json.ConfigMap("b", 2));
        _wanted = "value";
        var catchingUp = Informer.CatchUpAsync("metadata.name=b", default);
        var look = await Server.TakeAsync();
        look.Query.Should().Contain("fieldSelector", "metadata.name=b").And.Contain("resourceVersion", "10").And.NotContainKey("limit");
        await look.AnswerAsync(200, Json.List(12, Json.ConfigMap("b", 2)));
        await catchingUp.Soon();

        await watch.GivenUp.Task.Soon();
        var list = await Server.TakeAsync();
        list.Query.Should().NotContainKey("watch").And.NotContainKey("resourceVersion");
        await list.AnswerAsync(200, Json.List(12, Mine("a", 1), Json.ConfigMap("b", 2)));
        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("12");
        Names().Should().Equal("a", "b");
    }

    [Fact]
    public async Task IfNothingWasLeftOutThenTheWatchGoesOn()
    {
        var watch = await StartAsync(Mine("a", 1));
        var catchingUp = Informer.CatchUpAsync("metadata.name=a", default);
        await (await Server.TakeAsync()).AnswerAsync(200, Json.List(12, Mine("a", 1)));
        await catchingUp.Soon();

        await watch.SendEventAsync("ADDED", Mine("b", 13));
        watch.End();
        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("13");
    }

    protected override Informer<V1ConfigMap> CreateInformer() => new(Client, new InformerOptions
    {
        TimeProvider = Time,
        Random = new FixedRandom(0.5),
        Filter = json => Encoding.UTF8.GetString(json.ToArray()).Contains(_wanted, StringComparison.Ordinal),
    });

    private static string Mine(string name, int version) => Json.ConfigMap(name, version, data: "wanted");

    private IEnumerable<string?> Names() => Informer.Store.List().Select(m => m.Metadata.Name).Order(StringComparer.Ordinal);

    private async Task<ScriptedRequest> StartAsync(params string[] items)
    {
        await (await Server.TakeAsync()).AnswerAsync(200, Json.List(10, items));
        return await (await Server.TakeAsync()).StartWatchAsync();
    }
}
