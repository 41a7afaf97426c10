using System.Collections.Concurrent;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Runtime;

public sealed class InformerTests(ControlPlaneFixture controlPlane) : RuntimeTest(controlPlane)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentQueue<UndecodableObject> _undecodable = new();
    private Task _running = Task.CompletedTask;

    public override async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
        _stop.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task IfObjectsComeChangeAndGoThenTheStoreFollowsThem()
    {
        await Client.CreateAsync(NewWidget("before"), default);
        var informer = await StartAsync();
        informer.Store.Find(Key("before")).Should().NotBeNull();

        var widget = await Client.CreateAsync(NewWidget("a"), default);
        await Client.UpdateAsync(widget with { Spec = new WidgetSpec { Size = 2 } }, default);
        await Client.DeleteAsync<Widget>(Key("a"), options: null, default);
        await Client.DeleteAsync<Widget>(Key("before"), options: null, default);

        await UntilAsync(() => _told.Count == 5);
        _told.Should().Equal("+before:1", "+a:1", "a:1>2", "-a:2", "-before:1");
        informer.Store.Count.Should().Be(0);
    }

    [Fact]
    public async Task IfWatchesEndAllTheTimeThenNoChangeIsLostOrToldTwice()
    {
        var informer = await StartAsync(new InformerOptions { MinWatchTime = TimeSpan.FromSeconds(1), MaxWatchTime = TimeSpan.FromSeconds(2) });
        var start = TimeProvider.System.GetTimestamp();
        var expected = new List<string>();
        for (var i = 0; TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(6); i++)
        {
            var widget = await Client.CreateAsync(NewWidget($"w{i}", size: i), default);
            expected.Add($"+w{i}:{i}");
            if (i % 3 == 0)
            {
                await Client.DeleteAsync<Widget>(Key(widget.Metadata.Name!), options: null, default);
                expected.Add($"-w{i}:{i}");
            }
        }

        await UntilAsync(() => _told.Count >= expected.Count);
        _told.Should().Equal(expected);
        informer.Store.Count.Should().Be(expected.Count(e => e[0] == '+') - expected.Count(e => e[0] == '-'));
    }

    [Fact]
    public async Task IfAnObjectDoesNotFitItsTypeThenTheOthersAreFollowedAllTheSame()
    {
        await Client.CreateAsync(NewWidget("good"), default);
        await PoisonAsync("bad");
        var informer = await StartAsync();
        await PoisonAsync("worse");
        await Client.CreateAsync(NewWidget("better"), default);
        await UntilAsync(() => informer.Store.Count == 2);

        _undecodable.Select(u => u.Key).Should().BeEquivalentTo([Key("bad"), Key("worse")]);
        await Client.ApplyAsync(NewWidget("bad", size: 7), "poison", force: true, default);
        await UntilAsync(() => informer.Store.Find(Key("bad")) is { Spec.Size: 7 });
    }

    [Fact]
    public async Task IfTwoThousandObjectsAreListedInPagesWhileTheyChangeThenNoneIsTakenForDeleted()
    {
        const int count = 2000;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) => await Client.CreateAsync(NewWidget($"w{i}"), token));
        var informer = await StartAsync(new InformerOptions { PageSize = 50 });
        for (var i = 0; i < 100; i++)
        {
            await Client.UpdateAsync((await Client.GetAsync<Widget>(Key($"w{i}"), default)) with { Spec = new WidgetSpec { Size = 2 } }, default);
        }

        await UntilAsync(() => informer.Store.List().Count(w => w.Spec!.Size == 2) == 100);
        informer.Store.Count.Should().Be(count);
        _told.Should().NotContain(t => t[0] == '-');
        _told.Count(t => t[0] == '+').Should().Be(count);
    }

    private Task PoisonAsync(string name) => Client.ApplyManifestAsync(
        $$"""{"apiVersion": "runtime.test.orbitoperator.io/v1", "kind": "Widget", "metadata": {"name": "{{name}}", "namespace": "{{Namespace}}"}, "spec": {"size": "big"} }""", "poison", default);

    private async Task<Informer<Widget>> StartAsync(InformerOptions? options = null)
    {
        var informer = new Informer<Widget>(Client, (options ?? new InformerOptions()) with { Namespace = Namespace });
        informer.AddHandler(new ResourceEventHandler<Widget>(
            added => _told.Enqueue($"+{added.Metadata.Name}:{added.Spec!.Size}"),
            (before, after) => _told.Enqueue($"{after.Metadata.Name}:{before.Spec!.Size}>{after.Spec!.Size}"),
            gone => _told.Enqueue($"-{gone.Metadata.Name}:{gone.Spec!.Size}")));
        informer.AddUndecodableHandler(_undecodable.Enqueue);
        _running = informer.RunAsync(_stop.Token);
        await informer.WaitForSyncAsync(default).WaitAsync(Patience);
        return informer;
    }
}
