using System.Text.Json;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Events;
using Orbit.Kubernetes.Serialization;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Events;

public sealed class EventRecorderTests : IAsyncLifetime
{
    private static readonly V1ConfigMap Job = new() { Metadata = new() { Name = "job", NamespaceProperty = "team", Uid = "u", ResourceVersion = "7" } };
    // Longer than a request may take, so that a timer of this length is the recorder's and no request's.
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(45);

    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;
    private EventRecorder _recorder = null!;
    private Task _running = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client(_time);
        _recorder = new EventRecorder(_client, new EventRecorderOptions { ReportingController = "orbitoperator.io/test", ReportingInstance = "here", Capacity = 3, MaxAttempts = 2, WriteInterval = WriteInterval, TimeProvider = _time });
        _running = _recorder.RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Invoking(r => r.Soon()).Should().ThrowAsync<OperationCanceledException>();
        _recorder.Dispose();
        _client.Dispose();
        _stop.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfSomethingHappensThenAnEventSaysSo()
    {
        _recorder.Publish(Job, EventType.Warning, "ContactFailed", "Replanning", "The station heard nothing.", new V1Node { Metadata = new() { Name = "sat-1" } });
        var request = await _server.TakeAsync();
        await AcceptAsync(request);

        request.PathAndQuery.Should().Be("/apis/events.k8s.io/v1/namespaces/team/events");
        var stored = JsonSerializer.Deserialize(request.Body, ResourceJson.TypeInfo<Eventsv1Event>())!;
        stored.Metadata.Name.Should().StartWith("job.");
        stored.Regarding.Should().Be(new V1ObjectReference { ApiVersion = "v1", Kind = "ConfigMap", NamespaceProperty = "team", Name = "job", Uid = "u" });
        stored.Related.Should().Be(new V1ObjectReference { ApiVersion = "v1", Kind = "Node", Name = "sat-1" });
        stored.Should().BeEquivalentTo(new
        {
            Type = "Warning",
            Reason = "ContactFailed",
            Action = "Replanning",
            Note = "The station heard nothing.",
            ReportingController = "orbitoperator.io/test",
            ReportingInstance = "here",
            EventTime = _time.GetUtcNow().UtcDateTime,
            Series = (Eventsv1EventSeries?)null,
        });
    }

    [Fact]
    public async Task IfItHappensAgainThenItIsCountedInFewWrites()
    {
        Publish();
        var created = await _server.TakeAsync();
        await AcceptAsync(created);
        await _time.WaitForTimerAsync(TimeSpan.FromMinutes(6));
        Publish();
        var second = await _server.TakeAsync();
        (second.Method, Count(second)).Should().Be(("PATCH", 2), "that it came back is worth telling at once");
        await AcceptAsync(second);
        for (var i = 0; i < 50; i++)
        {
            Publish();
        }

        await _time.WaitForTimerAsync(WriteInterval);
        _server.HasRequest.Should().BeFalse();
        _time.Advance(WriteInterval);
        var later = await _server.TakeAsync();
        Count(later).Should().Be(52);
        later.Path.Should().Be(second.Path);
        await AcceptAsync(later);
    }

    [Fact]
    public async Task IfItHappensAgainMuchLaterThenThatIsAnotherEvent()
    {
        Publish();
        await AcceptAsync(await _server.TakeAsync());
        await _time.WaitForTimerAsync(TimeSpan.FromMinutes(6));
        _time.Advance(TimeSpan.FromMinutes(6));
        await Wait.UntilAsync(() => _recorder.RememberedCount == 0);
        Publish();

        var request = await _server.TakeAsync();
        request.Method.Should().Be("POST");
        await AcceptAsync(request);
    }

    [Fact]
    public async Task IfTheObjectIsClusterWideThenTheEventStandsInTheNamespaceDefault()
    {
        _recorder.Publish(new V1Node { Metadata = new() { Name = "sat-1" } }, EventType.Normal, "Heard", "Listening", "There it is.");
        var request = await _server.TakeAsync();
        await AcceptAsync(request);

        request.Path.Should().Be("/apis/events.k8s.io/v1/namespaces/default/events");
    }

    [Fact]
    public async Task IfTheServerForgotTheEventThenItIsCreatedAnew()
    {
        Publish();
        await AcceptAsync(await _server.TakeAsync());
        await _time.WaitForTimerAsync(TimeSpan.FromMinutes(6));
        Publish();
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");

        var request = await _server.TakeAsync();
        (request.Method, Count(request)).Should().Be(("POST", 2));
        await AcceptAsync(request);
    }

    [Fact]
    public async Task IfTheServerIsInTroubleThenItIsTriedAgainAndDroppedInTheEnd()
    {
        Publish();
        await (await _server.TakeAsync()).AnswerStatusAsync(500, "InternalError");
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(5));
        _time.Advance(TimeSpan.FromMilliseconds(5));
        await (await _server.TakeAsync()).AnswerStatusAsync(500, "InternalError");
        Publish("another");

        var next = await _server.TakeAsync();
        next.Json["note"]!.GetValue<string>().Should().Be("another");
        await AcceptAsync(next);
    }

    [Fact]
    public async Task IfTooManyDifferentEventsWaitThenTheNewestAreDropped()
    {
        var hold = await HoldAsync();
        Publish("b");
        Publish("c");
        Publish("d");
        await AcceptAsync(hold);
        var notes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var request = await _server.TakeAsync();
            notes.Add(request.Json["note"]!.GetValue<string>());
            await AcceptAsync(request);
        }

        notes.Should().Equal("b", "c");
        _recorder.RememberedCount.Should().Be(3);
        _server.HasRequest.Should().BeFalse();
    }

    [Fact]
    public async Task IfTheNoteIsTooLongThenItIsCutBetweenCharacters()
    {
        Publish(string.Concat(Enumerable.Repeat("🛰", 600)));
        var request = await _server.TakeAsync();
        await AcceptAsync(request);

        var note = request.Json["note"]!.GetValue<string>();
        System.Text.Encoding.UTF8.GetByteCount(note).Should().BeInRange(1018, 1024);
        note.Should().EndWith("🛰…");
    }

    private static int Count(ScriptedRequest request) => request.Json["series"]!["count"]!.GetValue<int>();

    private static Task AcceptAsync(ScriptedRequest request) => request.AnswerAsync(201, "{}");

    private async Task<ScriptedRequest> HoldAsync()
    {
        Publish("a");
        return await _server.TakeAsync();
    }

    private void Publish(string note = "The station heard nothing.") =>
        _recorder.Publish(Job, EventType.Warning, "ContactFailed", "Replanning", note);
}
