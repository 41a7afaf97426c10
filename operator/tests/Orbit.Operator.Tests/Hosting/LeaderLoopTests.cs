using Orbit.Operator.Hosting;

namespace Orbit.Operator.Tests.Hosting;

public sealed class LeaderLoopTests
{
    private readonly LeaderLoop _loop = new("test", token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IfItIsStoppedOrTheLeaseIsLostThenItEndsQuietly(bool stopped)
    {
        using var stop = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        var run = _loop.RunAsync(stop.Token, abort.Token);
        run.IsCompleted.Should().BeFalse();

        await (stopped ? stop : abort).CancelAsync();

        await run;
    }

    [Fact]
    public async Task IfTheLoopFailsThenItsFailureIsNotSwallowed()
    {
        var loop = new LeaderLoop("test", _ => throw new InvalidOperationException("broken"));

        await loop.Invoking(l => l.RunAsync(CancellationToken.None, CancellationToken.None)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task IfSomethingElseIsCancelledThenThatIsAFailureToo()
    {
        var loop = new LeaderLoop("test", _ => throw new OperationCanceledException());

        await loop.Invoking(l => l.RunAsync(CancellationToken.None, CancellationToken.None)).Should().ThrowAsync<OperationCanceledException>();
    }
}
