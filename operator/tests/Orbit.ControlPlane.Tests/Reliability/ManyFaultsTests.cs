using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Faults.Traffic;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Runtime.Watching;
using Xunit.Abstractions;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Everything goes wrong at once, by chance, while objects are created, changed and deleted: in the end nothing is missing, nothing is left over, and everything was reconciled as it is.</summary>
public sealed class ManyFaultsTests(ControlPlaneFixture controlPlane, ITestOutputHelper output) : FaultTest(controlPlane)
{
    private static readonly FaultMix Mix = new()
    {
        TooManyRequests = 0.02,
        InternalError = 0.03,
        LostRequest = 0.03,
        LostAnswer = 0.04,
        Gone = 0.1,
        Delay = 0.1,
        LongestDelay = TimeSpan.FromMilliseconds(200),
        BrokenWatch = 0.05,
        GoneInWatch = 0.03,
    };

    [Fact]
    public async Task IfManyFaultsHappenAtOnceThenTheStoreIsTheServersListAndEveryKeyWasReconciledInItsLastVersion()
    {
        for (var round = 0; round < Effort.Rounds(2, 30); round++)
        {
            await RoundAsync(Effort.Seed + round);
        }
    }

    private async Task RoundAsync(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var faults = new SeededFaults(seed, Mix);
        Proxy.Hook = faults;

        // Its back-off of half a minute would be most of the test: its waits, and they alone, run on a faster clock.
        var faster = new MissionClock(TimeProvider.System, DateTimeOffset.UnixEpoch, rate: 20, DateTimeOffset.UnixEpoch);
        await using var small = new SmallOperator(
            NewProxiedClient(seed % 2 == 0 ? "1.1" : "2.0"),
            new InformerOptions { Namespace = Namespace, PageSize = 7, MinWatchTime = TimeSpan.FromSeconds(1), MaxWatchTime = TimeSpan.FromSeconds(3), Random = new Random(seed) },
            faster);

        // A fast machine makes its changes while one connection is stalled: they go on until a good part was disturbed.
        for (var step = 0; step < 300 || (Injected(faults) <= 20 && step < 50_000); step++)
        {
            await ChangeAsync($"w{random.Next(40)}", random);
            switch (random.Next(60))
            {
                case 0:
                    Proxy.Connections.CutAll();
                    break;
                case 1:
                    Proxy.Connections.ResetAll();
                    break;
                case 2:
                    Stall(random);
                    break;
            }
        }

        var injected = string.Join(", ", faults.Injected.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}: {f.Value}"));
        output.WriteLine($"injected: {injected}; {Proxy.Connections.Count} connections");
        Injected(faults).Should().BeGreaterThan(20, "of all that was sent a good part was disturbed (seed {0})", seed);
        Proxy.Hook = TrafficHook.None;
        Proxy.Connections.Accept();

        try
        {
            await UntilAsync(async () =>
                await ServersListAsync() is var list
                && list.SequenceEqual(Texts(small.Widgets.Store.List()))
                && list.SequenceEqual(small.Record.LastVersions.Select(v => $"{v.Key.Name}@{v.Value}").Order(StringComparer.Ordinal)));
        }
        catch (TimeoutException)
        {
            // The assertions below say what is missing.
        }

        var expected = await ServersListAsync();
        Texts(small.Widgets.Store.List()).Should().Equal(expected, "the store is the server's list (seed {0})", seed);
        small.Record.LastVersions.Select(v => $"{v.Key.Name}@{v.Value}").Should().BeEquivalentTo(expected, "every key was reconciled in its last version (seed {0})", seed);
        small.Record.Overlapped.Should().BeEmpty("no two reconciles of a key overlap (seed {0})", seed);
        small.Widgets.Store.List().Should().OnlyContain(w => w.Status!.Count == w.Spec!.Size, "the last word of the controller is the right one (seed {0})", seed);
    }

    private static int Injected(SeededFaults faults) => faults.Injected.Values.Sum();

    private async Task ChangeAsync(string name, Random random)
    {
        var known = await Client.FindAsync<Widget>(Key(name), default);
        switch (random.Next(5))
        {
            case 0 when known is not null:
                await Client.DeleteAsync<Widget>(Key(name), options: null, default);
                break;
            case 1 when known is not null:
                // Made anew within one breath: two objects of one name.
                await Client.DeleteAsync<Widget>(Key(name), options: null, default);
                await Client.CreateAsync(NewWidget(name, random.Next(1000)), default);
                break;
            default:
                await Client.ApplyAsync(NewWidget(name, random.Next(1000)), "the test", force: true, default);
                break;
        }
    }

    private void Stall(Random random)
    {
        if (Proxy.Connections.Open is { Count: > 0 } open)
        {
            open[random.Next(open.Count)].Stall();
        }
    }
}
