using System.Collections.Concurrent;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Events;
using Orbit.Kubernetes.Runtime.Hosting;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Runtime;

public sealed class OperatorTests(ControlPlaneFixture controlPlane) : RuntimeTest(controlPlane)
{
    [Fact]
    public async Task IfAReconcileWritesAgainAndAgainThenItNeverSeesACopyOlderThanItsOwnWrite()
    {
        const int rounds = 50;
        await using var replica = new Replica(this, leaseName: null);
        for (var i = 0; i < 3; i++)
        {
            await Client.CreateAsync(NewWidget($"w{i}", size: rounds), default);
        }

        await UntilAsync(async () => (await Client.ListAllAsync<Widget>(Namespace, options: null, default)).Items.All(w => w.Status?.Count == rounds));

        await replica.StopAsync();
        replica.Counter.Stale.Should().BeEmpty();
        replica.Counter.Writes.Should().Be(3 * rounds, "one write a round, and none when there is nothing to do");
    }

    [Fact]
    public async Task IfAControllerOwnsConfigMapsThenOneThatIsDeletedComesBack()
    {
        await using var replica = new Replica(this, leaseName: null);
        await Client.CreateAsync(NewWidget("a"), default);
        var first = await ConfigMapAsync(notUid: null);
        await Client.DeleteAsync<V1ConfigMap>(Key("a-child"), options: null, default);

        (await ConfigMapAsync(first.Metadata.Uid)).Metadata.OwnerReferences.Should().ContainSingle().Which.Name.Should().Be("a");
        await replica.StopAsync();

        async Task<V1ConfigMap> ConfigMapAsync(string? notUid)
        {
            V1ConfigMap? found = null;
            await UntilAsync(async () =>
            {
                found = await Client.FindAsync<V1ConfigMap>(Key("a-child"), default);
                return found is not null && !string.Equals(found.Metadata.Uid, notUid, StringComparison.Ordinal);
            });
            return found!;
        }
    }

    [Fact]
    public async Task IfTheLeaderStopsThenTheStandbyTakesOverAtOnceAndTheyNeverLeadTogether()
    {
        await using var first = new Replica(this, "handover");
        await UntilAsync(() => first.Host.IsLeader);
        await using var second = new Replica(this, "handover");
        await UntilAsync(() => second.Host.IsReady);
        (first.Host.IsLeader, second.Host.IsLeader).Should().Be((true, false), "a standby is ready, but does not lead");

        await first.StopAsync();
        (await Client.GetAsync<V1Lease>(Key("handover"), default)).Spec!.HolderIdentity.Should().NotBe(first.Identity, "the lease was given back, not left to expire");
        await UntilAsync(() => second.Host.IsLeader);
        await Client.CreateAsync(NewWidget("a", size: 3), default);
        await UntilAsync(async () => (await Client.GetAsync<Widget>(Key("a"), default)).Status?.Count == 3);

        (await Client.GetAsync<V1Lease>(Key("handover"), default)).Spec!.LeaseTransitions.Should().Be(1);
        await second.StopAsync();
    }

    [Fact]
    public async Task IfAnotherTakesTheLeaseThenTheOldLeaderEndsAndItsWritesAreRefused()
    {
        await using var replica = new Replica(this, "taken");
        await UntilAsync(() => replica.Host.IsLeader);
        await UntilAsync(async () =>
        {
            var lease = await Client.GetAsync<V1Lease>(Key("taken"), default);
            try
            {
                await Client.UpdateAsync(lease with { Spec = lease.Spec! with { HolderIdentity = "thief" } }, default);
                return true;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                return false;
            }
        });

        await replica.Running.Awaiting(r => r.WaitAsync(Patience)).Should().ThrowAsync<LeadershipLostException>().WithMessage("*thief holds it*");
        await replica.Client.Awaiting(c => c.CreateAsync(NewWidget("late"), default)).Should().ThrowAsync<LeadershipLostException>();
        (await Client.FindAsync<Widget>(Key("late"), default)).Should().BeNull();
    }

