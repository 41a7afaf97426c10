using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Reconciling;

public sealed class RateLimitingQueueTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly RateLimitingQueue<string> _queue;
    private readonly IAsyncEnumerator<string> _worker;

    public RateLimitingQueueTests()
    {
        _queue = new RateLimitingQueue<string>("test", _time);
        _worker = _queue.TakeAllAsync(default).GetAsyncEnumerator();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.ShutDown();
        await _worker.DisposeAsync();
        _queue.Dispose();
    }

    [Fact]
    public async Task IfAKeyIsAddedTwiceThenItIsTakenOnce()
    {
        _queue.Add("a");
        _queue.Add("a");
        _queue.Add("b");

        (await TakeAsync()).Should().Be("a");
        (await TakeAsync()).Should().Be("b");
        _queue.Count.Should().Be(0);
    }

    [Fact]
    public async Task IfAKeyIsAddedDuringItsWorkThenItIsTakenAgainOnlyAfterDone()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a");
        _queue.Count.Should().Be(0);
        _queue.Done("a");

        _queue.Count.Should().Be(1);
        (await TakeAsync()).Should().Be("a");
        _queue.Done("a");
        _queue.Count.Should().Be(0);
    }

    [Fact]
    public async Task IfAKeyIsAddedForLaterThenItComesAtItsTime()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("b", TimeSpan.FromSeconds(5));
        _time.RunningTimers.Should().Equal([TimeSpan.FromSeconds(5)], "one timer serves them all");
        _time.Advance(TimeSpan.FromSeconds(5));

        (await TakeAsync()).Should().Be("b");
        _queue.Count.Should().Be(0);
        _time.Advance(TimeSpan.FromSeconds(5));
        (await TakeAsync()).Should().Be("a");
        _time.RunningTimers.Should().BeEmpty("an idle queue does not tick");
    }

    [Fact]
    public void IfAKeyWaitsAlreadyThenTheSoonerInstantCounts()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(20));
        _queue.AddAfter("a", TimeSpan.FromSeconds(5));
        _queue.DelayedCount.Should().Be(1);
        _time.Advance(TimeSpan.FromSeconds(5));
        _queue.Count.Should().Be(1);
        _queue.DelayedCount.Should().Be(0);
    }

    [Fact]
    public async Task IfAKeyWaitedForAnInstantThatWasSupersededThenItIsNotAddedAgain()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        _queue.Done(await TakeAsync());
        _time.Advance(TimeSpan.FromSeconds(5));

        _queue.Count.Should().Be(0);
    }

    [Fact]
    public void IfAKeyFailsAgainAndAgainThenItsDelayDoublesFromFiveMillisecondsToFiveMinutes()
    {
        var delays = Enumerable.Range(0, 40).Select(_ => _queue.AddRateLimited("a")).ToList();

        delays.Take(4).Should().Equal(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40));
        delays.Skip(16).Should().AllBeEquivalentTo(TimeSpan.FromMinutes(5));
        _queue.AddRateLimited("b").Should().Be(TimeSpan.FromMilliseconds(5), "each key has its own delay");
        _queue.Forget("a");
        _queue.AddRateLimited("a").Should().Be(TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task IfTheQueueShutsDownThenWorkersEndAndWorkUnderWayIsWaitedFor()
    {
        _queue.Add("a");
        _queue.Add("b");
        var key = await TakeAsync();
        var drained = _queue.DrainAsync(default);
        drained.IsCompleted.Should().BeFalse();
        (await _worker.MoveNextAsync()).Should().BeFalse("b is found again by the next start");
        _queue.Add("c");
        _queue.AddAfter("d", TimeSpan.FromSeconds(1));
        _queue.Done(key);

        await drained.Soon();
        _time.RunningTimers.Should().BeEmpty();
    }

    [Fact]
    public async Task IfManyTasksAddAndTakeThenNoKeyIsLostAndNoneIsWorkedOnTwiceAtOnce()
    {
        using var queue = new RateLimitingQueue<int>("many", TimeProvider.System);
        var active = new int[50];
        var taken = new int[50];
        var overlaps = 0;
        var workers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await foreach (var key in queue.TakeAllAsync(default))
            {
                if (Interlocked.Increment(ref active[key]) != 1)
                {
                    Interlocked.Increment(ref overlaps);
                }

                Interlocked.Exchange(ref taken[key], 1);
                await Task.Yield();
                Interlocked.Decrement(ref active[key]);
                queue.Done(key);
            }
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 20_000; i++)
            {
                queue.Add(random.Next(50));
            }

            for (var key = 0; key < 50; key++)
            {
                Interlocked.Exchange(ref taken[key], 0);
                queue.Add(key);
            }
        })));
        await Wait.UntilAsync(() => queue.Count == 0);
        await queue.DrainAsync(default).Soon();
        await Task.WhenAll(workers).Soon();

        overlaps.Should().Be(0);
        taken.Should().AllBeEquivalentTo(1, "a key that was added is worked on after that");
    }

    private async Task<string> TakeAsync()
    {
        (await _worker.MoveNextAsync().AsTask().Soon()).Should().BeTrue();
        return _worker.Current;
    }
}
