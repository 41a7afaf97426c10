using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Objects that the operator's types can't hold stand beside good ones.</summary>
public sealed class PoisonTests(ControlPlaneFixture controlPlane) : FaultTest(controlPlane)
{
    [Fact]
    public async Task IfObjectsArePoisonThenTheOthersAreReconciledAndTheyThemselvesOnceTheyAreGood()
    {
        await PoisonAsync("listed");
        await Client.CreateAsync(NewWidget("good"), default);
        await using var small = new SmallOperator(NewProxiedClient(), new InformerOptions { Namespace = Namespace }, TimeProvider.System);
        await UntilReconciledAsync(small, "good");

        // One that comes by the watch, one that was good before, and a watch that breaks right behind them.
        await PoisonAsync("watched");
        await Client.CreateAsync(NewWidget("turned"), default);
        await UntilReconciledAsync(small, "good", "turned");
        await PoisonAsync("turned");
        Proxy.Connections.CutAll();
        await Client.CreateAsync(NewWidget("better"), default);
        await UntilReconciledAsync(small, "good", "turned", "better");
        small.Widgets.Store.Find(Key("turned"))!.Spec!.Size.Should().Be(1, "the last good state stays");

        foreach (var name in new[] { "listed", "watched", "turned" })
        {
            await Client.ApplyAsync(NewWidget(name, size: 7), "poison", force: true, default);
        }

        await UntilReconciledAsync(small, "good", "better", "listed", "watched", "turned");
        await UntilAsync(() => small.Widgets.Store.List().Count(w => w is { Spec.Size: 7, Status.Count: 7 }) == 3);

        await PoisonAsync("watched");
        await Client.DeleteAsync<Widget>(Key("watched"), options: null, default);
        await UntilAsync(() => small.Record.Deleted.Contains(Key("watched")));
    }

    private Task UntilReconciledAsync(SmallOperator small, params string[] names) =>
        UntilAsync(() => names.All(n => small.Record.LastVersions.ContainsKey(Key(n))));
}
