using System.Text.Json;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Kubernetes.Serialization;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.LeaderElection;

public sealed class LeaderElectorTests : IAsyncLifetime
{
    private const string Path = "/apis/coordination.k8s.io/v1/namespaces/orbit/leases/leader";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    // Of a candidate, with the jitter that is drawn here.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.4);
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<CancellationToken> _leading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;
    private LeaderElector _elector = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client(_time);
        _elector = new LeaderElector(_client, new LeaderElectionOptions { Name = "leader", Namespace = "orbit", Identity = "me", TimeProvider = _time, Random = new FixedRandom(0.2) });
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfThereIsNoLeaseThenItIsCreatedAndGivenBackAtTheEnd()
    {
        var run = Run();
        await AnswerNotFoundAsync();
        var create = await _server.TakeAsync();
        create.Method.Should().Be("POST");
        var lease = Read(create);
        lease.Spec.Should().BeEquivalentTo(new { HolderIdentity = "me", LeaseDurationSeconds = 15, LeaseTransitions = 0, AcquireTime = _time.GetUtcNow().UtcDateTime, RenewTime = _time.GetUtcNow().UtcDateTime });
        _elector.IsLeader.Should().BeFalse();
        await AnswerAsync(create, lease, "1");
        await _leading.Task.Soon();
        (_elector.IsLeader, _elector.Leader).Should().Be((true, "me"));

        _finish.SetResult();
        var release = await _server.TakeAsync();
        release.Method.Should().Be("PUT");
        Read(release).Spec!.HolderIdentity.Should().BeEmpty();
        Read(release).Metadata.ResourceVersion.Should().Be("1");
        _elector.IsLeader.Should().BeFalse();
        await AnswerAsync(release, Read(release), "2");
        await run.Soon();
    }

