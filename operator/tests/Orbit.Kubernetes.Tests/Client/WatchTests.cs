using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Client;

public sealed class WatchTests : IAsyncLifetime
{
    private static readonly WatchOptions Options = new() { ResourceVersion = "5", Timeout = TimeSpan.FromSeconds(300), Margin = TimeSpan.FromSeconds(10) };
    private readonly ManualTimeProvider _time = new();
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client(_time);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfObjectsChangeThenTheWatchTellsAndEndsWithTheServer()
    {
        var (events, request) = await StartAsync();
        await request.SendEventAsync("ADDED", Json.ConfigMap("a", 6));
        await request.SendEventAsync("MODIFIED", Json.ConfigMap("a", 7, data: new string('x', 100_000)));
        await request.SendEventAsync("DELETED", Json.ConfigMap("a", 8));
        await request.SendEventAsync("BOOKMARK", Json.Bookmark(9));
        request.End();

        request.PathAndQuery.Should().Be("/api/v1/namespaces/default/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=300");
        (await events).Select(e => (e.Type, e.Object?.Metadata.Name, e.ResourceVersion)).Should().Equal(
            (WatchEventType.Added, "a", "6"), (WatchEventType.Modified, "a", "7"), (WatchEventType.Deleted, "a", "8"), (WatchEventType.Bookmark, null, "9"));
        (await events)[1].Object!.Data!["value"].Should().HaveLength(100_000);
    }

    [Fact]
    public async Task IfAFrameArrivesInPiecesThenItIsPutTogether()
    {
        var (events, request) = await StartAsync();
        var frame = $$"""{"object":{{Json.ConfigMap("a", 6)}},"extra":[1],"type":"ADDED"}""";
        await request.SendAsync(frame[..20]);
        await request.SendAsync(frame[20..] + "\n\n" + frame + "\n" + frame[..30]);
        request.End();

        (await events).Select(e => e.ResourceVersion).Should().Equal(["6", "6"], "the cut frame at the end is told again by the next watch");
    }

    [Fact]
    public async Task IfAnObjectCannotBeDecodedThenTheWatchGoesOnAndItsVersionAdvances()
    {
        var (events, request) = await StartAsync();
        await request.SendEventAsync("MODIFIED", Json.Poison("b", 6));
        await request.SendEventAsync("ADDED", Json.ConfigMap("a", 7));
        request.End();

        var told = await events;
        (told[0].Object, told[0].Undecodable!.Key.ToString(), told[0].ResourceVersion).Should().Be((null, "default/b", "6"));
        told[1].Object!.Metadata.Name.Should().Be("a");
    }

    [Fact]
    public async Task IfTheVersionIsGoneThenBothWaysOfSayingSoAreTheSameError()
    {
        var (events, request) = await StartAsync();
        await request.SendEventAsync("ERROR", Json.Gone);
        (await events.Invoking(e => e).Should().ThrowAsync<KubernetesApiException>()).Which.IsGone.Should().BeTrue();

        var again = CollectAsync();
        await (await _server.TakeAsync()).AnswerAsync(410, Json.Gone);
        (await again.Invoking(e => e).Should().ThrowAsync<KubernetesApiException>()).Which.IsGone.Should().BeTrue();
    }

    [Fact]
    public async Task IfTheServerStaysSilentBeyondTheTimeAgreedThenTheWatchIsGivenUp()
    {
        var (events, request) = await StartAsync();
        await request.SendEventAsync("ADDED", Json.ConfigMap("a", 6));
        _time.Advance(TimeSpan.FromSeconds(309));
        events.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await events.Invoking(e => e).Should().ThrowAsync<TimeoutException>();
        await request.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task IfTheServerNeverSendsAHeaderThenTheWatchIsGivenUpToo()
    {
        var events = CollectAsync();
        await _server.TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(310));

        await events.Invoking(e => e).Should().ThrowAsync<TimeoutException>();
    }

    [Fact]
    public async Task IfTheConnectionBreaksThenThatIsAnError()
    {
        var (events, request) = await StartAsync();
        await request.SendEventAsync("ADDED", Json.ConfigMap("a", 6));
        request.Abort();

        (await events.Invoking(e => e).Should().ThrowAsync<Exception>()).Which.Should().Match(e => e is IOException || e is HttpRequestException);
    }

    [Fact]
    public async Task IfAFrameIsNoJsonThenThatIsAnError()
    {
        var (events, request) = await StartAsync();
        await request.SendAsync("<html>\n");

        await events.Invoking(e => e).Should().ThrowAsync<JsonException>();
    }

    [Fact]
    public async Task IfTheCallerEndsTheWatchThenTheConnectionIsClosed()
    {
        using var cancel = new CancellationTokenSource();
        var events = CollectAsync(cancel.Token);
        var request = await (await _server.TakeAsync()).StartWatchAsync();
        await cancel.CancelAsync();

        await events.Invoking(e => e).Should().ThrowAsync<OperationCanceledException>();
        await request.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private async Task<(Task<List<WatchEvent<V1ConfigMap>>> Events, ScriptedRequest Request)> StartAsync()
    {
        var events = CollectAsync();
        return (events, await (await _server.TakeAsync()).StartWatchAsync());
    }

    private async Task<List<WatchEvent<V1ConfigMap>>> CollectAsync(CancellationToken cancellationToken = default)
    {
        var events = new List<WatchEvent<V1ConfigMap>>();
        await foreach (var next in _client.WatchAsync<V1ConfigMap>("default", Options, cancellationToken))
        {
            events.Add(next);
        }

        return events;
    }
}
