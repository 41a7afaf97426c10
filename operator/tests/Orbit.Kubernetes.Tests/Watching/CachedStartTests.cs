using k8s.Models;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Watching;

/// <summary>A page holds two objects here; those whose value is "open" are not settled.</summary>
public sealed class CachedStartTests : InformerTest
{
    private static readonly string[] Five =
    [
        Json.ConfigMap("a", 1), Json.ConfigMap("b", 2, data: "open"), Json.ConfigMap("c", 3), Json.ConfigMap("d", 4), Json.ConfigMap("e", 5),
    ];

    [Fact]
    public async Task IfTheCacheIsUpToDateWhereItMattersThenTheWatchGoesOnFromIt()
    {
        await ToldOfAsync(5);
        await CachedAsync(40, Five);
        await ReadBackAsync("b", 2);

        (await Server.TakeAsync()).Query.Should().Contain("watch", "true").And.Contain("resourceVersion", "40");
        Informer.HasSynced.Should().BeTrue();
        Names().Should().Equal("a", "b", "c", "d", "e");
    }

    [Fact]
    public async Task IfAnObjectThatMattersHasGoneOnThenTheNewestStateIsListed()
    {
        await ToldOfAsync(5);
        await CachedAsync(40, Five);
        await ReadBackAsync("b", 44);

        await NewestStateAsync();
    }

    [Fact]
    public async Task IfAnObjectThatMattersIsGoneThenTheNewestStateIsListed()
    {
        await ToldOfAsync(5);
        await CachedAsync(40, Five);
        await (await Server.TakeAsync()).AnswerStatusAsync(404, "NotFound");

        await NewestStateAsync();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public async Task IfTheCacheShowsMoreOrLessObjectsThanThereAreThenTheNewestStateIsListed(int count)
    {
        await ToldOfAsync(count);
        await CachedAsync(40, Five);

        await NewestStateAsync();
    }

    [Fact]
    public async Task IfAnObjectOfTheCacheCannotBeDecodedThenItIsCountedAndToldAndTheOthersAreThere()
    {
        await ToldOfAsync(5);
        await CachedAsync(40, [.. Five[..4], Json.Poison("e", 5)]);
        await ReadBackAsync("b", 2);

        (await Server.TakeAsync()).Query.Should().Contain("resourceVersion", "40");
        Names().Should().Equal("a", "b", "c", "d");
    }

    [Fact]
    public async Task IfTooManyObjectsMatterThenTheNewestStateIsListed()
    {
        await ToldOfAsync(5);
        await CachedAsync(40, [.. Five[..3], Json.ConfigMap("d", 4, data: "open"), Json.ConfigMap("e", 5, data: "open")]);

        await NewestStateAsync();
    }

    [Fact]
    public async Task IfAPageHoldsAllThenTheCacheIsNotAsked()
    {
        await ToldOfAsync(2);

        await NewestStateAsync();
    }

    [Fact]
    public async Task IfTheServerDoesNotSayHowManyThereAreThenTheCacheIsNotAsked()
    {
        var one = await Server.TakeAsync();
        await one.AnswerAsync(200, Json.Page(50, "next", Five[0]));

        await NewestStateAsync();
    }

    [Fact]
    public async Task IfTheCachesAnswerBreaksOffThenNothingOfItCountsAndTheNewestStateIsListed()
    {
        await ToldOfAsync(5);
        var cached = await (await Server.TakeAsync()).StartWatchAsync();
        await cached.SendAsync(Json.List(40, Five)[..^30]);
        cached.Abort();
        await PassAsync(0.4);
        Informer.Store.Count.Should().Be(0);

        await NewestStateAsync();
    }

    [Fact]
    public async Task IfTheServerWasNotThereYetThenTheCacheIsAskedOnceItIs()
    {
        await (await Server.TakeAsync()).AnswerStatusAsync(500, "InternalError");
        await PassAsync(0.4);
        await ToldOfAsync(5);
        await CachedAsync(40, Five);
        await ReadBackAsync("b", 2);

        (await Server.TakeAsync()).Query.Should().Contain("resourceVersion", "40");
    }

    [Fact]
    public async Task IfTheListHasToBeMadeAgainThenItIsOfTheNewestState()
    {
        await ToldOfAsync(5);
        await CachedAsync(40, Five);
        await ReadBackAsync("b", 2);
        await (await Server.TakeAsync()).AnswerAsync(410, Json.Gone);
        await PassAsync(0.4);

        await NewestStateAsync();
    }

    protected override Informer<V1ConfigMap> CreateInformer()
    {
        var options = new InformerOptions { TimeProvider = Time, Random = new FixedRandom(0.5), PageSize = 2 };
        return new Informer<V1ConfigMap>(Client, options, value => value.Data!["value"] != "open");
    }

    private IEnumerable<string?> Names() => Informer.Store.List().Select(value => value.Metadata.Name).Order(StringComparer.Ordinal);

    /// <summary>The storage is asked how many objects there are.</summary>
    private async Task ToldOfAsync(int count)
    {
        var one = await Server.TakeAsync();
        one.PathAndQuery.Should().Be("/api/v1/configmaps?limit=1");
        await one.AnswerAsync(200, $$$"""{"metadata":{"resourceVersion":"50","continue":"next","remainingItemCount":{{{count - 1}}}},"items":[{{{Five[0]}}}]}""");
    }

    private async Task CachedAsync(int version, params string[] items)
    {
        var cached = await Server.TakeAsync();
        cached.PathAndQuery.Should().Be("/api/v1/configmaps?resourceVersion=0");
        await cached.AnswerAsync(200, Json.List(version, items));
    }

    private async Task ReadBackAsync(string name, int version)
    {
        var get = await Server.TakeAsync();
        get.PathAndQuery.Should().Be($"/api/v1/namespaces/default/configmaps/{name}", "a read without a version is one of the newest state");
        await get.AnswerAsync(200, Json.ConfigMap(name, version, data: "open"));
    }

    /// <summary>The pages of the newest state are asked for, and become what the store shows.</summary>
    private async Task NewestStateAsync()
    {
        var page = await Server.TakeAsync();
        page.PathAndQuery.Should().Be("/api/v1/configmaps?limit=2");
        await page.AnswerAsync(200, Json.List(60, Json.ConfigMap("new", 59)));
        (await Server.TakeAsync()).Query.Should().Contain("watch", "true").And.Contain("resourceVersion", "60");
        Names().Should().Equal("new");
    }
}
