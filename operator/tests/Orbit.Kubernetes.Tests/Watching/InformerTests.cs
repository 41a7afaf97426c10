using System.Threading.Channels;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;
using Orbit.Kubernetes.Tests.Support;
using Orbit.Kubernetes.Watching;

namespace Orbit.Kubernetes.Tests.Watching;

public sealed class InformerTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly List<UndecodableObject> _undecodable = [];
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;
    private Informer<V1ConfigMap> _informer = null!;
    private Task _running = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client(_time);
        _informer = new Informer<V1ConfigMap>(_client, new InformerOptions
        {
            TimeProvider = _time,
            Random = new FixedRandom(0.5),
            MinWatchTime = TimeSpan.FromSeconds(300),
            MaxWatchTime = TimeSpan.FromSeconds(500),
            WatchMargin = TimeSpan.FromSeconds(20),
        });
        _informer.AddHandler(new ResourceEventHandler<V1ConfigMap>(
            added => Tell($"+{Text(added)}"), (before, after) => Tell($"{Text(before)}>{Text(after)}"), gone => Tell($"-{Text(gone)}")));
        _informer.AddUndecodableHandler(_undecodable.Add);
        _running = _informer.RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Invoking(r => r.Soon()).Should().ThrowAsync<OperationCanceledException>("an informer ends in no other way");
        _stop.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfTheFirstListHasArrivedThenTheStoreIsSyncedAndTheWatchGoesOnFromThere()
    {
        _informer.HasSynced.Should().BeFalse();
        await ListAsync(10, Json.ConfigMap("a", 3), Json.ConfigMap("b", 4));
        await _informer.WaitForSyncAsync(default).Soon();

        (await NextAsync(2)).Should().Equal("+a@3", "+b@4");
        var watch = await _server.TakeAsync();
        (watch.Query["resourceVersion"], watch.Query["timeoutSeconds"], watch.Query["allowWatchBookmarks"]).Should().Be(("10", "400", "true"));
        _informer.Store.Find(new("default", "a"))!.Metadata.ResourceVersion.Should().Be("3");
        _informer.Problem.Should().BeNull();
    }

    [Fact]
    public async Task IfObjectsChangeThenTheStoreAndTheHandlersFollow()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", 11));
        await watch.SendEventAsync("ADDED", Json.ConfigMap("b", 12));
        await watch.SendEventAsync("DELETED", Json.ConfigMap("a", 13));

        (await NextAsync(3)).Should().Equal("a@3>a@11", "+b@12", "-a@13");
        _informer.Store.List().Select(Text).Should().Equal("b@12");
    }

    [Fact]
    public async Task IfAWatchEndsThenTheNextGoesOnFromTheLastEventOrBookmark()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ADDED", Json.ConfigMap("a", 11));
        await NextAsync(1);
        watch.End();
        watch = await (await _server.TakeAsync()).StartWatchAsync();
        watch.Query["resourceVersion"].Should().Be("11");

        await watch.SendEventAsync("BOOKMARK", Json.Bookmark(20));
        watch.End();
        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("20");
        _told.Reader.TryPeek(out _).Should().BeFalse("a bookmark is no change");
    }

    [Fact]
    public async Task IfAnObjectIsDeletedWhileDisconnectedThenTheRelistTells()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3), Json.ConfigMap("b", 4), Json.ConfigMap("c", 5));
        await watch.SendEventAsync("ERROR", Json.Gone);
        await PassAsync(0.4);
        await ListAsync(30, Json.ConfigMap("b", 4), Json.ConfigMap("c", 25), Json.ConfigMap("d", 26));

        (await NextAsync(3)).Should().BeEquivalentTo("-a@3", "c@5>c@25", "+d@26");
        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("30");
        _told.Reader.TryPeek(out _).Should().BeFalse("b is unchanged");
    }

    [Fact]
    public async Task IfAWatchIsAnsweredWith410ThenTheListComesAgain()
    {
        await ListAsync(10);
        await (await _server.TakeAsync()).AnswerAsync(410, Json.Gone);
        await PassAsync(0.4);

        (await _server.TakeAsync()).Query.Should().NotContainKey("watch").And.NotContainKey("resourceVersion", "only the newest state will do");
    }

    [Fact]
    public async Task IfAnObjectIsMadeAnewUnderItsNameThenBothAreTold()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3, uid: "first"));
        await watch.SendEventAsync("ERROR", Json.Gone);
        await PassAsync(0.4);
        await ListAsync(30, Json.ConfigMap("a", 25, uid: "second"));

        (await NextAsync(2)).Should().Equal("-a@3", "+a@25");
    }

    [Fact]
    public async Task IfTheServerIsUnavailableThenTheWatchGoesOnFromItsVersionAfterALongerAndLongerWait()
    {
        await ListAsync(10);
        foreach (var wait in new[] { 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15, 15 })
        {
            var watch = await _server.TakeAsync();
            watch.Query["resourceVersion"].Should().Be("10");
            await watch.AnswerStatusAsync(503, "ServiceUnavailable");
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(wait));
            _informer.Problem.Should().Contain("503");
            _time.Advance(TimeSpan.FromSeconds(wait));
        }
    }

    [Fact]
    public async Task IfTheServerSaysWhenToComeBackThenTheWaitIsAtLeastThat()
    {
        await ListAsync(10);
        await (await _server.TakeAsync()).AnswerAsync(429, "busy", "text/plain", ("Retry-After", "9"));
        await PassAsync(9);

        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("10");
    }

    [Fact]
    public async Task IfAWatchEndsAtOnceWithoutAnEventThenThatIsAFailureAndNoEmptyStore()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        watch.End();
        await PassAsync(0.4);
        watch = await (await _server.TakeAsync()).StartWatchAsync();
        watch.Query["resourceVersion"].Should().Be("10");
        watch.End();
        await PassAsync(0.8);

        await _server.TakeAsync();
        _informer.Store.Count.Should().Be(1);
        _told.Reader.TryPeek(out _).Should().BeFalse();
    }

    [Fact]
    public async Task IfAWatchHeldForTwoMinutesThenTheWaitsStartAnew()
    {
        await ListAsync(10);
        await (await _server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await PassAsync(0.4);
        await (await _server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await PassAsync(0.8);
        var watch = await (await _server.TakeAsync()).StartWatchAsync();
        await watch.SendEventAsync("ADDED", Json.ConfigMap("a", 11));
        await NextAsync(1);
        _time.Advance(TimeSpan.FromMinutes(2));
        watch.Abort();
        await (await _server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");

        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public async Task IfTheConnectionStallsThenTheWatchIsOpenedAgainFromItsVersion()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ADDED", Json.ConfigMap("a", 11));
        await NextAsync(1);
        _time.Advance(TimeSpan.FromSeconds(420));
        await watch.GivenUp.Task.Soon();

        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("11");
    }

    [Fact]
    public async Task IfAWatchBreaksAgainAndAgainAfterEventsThenEachTimeTheNextIsOpenedAtOnce()
    {
        var watch = await StartAsync(10);
        for (var version = 11; version < 31; version++)
        {
            await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", version));
            await NextAsync(1);
            watch.Abort();
            watch = await (await _server.TakeAsync()).StartWatchAsync();
            watch.Query["resourceVersion"].Should().Be($"{version}");
        }

        await UntilWellAsync();
    }

    [Fact]
    public async Task IfAWatchIsAcceptedAfterFailuresThenTheProblemIsOverBeforeTheFirstEvent()
    {
        await ListAsync(10);
        await (await _server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(0.4));
        _informer.Problem.Should().Contain("503");
        _time.Advance(TimeSpan.FromSeconds(0.4));
        await (await _server.TakeAsync()).StartWatchAsync();

        await UntilWellAsync();
    }

    [Fact]
    public async Task IfAWatchIsNotEvenAcceptedThenItIsGivenUpAfterTheTimeOfARequest()
    {
        await ListAsync(10);
        var watch = await _server.TakeAsync();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30));
        await watch.GivenUp.Task.Soon();
        await PassAsync(0.4);

        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("10");
    }

    [Fact]
    public async Task IfTheWatchTellsTheDeletionOfAnIncarnationThatIsNotKnownThenTheKnownOneIsGone()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        await watch.SendEventAsync("DELETED", Json.ConfigMap("a", 12, uid: "another"));

        (await NextAsync(1)).Should().Equal("-a@3");
    }

    [Fact]
    public async Task IfTheServerSaysInsideTheWatchWhenToComeBackThenTheWaitIsAtLeastThat()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ERROR", """{"kind":"Status","status":"Failure","message":"storage is (re)initializing","reason":"TooManyRequests","details":{"retryAfterSeconds":7},"code":429}""");
        await PassAsync(7);

        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("10", "a busy server says nothing about the version");
    }

    [Fact]
    public async Task IfTheServerFailsInsideTheWatchThenTheListComesAgain()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ERROR", """{"kind":"Status","status":"Failure","message":"etcd event received with PrevKv=nil","code":500}""");
        await PassAsync(0.4);

        (await _server.TakeAsync()).Query.Should().NotContainKey("watch");
    }

    [Fact]
    public async Task IfTheFirstListFailsThenItIsTriedAgain()
    {
        await (await _server.TakeAsync()).AnswerStatusAsync(403, "Forbidden");
        await PassAsync(0.4);
        _informer.HasSynced.Should().BeFalse();
        _informer.Problem.Should().Contain("403");
        await ListAsync(10);

        await _informer.WaitForSyncAsync(default).Soon();
    }

    [Fact]
    public async Task IfAnObjectCannotBeDecodedThenItsLastGoodStateStaysAndTheOthersFollow()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3), Json.Poison("bad", 4));
        await watch.SendEventAsync("MODIFIED", Json.Poison("a", 11));
        await watch.SendEventAsync("ADDED", Json.ConfigMap("b", 12));

        (await NextAsync(1)).Should().Equal("+b@12");
        _informer.Store.List().Select(Text).Should().BeEquivalentTo("a@3", "b@12");
        _undecodable.Select(u => u.Key.Name).Should().Equal("bad", "a");

        await watch.SendEventAsync("ERROR", Json.Gone);
        await PassAsync(0.4);
        await ListAsync(30, Json.Poison("a", 11), Json.Poison("b", 14, uid: "another"));
        (await NextAsync(1)).Should().Equal(["-b@12"], "the b that was is gone; a is still there, whatever it looks like");
        watch = await (await _server.TakeAsync()).StartWatchAsync();
        await watch.SendEventAsync("DELETED", Json.Poison("a", 31));
        (await NextAsync(1)).Should().Equal("-a@3");
    }

    [Fact]
    public async Task IfAFrameIsPoisonedThenTheNextWatchDoesNotMeetItAgain()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ADDED", Json.Poison("bad", 11));
        await Wait.UntilAsync(() => _undecodable.Count == 1);
        watch.End();

        (await _server.TakeAsync()).Query["resourceVersion"].Should().Be("11");
    }

    [Fact]
    public async Task IfAnOwnWriteIsNotShownYetThenItIsWaitedFor()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        var key = new NamespacedName("default", "a");
        var update = _client.UpdateAsync(_informer.Store.Find(key)!, default);
        await (await _server.TakeAsync()).AnswerAsync(200, Json.ConfigMap("a", 11));
        await update;
        var shown = _informer.OwnWrites.WaitAsync(key, default).AsTask();
        shown.IsCompleted.Should().BeFalse();
        await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", 11));

        (await shown.Soon()).Should().BeTrue();
        _informer.Store.Find(key)!.Metadata.ResourceVersion.Should().Be("11");
    }

    private static string Text(V1ConfigMap value) => $"{value.Metadata.Name}@{value.Metadata.ResourceVersion}";

    private void Tell(string text) => _told.Writer.TryWrite(text);

    private Task UntilWellAsync() => Wait.UntilAsync(() => _informer.Problem is null);

    private async Task<List<string>> NextAsync(int count)
    {
        var told = new List<string>();
        while (told.Count < count)
        {
            told.Add(await _told.Reader.ReadAsync().AsTask().Soon());
        }

        return told;
    }

    private async Task ListAsync(int version, params string[] items)
    {
        var list = await _server.TakeAsync();
        list.Query.Should().NotContainKey("watch").And.Contain("limit", "500");
        await list.AnswerAsync(200, Json.List(version, items));
    }

    private async Task<ScriptedRequest> StartAsync(int version, params string[] items)
    {
        await ListAsync(version, items);
        await NextAsync(items.Count(item => !item.Contains("boom", StringComparison.Ordinal)));
        return await (await _server.TakeAsync()).StartWatchAsync();
    }

    /// <summary>Waits until the informer has begun its wait, then lets it pass.</summary>
    private async Task PassAsync(double seconds)
    {
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds));
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
