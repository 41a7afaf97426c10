using System.Net;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Faults.Traffic;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The watch of a real API server breaks in every way it can, and no change is lost.</summary>
public sealed class WatchFaultTests(ControlPlaneFixture controlPlane) : FaultTest(controlPlane)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IfObjectsGoComeAndChangeWhileTheWatchIsDisconnectedThenAllOfItIsToldOnce(bool versionIsGone)
    {
        await CreateAsync("stays", "goes", "changes", "anew");
        var journal = await FollowAsync();
        if (versionIsGone)
        {
            Proxy.Hook = new OnceHook(Fault.Answer(HttpStatusCode.Gone)) { Requests = IsWatch };
        }

        Proxy.Connections.Refuse();
        await Client.DeleteAsync<Widget>(Key("goes"), options: null, default);
        await Client.UpdateAsync((await Client.GetAsync<Widget>(Key("changes"), default)) with { Spec = new WidgetSpec { Size = 2 } }, default);
        await Client.DeleteAsync<Widget>(Key("anew"), options: null, default);
        await CreateAsync("comes", "anew");
        Proxy.Connections.Accept();

        await UntilAsync(async () => (await ServersListAsync()).SequenceEqual(Texts(journal.Informer.Store.List())));
        journal.Told.Skip(4).Should().BeEquivalentTo("-goes", "changes:1>2", "-anew", "+anew", "+comes");
        journal.Told.ToList().LastIndexOf("+anew").Should().BeGreaterThan(journal.Told.ToList().IndexOf("-anew"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IfTheVersionIsGoneThenTheListComesAgainWhicheverWayTheServerSaysIt(bool insideTheWatch)
    {
        await CreateAsync("a", "b");
        var hook = insideTheWatch
            ? new OnceHook(Fault.Answer(HttpStatusCode.Gone)) { Events = e => e.Name == "b" }
            : new OnceHook(Fault.Answer(HttpStatusCode.Gone)) { Requests = IsWatch };
        Proxy.Hook = hook;
        var journal = await FollowAsync();
        await Client.DeleteAsync<Widget>(Key("b"), options: null, default);
        await CreateAsync("c");
        await UntilAsync(() => journal.Told.Count == 4);

        hook.Happened.Should().Be(1);
        journal.Told.Should().BeEquivalentTo("+a", "+b", "-b", "+c");
        Texts(journal.Informer.Store.List()).Should().Equal(await ServersListAsync());
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task IfTheConnectionStallsThenTheClientsOwnDeadlineEndsTheWatch(string httpVersion)
    {
        var journal = await FollowAsync(new InformerOptions { MinWatchTime = TimeSpan.FromSeconds(1), MaxWatchTime = TimeSpan.FromSeconds(1), WatchMargin = TimeSpan.FromSeconds(1) }, httpVersion);
        await CreateAsync("before");
        await UntilAsync(() => journal.Told.Count == 1);
        var stalled = Proxy.Connections.Open;
        foreach (var connection in stalled)
        {
            connection.Stall();
        }

        await CreateAsync("after");
        await UntilAsync(() => journal.Told.Count == 2);

        // Nobody let the stalled connections go on: the change came by another one.
        stalled.Should().NotBeEmpty();
        Proxy.Connections.Open.Select(c => c.Number).Max().Should().BeGreaterThan(stalled.Max(c => c.Number));
        journal.Told.Should().Equal("+before", "+after");
    }

    [Fact]
    public async Task IfTheWatchBreaksInTheMiddleOfEventsAgainAndAgainThenEachIsToldOnce()
    {
        var journal = await FollowAsync();
        var broken = new HashSet<string>(StringComparer.Ordinal);
        var hook = new OnceHook(Fault.BreakMidway, times: 10) { Events = e => int.Parse(e.Name[1..]) % 3 == 0 && broken.Add(e.Name) };
        Proxy.Hook = hook;
        var names = Enumerable.Range(0, 30).Select(i => $"w{i}").ToArray();
        await CreateAsync(names);
        await UntilAsync(() => journal.Told.Count >= names.Length);

        hook.Happened.Should().Be(10);
        journal.Told.Should().Equal(names.Select(n => $"+{n}"));
    }

    private static bool IsWatch(ApiCall call) => call is { Verb: ApiVerb.Watch, Resource: "widgets" };

    private async Task CreateAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Client.CreateAsync(NewWidget(name), default);
        }
    }
}
