using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class AsyncSignalTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new(TestData.Start);
    private readonly AsyncSignal _signal = new();

    [Fact]
    public async Task IfItIsSetWhileNobodyWaitsThenItIsKeptOnce()
    {
        _signal.Set();
        _signal.Set();

        await Wait(Minute);
        var second = Wait(Minute);

        second.IsCompleted.Should().BeFalse("two signals that nobody saw are one");
        _clock.Advance(Minute);
        await second;
    }

    [Fact]
    public async Task IfItIsSetThenTheWaitEndsWithoutTimePassing()
    {
        var wait = Wait(Minute);
        wait.IsCompleted.Should().BeFalse();

        _signal.Set();

        await wait;
    }

    [Fact]
    public async Task IfNothingHappensThenTheWaitEndsWithItsTime()
    {
        var wait = Wait(Minute);

        _clock.Advance(Minute - TimeSpan.FromSeconds(1));
        wait.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await wait;
    }

    [Fact]
    public async Task IfTheTimeIsUpAlreadyThenTheWaitIsShortButNoBusyLoop()
    {
        var wait = Wait(TimeSpan.FromSeconds(-5));
        wait.IsCompleted.Should().BeFalse();

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await wait;
    }

    [Fact]
    public async Task IfTheTimeIsLongerThanTimersTakeThenTheWaitEndsAfterADay()
    {
        var wait = Wait(TimeSpan.FromDays(400));

        _clock.Advance(TimeSpan.FromDays(1));

        await wait;
    }

    [Fact]
    public async Task IfTheProgramEndsThenTheWaitIsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var wait = _signal.WaitAsync(Minute, _clock, stop.Token);

        await stop.CancelAsync();

        await wait.Invoking(w => w).Should().ThrowAsync<OperationCanceledException>();
    }

    private Task Wait(TimeSpan most) => _signal.WaitAsync(most, _clock, CancellationToken.None);
}
