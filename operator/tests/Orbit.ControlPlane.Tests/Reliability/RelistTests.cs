using System.Net;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Faults.Traffic;
using Xunit.Abstractions;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Ten thousand objects are listed again and again, while they change and pages expire, and none is taken for deleted that is not.</summary>
public sealed class RelistTests(ControlPlaneFixture controlPlane, ITestOutputHelper output) : FaultTest(controlPlane)
{
    private const int Objects = 10_000;
    private const int Changed = 60;

    [Fact]
    public async Task IfTenThousandObjectsAreListedAgainWhilePagesExpireThenNoneIsFalselyDeleted()
    {
        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Objects), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, token) => await Client.CreateAsync(NewWidget($"w{i}"), token));
        output.WriteLine($"{Objects} objects were there after {TimeProvider.System.GetElapsedTime(start)}");
        var journal = await FollowAsync();
        var told = journal.Told.Count;
        var rounds = Effort.Rounds(1, 20);
        for (var round = 0; round < rounds; round++)
        {
            // The watch can't go on; and of the lists that follow, each of the first two expires at its twelfth page.
            var relists = new Relists(expiries: 2);
            Proxy.Hook = relists;
            var first = round * Changed;
            for (var i = first; i < first + Changed; i += 3)
            {
                await Client.DeleteAsync<Widget>(Key($"w{i}"), options: null, default);
                await Client.UpdateAsync((await Client.GetAsync<Widget>(Key($"w{i + 1}"), default)) with { Spec = new WidgetSpec { Size = 2 } }, default);
                await Client.CreateAsync(NewWidget($"new{i}"), default);
            }

            await UntilAsync(() => journal.Told.Count >= told + ((round + 1) * Changed) && relists.Complete);
            output.WriteLine($"round {round}: {relists.Pages} pages, {relists.Expired} expired");
            relists.Expired.Should().Be(2);
        }

        journal.Told.Take(Objects).Should().OnlyContain(t => t[0] == '+').And.OnlyHaveUniqueItems();
        journal.Told.Skip(Objects).Where(t => t[0] == '-').Should().BeEquivalentTo(Of(0, i => $"-w{i}"), "just what was deleted");
        journal.Told.Skip(Objects).Where(t => t[0] == '+').Should().BeEquivalentTo(Of(0, i => $"+new{i}"));
        journal.Told.Skip(Objects).Where(t => t[0] == 'w').Should().BeEquivalentTo(Of(1, i => $"w{i}:1>2"));
        Texts(journal.Informer.Store.List()).Should().Equal(await ServersListAsync());

        IEnumerable<string> Of(int offset, Func<int, string> text) => Enumerable.Range(0, rounds * Changed / 3).Select(i => text((i * 3) + offset));
    }

    /// <summary>Ends the watch once, and has lists expire on their way.</summary>
    private sealed class Relists(int expiries) : TrafficHook
    {
        private int _ended;
        private int _page;

        public int Pages { get; private set; }

        public int Expired { get; private set; }

        /// <summary>Whether a list got through, and the watch is open again.</summary>
        public bool Complete { get; private set; }

        public override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
        {
            if (call.Resource != "widgets")
            {
                return new(Fault.None);
            }

            Complete |= call.Verb == ApiVerb.Watch && Expired == expiries;
            if (call.Verb != ApiVerb.List)
            {
                return new(Fault.None);
            }

            Pages++;
            _page = call.IsNextPage ? _page + 1 : 1;
            if (_page < 12 || Expired == expiries)
            {
                return new(Fault.None);
            }

            Expired++;
            return new(Fault.Answer(HttpStatusCode.Gone));
        }

        public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken) =>
            new(Interlocked.Exchange(ref _ended, 1) == 0 ? Fault.Answer(HttpStatusCode.Gone) : Fault.None);
    }
}