    [Fact]
    public async Task IfTheLeaderRenewsThenItStaysLeader()
    {
        var run = await LeadAsync();
        for (var version = 2; version < 10; version++)
        {
            await _time.WaitForTimerAsync(Retry);
            _time.Advance(Retry);
            var renew = await _server.TakeAsync();
            (renew.Method, renew.Path).Should().Be(("PUT", Path));
            Read(renew).Spec!.RenewTime.Should().Be(_time.GetUtcNow().UtcDateTime);
            Read(renew).Spec!.LeaseTransitions.Should().Be(0);
            await AnswerAsync(renew, Read(renew), version.ToString());
        }

        await _time.WaitForTimerAsync(Retry);
        _elector.IsLeader.Should().BeTrue();
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfAnotherHoldsTheLeaseThenItIsTakenOnlyAfterItStoodStillForItsDuration()
    {
        var run = Run();
        var other = Lease("other", _time.GetUtcNow().AddYears(-3), transitions: 4);
        await AnswerAsync(await _server.TakeAsync(), other, "1");
        await _time.WaitForTimerAsync(Pause);
        var lastRenewal = _time.GetTimestamp();
        await PassAsync(Pause);
        _elector.Leader.Should().Be("other");
        // Seen to change: the wait starts anew, whatever time of day the holder's clock shows.
        await AnswerAsync(await _server.TakeAsync(), other, "2");
        for (var i = 0; i < 10; i++)
        {
            await PassAsync(Pause);
            await AnswerAsync(await _server.TakeAsync(), other, "2");
        }

        // The last look comes when the lease runs out, not a whole period later.
        var left = TimeSpan.FromSeconds(15) - (10 * Pause);
        await _time.WaitForTimerAsync(left);
        _time.Advance(left);
        await AnswerAsync(await _server.TakeAsync(), other, "2");
        var take = await _server.TakeAsync();
        take.Method.Should().Be("PUT");
        Read(take).Spec.Should().BeEquivalentTo(new { HolderIdentity = "me", LeaseTransitions = 5, AcquireTime = _time.GetUtcNow().UtcDateTime });
        _time.GetElapsedTime(lastRenewal).Should().Be(TimeSpan.FromSeconds(15) + Pause, "the renewal came just after a look");
        await AnswerAsync(take, Read(take), "3");
        await _leading.Task.Soon();
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfALookHangsThenTheNextOneComesAfterTwoRetryPeriods()
    {
        var run = Run();
        await _server.TakeAsync();
        await _time.WaitForTimerAsync(Retry * 2);
        _time.Advance(Retry * 2);
        await AnswerNotFoundAsync();
        var create = await _server.TakeAsync();
        await AnswerAsync(create, Read(create), "1");
        await _leading.Task.Soon();
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfTheLookBeforeTheClaimTookLongThenLeadershipLastsFromTheClaimAllTheSame()
    {
        var run = Run();
        var look = await _server.TakeAsync();
        _time.Advance(Retry);
        await look.AnswerStatusAsync(404, "NotFound");
        var create = await _server.TakeAsync();
        await AnswerAsync(create, Read(create), "1");
        await _leading.Task.Soon();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        await FinishAsync(run);
    }

    [Theory]
    [InlineData(0, 1.5)]
    [InlineData(0.5, 1.25)]
    [InlineData(1, 1)]
    public async Task IfJitterIsDrawnThenACandidateLooksAgainAfterHalfToThreeQuartersOfARetryPeriod(double drawn, double seconds)
    {
        var elector = new LeaderElector(_client, new LeaderElectionOptions { Name = "leader", Namespace = "orbit", Identity = "me", TimeProvider = _time, Random = new FixedRandom(drawn) });
        var run = elector.RunAsync(_ => _finish.Task, _stop.Token);
        await AnswerAsync(await _server.TakeAsync(), Lease("other", _time.GetUtcNow(), transitions: 0), "1");
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds));

        await _stop.CancelAsync();
        await run.Invoking(r => r.Soon()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task IfTheLeaseWasGivenBackThenItIsTakenAtOnce()
    {
        var run = Run();
        await AnswerAsync(await _server.TakeAsync(), Lease("", _time.GetUtcNow(), transitions: 1), "1");
        var take = await _server.TakeAsync();
        await AnswerAsync(take, Read(take), "2");
        await _leading.Task.Soon();
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfAnotherCandidateIsFasterThenThisOneStandsBy()
    {
        var run = Run();
        await AnswerNotFoundAsync();
        await (await _server.TakeAsync()).AnswerStatusAsync(409, "AlreadyExists");
        await AnswerAsync(await _server.TakeAsync(), Lease("other", _time.GetUtcNow(), transitions: 0), "1");
        await _time.WaitForTimerAsync(Pause);

        (_elector.IsLeader, _elector.Leader).Should().Be((false, "other"));
        await _stop.CancelAsync();
        await run.Invoking(r => r.Soon()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task IfRenewalsFailUntilTheDeadlineThenLeadershipIsLostExactlyThen()
    {
        var run = await LeadAsync();
        var lost = await _leading.Task;
        for (var i = 0; i < 4; i++)
        {
            await PassRetryAsync();
            await (await _server.TakeAsync()).AnswerStatusAsync(500, "InternalError");
        }

        await _time.WaitForTimerAsync(Retry);
        (_elector.IsLeader, lost.IsCancellationRequested).Should().Be((true, false));
        _time.Advance(Retry - TimeSpan.FromTicks(1));
        _elector.IsLeader.Should().BeTrue();
        _time.Advance(TimeSpan.FromTicks(1));
        (_elector.IsLeader, lost.IsCancellationRequested).Should().Be((false, true));

        _finish.SetResult();
        await AnswerAllAsync(run);
        await run.Invoking(r => r).Should().ThrowAsync<LeadershipLostException>().WithMessage("me lost the lease orbit/leader*");
    }

    [Fact]
    public async Task IfARenewalHangsThenLeadershipEndsAtTheDeadlineAllTheSame()
    {
        var run = await LeadAsync();
        var lost = await _leading.Task;
        await PassRetryAsync();
        await _server.TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(8));

        lost.IsCancellationRequested.Should().BeTrue();
        _elector.IsLeader.Should().BeFalse();
        _finish.SetResult();
        await AnswerAllAsync(run);
        await run.Invoking(r => r).Should().ThrowAsync<LeadershipLostException>();
    }

    [Fact]
    public async Task IfAnotherTookTheLeaseThenLeadershipIsLostAtOnce()
    {
        var run = await LeadAsync();
        var lost = await _leading.Task;
        await PassRetryAsync();
        await (await _server.TakeAsync()).AnswerStatusAsync(409, "Conflict");
        await AnswerAsync(await _server.TakeAsync(), Lease("other", _time.GetUtcNow(), transitions: 1), "9");
        await Wait.UntilAsync(() => lost.IsCancellationRequested);
        _elector.IsLeader.Should().BeFalse();

        _finish.SetResult();
        await run.Invoking(r => r.Soon()).Should().ThrowAsync<LeadershipLostException>().WithMessage("*other holds it*");
    }

    [Fact]
    public async Task IfTheAnswerToARenewalGotLostThenTheLeaderFindsItsOwnName()
    {
        var run = await LeadAsync();
        await PassRetryAsync();
        (await _server.TakeAsync()).Abort();
        await PassRetryAsync();
        await (await _server.TakeAsync()).AnswerStatusAsync(409, "Conflict");
        await AnswerAsync(await _server.TakeAsync(), Lease("me", _time.GetUtcNow(), transitions: 0), "7");
        var renew = await _server.TakeAsync();
        Read(renew).Metadata.ResourceVersion.Should().Be("7", "the next renewal follows at once on what was read");
        await AnswerAsync(renew, Read(renew), "8");
        await _time.WaitForTimerAsync(Retry);

        _elector.IsLeader.Should().BeTrue();
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfARenewalIsStoredAndItsAnswerHangsThenTheLeaderStaysLeader()
    {
        // The times of the operator: a deadline of five retry periods.
        var run = await LeadAsync();
        await PassRetryAsync();
        await _server.TakeAsync();
        await _time.WaitForTimerAsync(Retry * 2);
        _time.Advance(Retry * 2);
        await (await _server.TakeAsync()).AnswerStatusAsync(409, "Conflict");
        await AnswerAsync(await _server.TakeAsync(), Lease("me", _time.GetUtcNow(), transitions: 0), "2");
        var renew = await _server.TakeAsync();
        Read(renew).Metadata.ResourceVersion.Should().Be("2");
        await AnswerAsync(renew, Read(renew), "3");
        await _time.WaitForTimerAsync(Retry);
        _time.Advance(Retry);
        renew = await _server.TakeAsync();
        await AnswerAsync(renew, Read(renew), "4");
        await _time.WaitForTimerAsync(Retry);
        _time.Advance(Retry);

        _elector.IsLeader.Should().BeTrue("five periods have passed since the last answer before the trouble");
        renew = await _server.TakeAsync();
        await AnswerAsync(renew, Read(renew), "5");
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfTheLeaseIsDeletedThenItsHolderHasItsTimeAllTheSame()
    {
        var run = Run();
        await AnswerAsync(await _server.TakeAsync(), Lease("other", _time.GetUtcNow(), transitions: 4), "1");
        for (var i = 0; i < 10; i++)
        {
            await PassAsync(Pause);
            await AnswerNotFoundAsync();
        }

        var left = TimeSpan.FromSeconds(15) - (10 * Pause);
        await _time.WaitForTimerAsync(left);
        _time.Advance(left);
        await AnswerNotFoundAsync();
        var create = await _server.TakeAsync();
        create.Method.Should().Be("POST");
        await AnswerAsync(create, Read(create), "9");
        await _leading.Task.Soon();
        await FinishAsync(run);
    }

    [Fact]
    public async Task IfThisProgramDoesNotLeadThenItsWritesAreNotSent()
    {
        _client.WriteGuard = _elector.ThrowIfNotLeader;

        await _client.Awaiting(c => c.DeleteAsync<V1Pod>(new("default", "a"), null, default)).Should().ThrowAsync<LeadershipLostException>();
        var read = _client.FindAsync<V1Pod>(new("default", "a"), default);
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");
        (await read).Should().BeNull("reading is free");
    }

    [Theory]
    [InlineData(15, 15, 2, "renewDeadline*less than leaseDuration*")]
    [InlineData(15, 10, 6, "retryPeriod*half of renewDeadline*")]
    [InlineData(15.5, 10, 2, "leaseDuration*whole seconds*")]
    public void IfTheTimesDoNotFitThenTheyAreRefused(double duration, double deadline, double retry, string message) =>
        FluentActions.Invoking(() => new LeaderElector(_client, new LeaderElectionOptions
        {
            Name = "leader",
            Namespace = "orbit",
            LeaseDuration = TimeSpan.FromSeconds(duration),
            RenewDeadline = TimeSpan.FromSeconds(deadline),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        })).Should().Throw<ArgumentException>().WithMessage(message);

    private static V1Lease Read(ScriptedRequest request) => JsonSerializer.Deserialize(request.Body, ResourceJson.TypeInfo<V1Lease>())!;

    private static Task AnswerAsync(ScriptedRequest request, V1Lease lease, string version) =>
        request.AnswerAsync(200, JsonSerializer.Serialize(lease with { Metadata = lease.Metadata with { ResourceVersion = version } }, ResourceJson.TypeInfo<V1Lease>()));

    private static V1Lease Lease(string holder, DateTimeOffset renewed, int transitions) => new()
    {
        Metadata = new V1ObjectMeta { Name = "leader", NamespaceProperty = "orbit" },
        Spec = new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = 15, RenewTime = renewed.UtcDateTime, AcquireTime = renewed.UtcDateTime, LeaseTransitions = transitions },
    };

    private Task Run() => _elector.RunAsync(
        async lost =>
        {
            _leading.SetResult(lost);
            await _finish.Task;
        },
        _stop.Token);

    private async Task<Task> LeadAsync()
    {
        var run = Run();
        await AnswerNotFoundAsync();
        var create = await _server.TakeAsync();
        await AnswerAsync(create, Read(create), "1");
        await _leading.Task.Soon();
        return run;
    }

    private async Task FinishAsync(Task run)
    {
        _finish.SetResult();
        var release = await _server.TakeAsync();
        Read(release).Spec!.HolderIdentity.Should().BeEmpty();
        await AnswerAsync(release, Read(release), "99");
        await run.Soon();
    }

    /// <summary>Refuses whatever is still asked until the election is over.</summary>
    private async Task AnswerAllAsync(Task run)
    {
        await Wait.UntilAsync(() => _server.HasRequest || run.IsCompleted);
        while (_server.HasRequest)
        {
            await (await _server.TakeAsync()).AnswerStatusAsync(500, "InternalError");
        }

        await Wait.UntilAsync(() => run.IsCompleted);
    }

    private async Task AnswerNotFoundAsync()
    {
        var get = await _server.TakeAsync();
        (get.Method, get.Path).Should().Be(("GET", Path));
        await get.AnswerStatusAsync(404, "NotFound");
    }

    private Task PassRetryAsync() => PassAsync(Retry);

    private async Task PassAsync(TimeSpan time)
    {
        await _time.WaitForTimerAsync(time);
        _time.Advance(time);
    }
}
