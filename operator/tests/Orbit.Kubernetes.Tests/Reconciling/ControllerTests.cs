using System.Net;
using System.Threading.Channels;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;
using Result = KubeOps.Abstractions.Reconciliation.ReconciliationResult<k8s.Models.V1ConfigMap>;

namespace Orbit.Kubernetes.Tests.Reconciling;

public sealed class ControllerTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly KubernetesClient _client = new(new ClusterAccess { Server = new Uri("http://127.0.0.1:1") });
    private readonly Informer<V1ConfigMap> _maps;
    private readonly Informer<V1Pod> _pods;
    private readonly Scripted _reconciler = new();
    private readonly Controller<V1ConfigMap> _controller;
    private Task _running = Task.CompletedTask;
    private int _version;

    public ControllerTests()
    {
        _maps = new Informer<V1ConfigMap>(_client, new InformerOptions { TimeProvider = _time });
        _pods = new Informer<V1Pod>(_client, new InformerOptions { TimeProvider = _time });
        _controller = new Controller<V1ConfigMap>("maps", _maps, _reconciler, new ControllerOptions { TimeProvider = _time, Workers = 2 })
            .Owns(_pods);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _abort.CancelAsync();
        await _running.Soon();
        _controller.Dispose();
        _client.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    [Fact]
    public async Task IfTheControllerStartsThenEveryObjectIsReconciled()
    {
        Put("a");
        Put("b");
        _reconciler.Calls.Reader.TryPeek(out _).Should().BeFalse("a standby does nothing");
        Start();

        (await NextAsync(2)).Should().BeEquivalentTo("a@1", "b@2");
    }

    [Fact]
    public async Task IfAnObjectChangesThenItIsReconciledAndIfItGoesThenTidiedUpAfter()
    {
        Start();
        Put("a");
        (await NextAsync(1)).Should().Equal("a@1");
        Put("a");
        (await NextAsync(1)).Should().Equal("a@2");
        Delete("a");
        (await NextAsync(1)).Should().Equal("gone a@2");
    }

    [Fact]
    public async Task IfAReconcileFailsThenItIsTriedAgainWithALongerAndLongerDelay()
    {
        _reconciler.OnReconcile = _ => throw new InvalidOperationException("not yet");
        Start();
        Put("a");
        await NextAsync(1);
        foreach (var milliseconds in new[] { 5, 10, 20, 40 })
        {
            await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(milliseconds));
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            (await NextAsync(1)).Should().Equal("a@1");
        }
    }

    [Fact]
    public async Task IfOneObjectFailsThenTheOthersAreReconciled()
    {
        _reconciler.OnReconcile = map => map.Metadata.Name is "bad" ? throw new InvalidOperationException("bad") : Task.FromResult(Result.Success(map));
        Put("bad");
        Put("good");
        Start();

        (await NextAsync(2)).Should().BeEquivalentTo("bad@1", "good@2");
    }

    [Fact]
    public async Task IfATimeIsAskedForThenTheObjectIsReconciledAgainThen()
    {
        _reconciler.OnReconcile = map => Task.FromResult(Result.Success(map, TimeSpan.FromSeconds(90)));
        Start();
        Put("a");
        await NextAsync(1);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(90));
        _time.Advance(TimeSpan.FromSeconds(90));

        (await NextAsync(1)).Should().Equal("a@1");
    }

    [Fact]
    public async Task IfTheResultIsAFailureThenTheObjectIsRetriedWhenItAsksOrAfterTheBackOff()
    {
        var results = new Queue<Func<V1ConfigMap, Result>>(
            [map => Result.Failure(map, "the station is closed", requeueAfter: TimeSpan.FromSeconds(90)), map => Result.Failure(map, "it is closed"), map => Result.Success(map)]);
        _reconciler.OnReconcile = map => Task.FromResult(results.Dequeue()(map));
        Start();
        Put("a");
        await NextAsync(1);
        foreach (var pause in new[] { TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(10) })
        {
            await _time.WaitForTimerAsync(pause);
            _time.Advance(pause);
            (await NextAsync(1)).Should().Equal("a@1");
        }

        results.Should().BeEmpty();
    }

    [Fact]
    public async Task IfNothingCanBeDoneThenTheObjectIsToldAndNotTriedAgainUntilItChanges()
    {
        _reconciler.OnReconcile = _ => throw new TerminalException("the checksum is wrong");
        Start();
        Put("a");
        (await NextAsync(2)).Should().Equal("a@1", "terminal a@1: the checksum is wrong");
        _time.Advance(TimeSpan.FromHours(1));
        _reconciler.Calls.Reader.TryPeek(out _).Should().BeFalse();
        Put("a");

        (await NextAsync(2)).Should().Equal("a@2", "terminal a@2: the checksum is wrong");
    }

    [Fact]
    public async Task IfTheServerSaysWhenToComeBackThenTheObjectIsTriedAgainThen()
    {
        _reconciler.OnReconcile = _ => throw new KubernetesApiException("PUT /x", HttpStatusCode.TooManyRequests, status: null, retryAfter: TimeSpan.FromSeconds(3));
        Start();
        Put("a");
        await NextAsync(1);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(3));

        (await NextAsync(1)).Should().Equal("a@1");
    }

    [Fact]
    public async Task IfTheServerSaysAtOnceAgainAndAgainThenTheDelayGrowsAllTheSame()
    {
        _reconciler.OnReconcile = _ => throw new KubernetesApiException("PUT /x", HttpStatusCode.TooManyRequests, status: null, retryAfter: TimeSpan.Zero);
        Start();
        Put("a");
        foreach (var milliseconds in new[] { 5, 10, 20, 40 })
        {
            await NextAsync(1);
            await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(milliseconds));
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    [Fact]
    public async Task IfAnOwnedObjectChangesThenItsOwnerIsReconciled()
    {
        Put("a");
        Start();
        await NextAsync(1);
        var pod = new V1Pod { Metadata = new() { Name = "p", NamespaceProperty = "default", Uid = "p", ResourceVersion = "1", OwnerReferences = [OwnerReferences.ControllerOf(Map("a", 1))] } };
        _pods.TakeEvent(new WatchEvent<V1Pod>(WatchEventType.Added, pod, null, "1"));

        (await NextAsync(1)).Should().Equal("a@1");
    }

    [Fact]
    public async Task IfTheStoreDoesNotShowAnOwnWriteYetThenTheReconcileWaitsForIt()
    {
        Put("a");
        var key = new NamespacedName("default", "a");
        _maps.OwnWrites.Writing(key);
        _maps.OwnWrites.Written(key, "2");
        Start();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _reconciler.Calls.Reader.TryPeek(out _).Should().BeFalse();
        Put("a");

        (await NextAsync(1)).Should().Equal("a@2");
    }

    [Fact]
    public async Task IfTidyingUpFailsThenItIsTriedAgainBeforeTheNextObjectOfThatName()
    {
        Start();
        Put("a");
        await NextAsync(1);
        var failures = 1;
        _reconciler.OnDeleted = _ => failures-- > 0 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        Delete("a");
        (await NextAsync(1)).Should().Equal("gone a@1");
        Put("a", uid: "another");

        (await NextAsync(2)).Should().Equal("gone a@1", "a@2");
    }

    [Fact]
    public async Task IfToldToStopThenWhatIsUnderWayIsFinished()
    {
        var finish = new TaskCompletionSource<Result>();
        _reconciler.OnReconcile = _ => finish.Task;
        Start();
        Put("a");
        await NextAsync(1);
        await _stop.CancelAsync();
        Put("b");
        _running.IsCompleted.Should().BeFalse();
        finish.SetResult(Result.Success(Map("a", 1)));

        await _running.Soon();
        _reconciler.Calls.Reader.TryPeek(out _).Should().BeFalse();
    }

    [Fact]
    public async Task IfLeadershipIsLostThenWhatIsUnderWayIsCancelled()
    {
        _reconciler.OnReconcileUntil = async token => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        Start();
        Put("a");
        await NextAsync(1);
        await _abort.CancelAsync();

        await _running.Soon();
    }

    private static V1ConfigMap Map(string name, int version, string? uid = null) =>
        new() { Metadata = new() { Name = name, NamespaceProperty = "default", Uid = uid ?? name, ResourceVersion = version.ToString() } };

    private void Start() => _running = _controller.RunAsync(_stop.Token, _abort.Token);

    private void Put(string name, string? uid = null)
    {
        var version = ++_version;
        _maps.TakeEvent(new WatchEvent<V1ConfigMap>(WatchEventType.Modified, Map(name, version, uid), null, version.ToString()));
    }

    private void Delete(string name) =>
        _maps.TakeEvent(new WatchEvent<V1ConfigMap>(WatchEventType.Deleted, _maps.Store.Find(new("default", name)), null, "9"));

    private async Task<List<string>> NextAsync(int count)
    {
        var calls = new List<string>();
        while (calls.Count < count)
        {
            calls.Add(await _reconciler.Calls.Reader.ReadAsync().AsTask().Soon());
        }

        return calls;
    }

    private sealed class Scripted : IEntityController<V1ConfigMap>, ITerminalErrorHandler<V1ConfigMap>
    {
        public Channel<string> Calls { get; } = Channel.CreateUnbounded<string>();

        public Func<V1ConfigMap, Task<Result>> OnReconcile { get; set; } = map => Task.FromResult(Result.Success(map));

        public Func<CancellationToken, Task>? OnReconcileUntil { get; set; }

        public Func<V1ConfigMap, Task> OnDeleted { get; set; } = _ => Task.CompletedTask;

        public async Task<Result> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken)
        {
            Calls.Writer.TryWrite($"{entity.Metadata.Name}@{entity.Metadata.ResourceVersion}");
            await (OnReconcileUntil?.Invoke(cancellationToken) ?? Task.CompletedTask);
            return await OnReconcile(entity);
        }

        public async Task<Result> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken)
        {
            Calls.Writer.TryWrite($"gone {entity.Metadata.Name}@{entity.Metadata.ResourceVersion}");
            await OnDeleted(entity);
            return Result.Success(entity);
        }

        public Task TerminalAsync(V1ConfigMap entity, TerminalException error, CancellationToken cancellationToken)
        {
            Calls.Writer.TryWrite($"terminal {entity.Metadata.Name}@{entity.Metadata.ResourceVersion}: {error.Message}");
            return Task.CompletedTask;
        }
    }
}