    [Fact]
    public async Task IfSomethingHappensTwiceThenOneEventTellsOfBoth()
    {
        var widget = await Client.CreateAsync(NewWidget("a"), default);
        using var recorder = new EventRecorder(Client, new EventRecorderOptions { ReportingController = "orbitoperator.io/tests" });
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(stop.Token);
        recorder.Publish(widget, EventType.Warning, "ContactFailed", "Replanning", "The station heard nothing.");
        await UntilAsync(async () => (await EventsAsync()).Count == 1);
        recorder.Publish(widget, EventType.Warning, "ContactFailed", "Replanning", "The station heard nothing.");
        await UntilAsync(async () => (await EventsAsync())[0].Series?.Count == 2);

        (await ControlPlane.KubectlAsync("describe", "widget", "a", "-n", Namespace)).Should().MatchRegex("Warning +ContactFailed .*The station heard nothing.");
        await stop.CancelAsync();
        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();

        async Task<IReadOnlyList<Eventsv1Event>> EventsAsync() =>
            (await Client.ListAllAsync<Eventsv1Event>(Namespace, options: null, default)).Items;
    }

    /// <summary>One replica of a small operator.</summary>
    private sealed class Replica : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Controller<Widget> _controller;

        public Replica(OperatorTests test, string? leaseName)
        {
            Client = test.NewClient();
            var options = new InformerOptions { Namespace = test.Namespace };
            var widgets = new Informer<Widget>(Client, options);
            var maps = new Informer<V1ConfigMap>(Client, options);
            Counter = new Counter(Client);
            _controller = new Controller<Widget>("widgets", widgets, Counter).Owns(maps);
            var election = leaseName is null
                ? null
                : new LeaderElectionOptions { Name = leaseName, Namespace = test.Namespace, Identity = Identity, RetryPeriod = TimeSpan.FromSeconds(2) };
            Host = new OperatorHost(Client, new OperatorHostOptions { LeaderElection = election }).Add(widgets).Add(maps).Add(_controller);
            Running = Host.RunAsync(_stop.Token);
        }

        public string Identity { get; } = Guid.NewGuid().ToString();

        public KubernetesClient Client { get; }

        public Counter Counter { get; }

        public OperatorHost Host { get; }

        public Task Running { get; }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Running.WaitAsync(Patience);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Running.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
            _controller.Dispose();
            Client.Dispose();
            _stop.Dispose();
        }
    }

    /// <summary>Counts its widget's status up to the widget's size, one at a time, and keeps a config map for it.</summary>
    private sealed class Counter(KubernetesClient client) : IEntityController<Widget>
    {
        private readonly ConcurrentDictionary<NamespacedName, int> _written = new();
        private int _writes;

        public ConcurrentQueue<string> Stale { get; } = new();

        public int Writes => _writes;

        public async Task<ReconciliationResult<Widget>> ReconcileAsync(Widget entity, CancellationToken cancellationToken)
        {
            var key = NamespacedName.Of(entity);
            var count = entity.Status?.Count ?? 0;
            if (count != _written.GetValueOrDefault(key))
            {
                Stale.Enqueue($"{key} showed {count}, written was {_written.GetValueOrDefault(key)}");
            }

            var child = new V1ConfigMap { Metadata = new() { Name = $"{key.Name}-child", NamespaceProperty = key.Namespace, OwnerReferences = [OwnerReferences.ControllerOf(entity)] } };
            await client.ApplyAsync(child, "orbitoperator/widgets", force: true, cancellationToken);
            if (count < entity.Spec!.Size)
            {
                // Counted before it is sent: the test sees the server's state before the answer is here.
                Interlocked.Increment(ref _writes);
                await client.ApplyStatusAsync(entity with { Status = new WidgetStatus { Count = count + 1 } }, "orbitoperator/widgets", force: true, cancellationToken);
                _written[key] = count + 1;
            }

            return ReconciliationResult<Widget>.Success(entity);
        }

        public Task<ReconciliationResult<Widget>> DeletedAsync(Widget entity, CancellationToken cancellationToken) =>
            Task.FromResult(ReconciliationResult<Widget>.Success(entity));
    }
}
