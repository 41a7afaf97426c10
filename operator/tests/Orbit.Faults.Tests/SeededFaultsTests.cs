using System.Net.Sockets;
using Orbit.Faults.Connections;
using Orbit.Faults.Traffic;

namespace Orbit.Faults.Tests;

public sealed class SeededFaultsTests
{
    private static readonly FaultMix Mix = new() { TooManyRequests = 0.1, InternalError = 0.1, LostRequest = 0.1, LostAnswer = 0.1, Gone = 0.1, BrokenWatch = 0.1, GoneInWatch = 0.1 };

    [Fact]
    public async Task IfTheSeedIsTheSameThenSoAreTheFaultsWhateverElseIsUnderWay()
    {
        var alone = new SeededFaults(7, Mix);
        var together = new SeededFaults(7, Mix);
        var another = new SeededFaults(8, Mix);
        var (first, second, third) = (new List<Fault>(), new List<Fault>(), new List<Fault>());
        for (var i = 0; i < 300; i++)
        {
            first.AddRange(await FaultsAsync(alone, Call(ApiVerb.Watch, "pods")));
            await FaultsAsync(together, Call(ApiVerb.Update, "nodes"));
            second.AddRange(await FaultsAsync(together, Call(ApiVerb.Watch, "pods")));
            third.AddRange(await FaultsAsync(another, Call(ApiVerb.Watch, "pods")));
        }

        second.Should().Equal(first);
        third.Should().NotEqual(first);
    }

    [Fact]
    public async Task IfAShareIsGivenThenAboutThatManyHappenAndNotInFlocks()
    {
        var faults = new SeededFaults(7, new FaultMix { InternalError = 0.1 });
        var longest = 0;
        var run = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var happens = await faults.OnRequestAsync(Call(ApiVerb.Get, "pods"), default) != Fault.None;
            run = happens ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        faults.Injected["InternalError"].Should().BeInRange(900, 1100);
        longest.Should().BeLessThan(8, "eight in a row are one in ten thousand million");
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(SeededFaults faults, ApiCall call) =>
    [
        await faults.OnRequestAsync(call, default),
        await faults.OnAnswerAsync(call, 200, default),
        await faults.OnWatchEventAsync(call, new WatchedEvent("ADDED", "", "a", "1", default), default),
    ];

    private static ApiCall Call(ApiVerb verb, string resource)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return new ApiCall(verb, resource, "", "", "", "", new ProxyConnection(1, socket, default));
    }
}
