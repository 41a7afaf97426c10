using System.Threading.Channels;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Watching;

public sealed class InformerTests : InformerTest
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly List<UndecodableObject> _undecodable = [];

    [Fact]
    public async Task IfTheFirstListHasArrivedThenTheStoreIsSyncedAndTheWatchGoesOnFromThere()
    {
        Informer.HasSynced.Should().BeFalse();
        await ListAsync(10, Json.ConfigMap("a", 3), Json.ConfigMap("b", 4));
        await Informer.WaitForSyncAsync(default).Soon();

        (await NextAsync(2)).Should().Equal("+a@3", "+b@4");
        var watch = await Server.TakeAsync();
        (watch.Query["resourceVersion"], watch.Query["timeoutSeconds"], watch.Query["allowWatchBookmarks"]).Should().Be(("10", "400", "true"));
        Informer.Store.Find(new("default", "a"))!.Metadata.ResourceVersion.Should().Be("3");
        Informer.Problem.Should().BeNull();
    }

    [Fact]
    public async Task IfObjectsChangeThenTheStoreAndTheHandlersFollow()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", 11));
        await watch.SendEventAsync("ADDED", Json.ConfigMap("b", 12));
        await watch.SendEventAsync("DELETED", Json.ConfigMap("a", 13));

        (await NextAsync(3)).Should().Equal("a@3>a@11", "+b@12", "-a@13");
        Informer.Store.List().Select(Text).Should().Equal("b@12");
    }

    [Fact]
    public async Task IfAWatchEndsThenTheNextGoesOnFromTheLastEventOrBookmark()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ADDED", Json.ConfigMap("a", 11));
        await NextAsync(1);
        watch.End();
        watch = await (await Server.TakeAsync()).StartWatchAsync();
        watch.Query["resourceVersion"].Should().Be("11");

        await watch.SendEventAsync("BOOKMARK", Json.Bookmark(20));
        watch.End();
        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("20");
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
        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("30");
        _told.Reader.TryPeek(out _).Should().BeFalse("b is unchanged");
    }

    [Fact]
    public async Task IfAWatchIsAnsweredWith410ThenTheListComesAgain()
    {
        await ListAsync(10);
        await (await Server.TakeAsync()).AnswerAsync(410, Json.Gone);
        await PassAsync(0.4);

        (await Server.TakeAsync()).Query.Should().NotContainKey("watch").And.NotContainKey("resourceVersion", "only the newest state will do");
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
            var watch = await Server.TakeAsync();
            watch.Query["resourceVersion"].Should().Be("10");
            await watch.AnswerStatusAsync(503, "ServiceUnavailable");
            await Time.WaitForTimerAsync(TimeSpan.FromSeconds(wait));
            Informer.Problem.Should().Contain("503");
            Time.Advance(TimeSpan.FromSeconds(wait));
        }
    }

    [Fact]
    public async Task IfTheServerSaysWhenToComeBackThenTheWaitIsAtLeastThat()
    {
        await ListAsync(10);
        await (await Server.TakeAsync()).AnswerAsync(429, "busy", "text/plain", ("Retry-After", "9"));
        await PassAsync(9);

        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("10");
    }

    [Fact]
    public async Task IfAWatchEndsAtOnceWithoutAnEventThenThatIsAFailureAndNoEmptyStore()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        watch.End();
        await PassAsync(0.4);
        watch = await (await Server.TakeAsync()).StartWatchAsync();
        watch.Query["resourceVersion"].Should().Be("10");
        watch.End();
        await PassAsync(0.8);

        await Server.TakeAsync();
        Informer.Store.Count.Should().Be(1);
        _told.Reader.TryPeek(out _).Should().BeFalse();
    }

    [Fact]
    public async Task IfAWatchHeldForTwoMinutesThenTheWaitsStartAnew()
    {
        await ListAsync(10);
        await (await Server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await PassAsync(0.4);
        await (await Server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await PassAsync(0.8);
        var watch = await (await Server.TakeAsync()).StartWatchAsync();
        await watch.SendEventAsync("ADDED", Json.ConfigMap("a", 11));
        await NextAsync(1);
        Time.Advance(TimeSpan.FromMinutes(2));
        watch.Abort();
        await (await Server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");

        await Time.WaitForTimerAsync(TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public async Task IfTheConnectionStallsThenTheWatchIsOpenedAgainFromItsVersion()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ADDED", Json.ConfigMap("a", 11));
        await NextAsync(1);
        Time.Advance(TimeSpan.FromSeconds(420));
        await watch.GivenUp.Task.Soon();

        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("11");
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
            watch = await (await Server.TakeAsync()).StartWatchAsync();
            watch.Query["resourceVersion"].Should().Be($"{version}");
        }

        await UntilWellAsync();
    }

    [Fact]
    public async Task IfAWatchIsAcceptedAfterFailuresThenTheProblemIsOverBeforeTheFirstEvent()
    {
        await ListAsync(10);
        await (await Server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await Time.WaitForTimerAsync(TimeSpan.FromSeconds(0.4));
        Informer.Problem.Should().Contain("503");
        Time.Advance(TimeSpan.FromSeconds(0.4));
        await (await Server.TakeAsync()).StartWatchAsync();

        await UntilWellAsync();
    }

    [Fact]
    public async Task IfAWatchIsNotEvenAcceptedThenItIsGivenUpAfterTheTimeOfARequest()
    {
        await ListAsync(10);
        var watch = await Server.TakeAsync();
        await Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        Time.Advance(TimeSpan.FromSeconds(30));
        await watch.GivenUp.Task.Soon();
        await PassAsync(0.4);

        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("10");
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

        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("10", "a busy server says nothing about the version");
    }

    [Fact]
    public async Task IfTheServerFailsInsideTheWatchThenTheListComesAgain()
    {
        var watch = await StartAsync(10);
        await watch.SendEventAsync("ERROR", """{"kind":"Status","status":"Failure","message":"etcd event received with PrevKv=nil","code":500}""");
        await PassAsync(0.4);

        (await Server.TakeAsync()).Query.Should().NotContainKey("watch");
    }

    [Fact]
    public async Task IfTheFirstListFailsThenItIsTriedAgain()
    {
        await (await Server.TakeAsync()).AnswerStatusAsync(403, "Forbidden");
        await PassAsync(0.4);
        Informer.HasSynced.Should().BeFalse();
        Informer.Problem.Should().Contain("403");
        await ListAsync(10);

        await Informer.WaitForSyncAsync(default).Soon();
    }

    [Fact]
    public async Task IfAnObjectCannotBeDecodedThenItsLastGoodStateStaysAndTheOthersFollow()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3), Json.Poison("bad", 4));
        await watch.SendEventAsync("MODIFIED", Json.Poison("a", 11));
        await watch.SendEventAsync("ADDED", Json.ConfigMap("b", 12));

        (await NextAsync(1)).Should().Equal("+b@12");
        Informer.Store.List().Select(Text).Should().BeEquivalentTo("a@3", "b@12");
        _undecodable.Select(u => u.Key.Name).Should().Equal("bad", "a");

        await watch.SendEventAsync("ERROR", Json.Gone);
        await PassAsync(0.4);
        await ListAsync(30, Json.Poison("a", 11), Json.Poison("b", 14, uid: "another"));
        (await NextAsync(1)).Should().Equal(["-b@12"], "the b that was is gone; a is still there, whatever it looks like");
        watch = await (await Server.TakeAsync()).StartWatchAsync();
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

        (await Server.TakeAsync()).Query["resourceVersion"].Should().Be("11");
    }

    [Fact]
    public async Task IfAnOwnWriteIsNotShownYetThenItIsWaitedFor()
    {
        var watch = await StartAsync(10, Json.ConfigMap("a", 3));
        var key = new NamespacedName("default", "a");
        var update = Client.UpdateAsync(Informer.Store.Find(key)!, default);
        await (await Server.TakeAsync()).AnswerAsync(200, Json.ConfigMap("a", 11));
        await update;
        var shown = Informer.OwnWrites.WaitAsync(key, default).AsTask();
        shown.IsCompleted.Should().BeFalse();
        await watch.SendEventAsync("MODIFIED", Json.ConfigMap("a", 11));

        (await shown.Soon()).Should().BeTrue();
        Informer.Store.Find(key)!.Metadata.ResourceVersion.Should().Be("11");
    }

    protected override Informer<V1ConfigMap> CreateInformer()
    {
        var informer = new Informer<V1ConfigMap>(Client, new InformerOptions
        {
            TimeProvider = Time,
            Random = new FixedRandom(0.5),
            MinWatchTime = TimeSpan.FromSeconds(300),
            MaxWatchTime = TimeSpan.FromSeconds(500),
            WatchMargin = TimeSpan.FromSeconds(20),
        });
        informer.AddHandler(new ResourceEventHandler<V1ConfigMap>(
            added => Tell($"+{Text(added)}"), (before, after) => Tell($"{Text(before)}>{Text(after)}"), gone => Tell($"-{Text(gone)}")));
        informer.AddUndecodableHandler(_undecodable.Add);
        return informer;
    }

    private static string Text(V1ConfigMap value) => $"{value.Metadata.Name}@{value.Metadata.ResourceVersion}";

    private void Tell(string text) => _told.Writer.TryWrite(text);

    private Task UntilWellAsync() => Wait.UntilAsync(() => Informer.Problem is null);

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
        var list = await Server.TakeAsync();
        list.Query.Should().NotContainKey("watch").And.Contain("limit", "500");
        await list.AnswerAsync(200, Json.List(version, items));
    }

    private async Task<ScriptedRequest> StartAsync(int version, params string[] items)
    {
        await ListAsync(version, items);
        await NextAsync(items.Count(item => !item.Contains("boom", StringComparison.Ordinal)));
        return await (await Server.TakeAsync()).StartWatchAsync();
    }
}
