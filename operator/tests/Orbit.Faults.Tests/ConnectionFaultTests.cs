using System.Net.Sockets;

namespace Orbit.Faults.Tests;

public sealed class ConnectionFaultTests : ProxyTest
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfAConnectionStallsThenNothingPassesUntilItIsResumed(string version)
    {
        var client = NewClient(version);
        using var watch = await WatchAsync(client);
        Proxy.Connections.StallAll();
        Server.Tell(1);
        var line = watch.ReadLineAsync();
        var request = client.GetStringAsync("api/v1/nodes");
        // Another's traffic, on a connection that is stalled from its beginning, needs no less time than theirs.
        using var given = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await NewClient(version).Awaiting(c => c.GetStringAsync("api/v1/nodes", given.Token)).Should().ThrowAsync<OperationCanceledException>();
        (line.IsCompleted, request.IsCompleted).Should().Be((false, false));

        Proxy.Connections.Accept();

        (await line).Should().Be(LittleServer.Event(1));
        (await request).Should().Be("""{"got":null}""");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfConnectionsAreCutThenWhatIsOpenBreaksAndNewOnesAreWelcome(string version)
    {
        var client = NewClient(version);
        using var watch = await WatchAsync(client);
        Proxy.Connections.CutAll();

        await watch.Awaiting(w => w.ReadLineAsync()).Should().ThrowAsync<Exception>();
        (await client.GetStringAsync("api/v1/nodes")).Should().Be("""{"got":null}""");
        Proxy.Connections.Count.Should().Be(2);
        Proxy.Connections.Open.Should().ContainSingle(c => c.IsOpen).Which.Number.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfConnectionsAreResetThenTheClientSeesAReset(string version)
    {
        var client = NewClient(version);
        using var watch = await WatchAsync(client);
        Proxy.Connections.ResetAll();

        var broken = await watch.Awaiting(w => w.ReadLineAsync()).Should().ThrowAsync<Exception>();
        Reasons(broken.Which).OfType<SocketException>().Should().Contain(e => e.SocketErrorCode == SocketError.ConnectionReset);
        (await client.GetStringAsync("api/v1/nodes")).Should().Be("""{"got":null}""");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfTheClientIsRefusedThenNothingOpensUntilItIsAccepted(string version)
    {
        var client = NewClient(version);
        using var watch = await WatchAsync(client);
        Proxy.Connections.Refuse();

        await watch.Awaiting(w => w.ReadLineAsync()).Should().ThrowAsync<Exception>();
        await client.Awaiting(c => c.GetStringAsync("api/v1/nodes")).Should().ThrowAsync<HttpRequestException>();
        Proxy.Connections.Open.Should().BeEmpty();
        Server.Requests.Should().ContainSingle("only the watch got through");

        // A handler may still be opening a connection for HTTP/2 from before, whose failure the next request would get.
        Proxy.Connections.Accept();
        (await NewClient(version).GetStringAsync("api/v1/nodes")).Should().Be("""{"got":null}""");
    }

    [Fact]
    public async Task IfAConnectionClosesItselfThenItsLastAnswerPassesWhole()
    {
        var client = NewClient("1.1");
        client.DefaultRequestHeaders.ConnectionClose = true;
        for (var i = 0; i < 50; i++)
        {
            (await client.GetStringAsync("api/v1/nodes")).Should().Be("""{"got":null}""");
        }
    }

    private static IEnumerable<Exception> Reasons(Exception error)
    {
        for (var reason = error; reason is not null; reason = reason.InnerException)
        {
            yield return reason;
        }
    }
}
