using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>
/// The first list comes from the API server's cache, and while its answer is on its way, something happens: what arrives is an
/// answer from the past. A widget of size 2 is one about which something is to be done.
/// </summary>
public sealed class CachedStartTests(ControlPlaneFixture controlPlane) : FaultTest(controlPlane)
{
    private const int Widgets = 12;
    private static readonly InformerOptions SmallPages = new() { PageSize = 5 };

    [Fact]
    public async Task IfNothingHappensMeanwhileThenTheCachesAnswerIsTheFirstList()
    {
        var lists = await StartAsync(new Lists(after: 0, () => Task.CompletedTask));

        lists.Count.Should().Be(2, "one widget and the number of the rest, then the cache");
    }

    [Fact]
    public async Task IfWhatMattersGoesOnMeanwhileThenTheStoreBeginsWithTheNewestState()
    {
        var lists = await StartAsync(new Lists(after: 2, async () =>
            await Client.UpdateAsync((await Client.GetAsync<Widget>(Key("w3"), default)) with { Spec = new WidgetSpec { Size = 7 } }, default)));

        lists.Count.Should().Be(2 + 3, "three pages hold twelve widgets");
        lists.Journal!.Told.Should().NotContain(t => t.StartsWith("w3:", StringComparison.Ordinal), "the old state of w3 was never shown");
        lists.Journal.Informer.Store.Find(Key("w3"))!.Spec!.Size.Should().Be(7);
    }

    [Fact]
    public async Task IfWhatMattersIsDeletedMeanwhileThenTheStoreNeverShowsIt()
    {
        var lists = await StartAsync(new Lists(after: 2, () => Client.DeleteAsync<Widget>(Key("w3"), options: null, default)));

        lists.Journal!.Told.Should().NotContain(t => t.Contains("w3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task IfTheCacheShowsAnotherNumberThanTheStorageThenTheNewestStateIsListed()
    {
        var lists = await StartAsync(new Lists(after: 1, async () =>
        {
            await Client.DeleteAsync<Widget>(Key("w5"), options: null, default);
            await UntilCachedAsync(Widgets - 1);
        }));

        lists.Count.Should().Be(2 + 3);
    }

    [Fact]
    public async Task IfWhatIsSettledChangesMeanwhileThenTheWatchTellsOfIt()
    {
        var lists = await StartAsync(new Lists(after: 2, async () =>
            await Client.UpdateAsync((await Client.GetAsync<Widget>(Key("w4"), default)) with { Spec = new WidgetSpec { Size = 7 } }, default)));

        lists.Count.Should().Be(2);
        lists.Journal!.Told.Should().Contain("w4:1>7");
    }

    private async Task<Lists> StartAsync(Lists lists)
    {
        for (var i = 0; i < Widgets; i++)
        {
            await Client.CreateAsync(NewWidget($"w{i}", i == 3 ? 2 : 1), default);
        }

        await UntilCachedAsync(Widgets);
        Proxy.Hook = lists;
        var journal = lists.Journal = await FollowAsync(SmallPages, isSettled: widget => widget.Spec!.Size != 2);
        await UntilAsync(async () => (await ServersListAsync()).SequenceEqual(Texts(journal.Informer.Store.List())));
        return lists;
    }

    private Task UntilCachedAsync(int count) => UntilAsync(async () =>
        (await Client.ListAsync<Widget>(Namespace, new ListOptions { ResourceVersion = "0" }, default)).Items.Count == count);

    /// <summary>Counts the pages that are asked for, and has something happen when the server has answered one of them and the client has not heard of it.</summary>
    private sealed class Lists(int after, Func<Task> happen) : TrafficHook
    {
        private int _count;

        public int Count => _count;

        public WidgetJournal? Journal { get; set; }

        public override async ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
        {
            if (call.Verb == ApiVerb.List && Interlocked.Increment(ref _count) == after)
            {
                await happen();
            }

            return Fault.None;
        }
    }
}
