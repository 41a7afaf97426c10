using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Hosting;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Hosting;

public sealed class OperatorHostTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
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
        await _stop.CancelAsync();
        _stop.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfTheInformersHaveSyncedThenTheControllersRunAndTheProgramIsReady()
    {
        var controller = new Scripted();
        var host = Host().Add(new Informer<V1ConfigMap>(_client)).Add(controller);
        var run = host.RunAsync(_stop.Token);
        var list = await _server.TakeAsync();
        (host.IsLive, host.IsReady, controller.Started.Task.IsCompleted).Should().Be((true, false, false));
        host.Problems().Should().Equal("configmaps not synced");
        await list.AnswerAsync(200, Json.List(1));
        await controller.Started.Task.Soon();
        (host.IsReady, host.Problems().Count).Should().Be((true, 0));

        await _stop.CancelAsync();
        await Wait.UntilAsync(() => !host.IsReady);
        controller.Finish.SetResult();
        await run.Soon();
        host.IsLive.Should().BeTrue();
    }

    [Fact]
    public async Task IfABackgroundLoopDiesThenTheProgramIsDeadAndEnds()
    {
        var death = new TaskCompletionSource();
        var controller = new Scripted();
        var host = Host().Add(controller).AddBackground("cache", _ => death.Task);
        var run = host.RunAsync(_stop.Token);
        await controller.Started.Task.Soon();
        death.SetException(new InvalidOperationException("out of windows"));
        await Wait.UntilAsync(() => !host.IsLive);
        controller.Finish.SetResult();

        await run.Invoking(r => r.Soon()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*the cache died: out of windows*");
        host.Problems().Should().Contain("the cache died: out of windows");
    }

    [Fact]
    public async Task IfAControllerEndsByItselfThenTheProgramIsDeadAndEnds()
    {
        var controller = new Scripted();
        var host = Host().Add(controller);
        var run = host.RunAsync(_stop.Token);
        controller.Finish.SetResult();

        await run.Invoking(r => r.Soon()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*controller scripted died: it ended by itself*");
    }

    [Fact]
    public async Task IfReconcilesDoNotEndInTimeThenTheyAreAborted()
    {
        var controller = new Scripted();
        var run = Host().Add(controller).RunAsync(_stop.Token);
        await controller.Started.Task.Soon();
        await _stop.CancelAsync();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(25));
        controller.Abort.IsCancellationRequested.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(25));

        controller.Abort.IsCancellationRequested.Should().BeTrue();
        controller.Finish.SetResult();
        await run.Soon();
    }

    [Fact]
    public async Task IfStoppedThenTheLeaseIsGivenBackAfterTheControllersAndTheWatchesEndLast()
    {
        var controller = new Scripted();
        var background = new TaskCompletionSource();
        var host = Host(new LeaderElectionOptions { Name = "leader", Namespace = "orbit", Identity = "me", TimeProvider = _time })
            .Add(controller)
            .AddBackground("watch", async token =>
            {
                await using var end = token.Register(() => background.TrySetResult());
                await background.Task;
            });
        var run = host.RunAsync(_stop.Token);
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");
        host.IsLeader.Should().BeFalse();
        var create = await _server.TakeAsync();
        await create.AnswerAsync(201, create.Body.Replace("\"name\"", "\"resourceVersion\":\"1\",\"name\"", StringComparison.Ordinal));
        await controller.Started.Task.Soon();
        host.IsLeader.Should().BeTrue();

        await _stop.CancelAsync();
        _server.HasRequest.Should().BeFalse();
        controller.Finish.SetResult();
        var release = await _server.TakeAsync();
        background.Task.IsCompleted.Should().BeFalse();
        await release.AnswerAsync(200, release.Body);
        await run.Soon();
        background.Task.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task IfLeadershipIsLostThenTheControllersAreAbortedAndTheProgramEnds()
    {
        var (_, controller, run, lease) = await LeadAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        await (await _server.TakeAsync()).AnswerStatusAsync(409, "Conflict");
        await (await _server.TakeAsync()).AnswerAsync(200, lease.Replace("\"name\"", "\"resourceVersion\":\"2\",\"name\"", StringComparison.Ordinal).Replace("\"me\"", "\"other\"", StringComparison.Ordinal));
        await Wait.UntilAsync(() => controller.Abort.IsCancellationRequested);
        controller.Finish.SetResult();

        await run.Invoking(r => r.Soon()).Should().ThrowAsync<LeadershipLostException>();
    }

    [Fact]
    public async Task IfAReconcileDoesNotLeaveOffAfterLeadershipIsLostThenTheProgramEndsAllTheSame()
    {
        var (_, controller, run, _) = await LeadAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await Wait.UntilAsync(() => controller.Abort.IsCancellationRequested);
        run.IsCompleted.Should().BeFalse("reconciles get a while to leave off");
        await Wait.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return run.IsCompleted;
        });

        await run.Invoking(r => r).Should().ThrowAsync<LeadershipLostException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task IfTheClockJumpsThenLeadershipStaysAndTheControllersLookAtEverythingAgain(int hours)
    {
        var (host, controller, run, _) = await LeadAsync();
        for (var renewal = 0; renewal < 3; renewal++)
        {
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(2));
            if (renewal == 1)
            {
                controller.Looked.Should().Be(0);
                _time.SetClock(TimeSpan.FromHours(hours));
            }

            _time.Advance(TimeSpan.FromSeconds(2));
            var renew = await _server.TakeAsync();
            await renew.AnswerAsync(200, renew.Body);
        }

        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(2));
        (host.IsLeader, controller.Looked, controller.Abort.IsCancellationRequested).Should().Be((true, 1, false));
        await _stop.CancelAsync();
        controller.Finish.SetResult();
        var release = await _server.TakeAsync();
        await release.AnswerAsync(200, release.Body);
        await run.Soon();
    }

    [Fact]
    public async Task IfTheServerCannotBeFollowedAnyMoreThenAReadyProgramSaysSo()
    {
        var controller = new Scripted();
        var host = Host().Add(new Informer<V1ConfigMap>(_client, new InformerOptions { TimeProvider = _time })).Add(controller);
        var run = host.RunAsync(_stop.Token);
        await (await _server.TakeAsync()).AnswerAsync(200, Json.List(1));
        await (await _server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable");
        await controller.Started.Task.Soon();
        await Wait.UntilAsync(() => host.Problems().Any(p => p.Contains("503", StringComparison.Ordinal)));

        host.IsReady.Should().BeTrue("another replica would know no more");
        host.Problems().Should().ContainSingle().Which.Should().Match("configmaps may be out of date: *503*");
        await _stop.CancelAsync();
        controller.Finish.SetResult();
        await run.Soon();
    }

    /// <summary>A host whose controller runs because it took a lease that was not there; the next renewal is due in two seconds.</summary>
    private async Task<(OperatorHost Host, Scripted Controller, Task Run, string Lease)> LeadAsync()
    {
        var controller = new Scripted();
        var host = Host(new LeaderElectionOptions { Name = "leader", Namespace = "orbit", Identity = "me", TimeProvider = _time }).Add(controller);
        var run = host.RunAsync(_stop.Token);
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");
        var create = await _server.TakeAsync();
        await create.AnswerAsync(201, create.Body.Replace("\"name\"", "\"resourceVersion\":\"1\",\"name\"", StringComparison.Ordinal));
        await controller.Started.Task.Soon();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(2));
        return (host, controller, run, create.Body);
    }

    private OperatorHost Host(LeaderElectionOptions? election = null) =>
        new(_client, new OperatorHostOptions { LeaderElection = election, TimeProvider = _time });

    private sealed class Scripted : IController
    {
        public string Name => "scripted";

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Abort { get; private set; }

        public int Looked { get; private set; }

        public void LookAgain() => Looked++;

        public async Task RunAsync(CancellationToken stop, CancellationToken abort)
        {
            Abort = abort;
            Started.SetResult();
            await Finish.Task;
        }
    }
}
