using System.Net;
using System.Text.Json;
using Orbit.Faults.Traffic;

namespace Orbit.Faults.Tests;

public sealed class WatchFaultTests : ProxyTest
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfNothingIsAskedThenEachEventPassesAtOnceAndTheEndIsAnEnd(string version)
    {
        using var watch = await WatchAsync(NewClient(version));
        for (var i = 1; i <= 3; i++)
        {
            Server.Tell(i);
            (await watch.ReadLineAsync()).Should().Be(LittleServer.Event(i));
        }

        Server.EndWatch();
        (await watch.ReadLineAsync()).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfAnEventIsSkippedThenTheStreamGoesOn(string version)
    {
        Proxy.Hook = new FaultHook { Event = e => e is { Type: "MODIFIED", Namespace: "n", Name: "a", ResourceVersion: "2" } ? Fault.Skip : Fault.None };
        using var watch = await WatchAsync(NewClient(version));
        for (var i = 1; i <= 3; i++)
        {
            Server.Tell(i);
        }

        (await watch.ReadLineAsync()).Should().Be(LittleServer.Event(1));
        (await watch.ReadLineAsync()).Should().Be(LittleServer.Event(3));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfAWatchBreaksMidwayThenTheStreamBreaksBeforeTheEventsEnd(string version)
    {
        Proxy.Hook = new FaultHook { Event = e => e.ResourceVersion == "2" ? Fault.BreakMidway : Fault.None };
        using var watch = await WatchAsync(NewClient(version));
        Server.Tell(1);
        (await watch.ReadLineAsync()).Should().Be(LittleServer.Event(1));
        Server.Tell(2);

        await watch.Awaiting(w => w.ReadLineAsync()).Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task IfAWatchBreaksMidwayThenHalfAnEventHasPassed()
    {
        // Over HTTP/2 it has, too, but .NET's client throws away what it has not read when a stream is reset.
        Proxy.Hook = new FaultHook { Event = _ => Fault.BreakMidway };
        using var watch = await WatchAsync(NewClient("1.1"));
        Server.Tell(1);

        var read = new char[(LittleServer.Event(1).Length + 1) / 2];
        (await watch.ReadBlockAsync(read)).Should().Be(read.Length);
        new string(read).Should().Be(LittleServer.Event(1)[..read.Length]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfAWatchShallAnswerGoneThenItTellsAnErrorAndEnds(string version)
    {
        Proxy.Hook = new FaultHook { Event = _ => Fault.Answer(HttpStatusCode.Gone) };
        using var watch = await WatchAsync(NewClient(version));
        Server.Tell(1);

        var told = JsonDocument.Parse((await watch.ReadLineAsync())!).RootElement;
        (told.GetProperty("type").GetString(), told.GetProperty("object").GetProperty("code").GetInt32()).Should().Be(("ERROR", 410));
        (await watch.ReadLineAsync()).Should().BeNull();
    }
}
