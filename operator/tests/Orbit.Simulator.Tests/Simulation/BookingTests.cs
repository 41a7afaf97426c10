using System.Net;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Simulation;

public class BookingTests
{
    private const int Satellite = 63982;

    [Fact]
    public async Task IfAContactIsAReferencePassThenItIsBookedAndIfItReachesBeyondThenNot()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(
            new ConstellationBuilder().Satellite(Satellite).ReferenceStations());
        var passes = ReferenceWindows.Of(Satellite);
        passes.Should().HaveCountGreaterThan(20);

        foreach (var (station, window) in passes)
        {
            var booking = new ContactBooking
            {
                Station = ReferenceWindows.Stations[station].Name,
                NoradId = Satellite,
                Antenna = 0,
                Start = window.Start,
                End = window.End,
                Purpose = ContactPurpose.UplinkAndDownlink,
            };

            // The tolerance is a second, the reference's edges are good to 10 ms.
            var within = TimeSpan.FromMilliseconds(980);
            var id = $"pass-{window.StartTicks}";
            await simulator.Gateway.BookAsync(id, booking with { Start = window.Start - within, End = window.End + within });
            await simulator.Gateway.CancelAsync(id);
            await simulator.Gateway.BookAsync($"{id}-exact", booking);
            await simulator.Gateway.CancelAsync($"{id}-exact");

            var beyond = TimeSpan.FromMilliseconds(1020);
            await Refused(HttpStatusCode.UnprocessableEntity, "*not in view*", () =>
                simulator.Gateway.BookAsync("early", booking with { Start = window.Start - beyond }));
            await Refused(HttpStatusCode.UnprocessableEntity, "*not in view*", () =>
                simulator.Gateway.BookAsync("late", booking with { End = window.End + beyond }));
        }
    }

    [Fact]
    public async Task IfASatelliteIsNotInViewThenTheSentenceSaysWhenItIs()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(
            new ConstellationBuilder().Satellite(Satellite).ReferenceStations());
        var (station, window) = ReferenceWindows.Of(Satellite)[0];
        var name = ReferenceWindows.Stations[station].Name;
        var seconds = (window.Start - SimulatorUnderTest.Start).TotalSeconds;

        await Refused(
            HttpStatusCode.UnprocessableEntity,
            $"Satellite {Satellite} is not in view of {name} throughout *: by this gateway's propagation only in {window.Start:yyyy-MM-dd'T'HH:mm}*",
            () => simulator.BookAsync("early", seconds - 30, seconds + 60, name));
        await Refused(
            HttpStatusCode.UnprocessableEntity,
            "*by this gateway's propagation not at all.",
            () => simulator.BookAsync("never", seconds - 90, seconds - 30, name));
    }

    [Fact]
    public async Task IfASatelliteIsNotInViewThenTheRefusalCarriesTheWholePassesAroundTheContact()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(
            new ConstellationBuilder().Satellite(Satellite).ReferenceStations());
        var (station, window) = ReferenceWindows.Of(Satellite)[0];
        var seconds = (window.Start - SimulatorUnderTest.Start).TotalSeconds;

        var book = () => simulator.BookAsync("early", seconds - 30, seconds + 60, ReferenceWindows.Stations[station].Name);

        var refusal = (await book.Should().ThrowAsync<GatewayRefusedException>()).Which;
        refusal.Type.Should().Be(GatewayProblemTypes.NotInView);
        var seen = refusal.Visible.Should().ContainSingle().Which;
        seen.Start.Should().BeCloseTo(window.Start, TimeSpan.FromMilliseconds(20));
        seen.End.Should().BeCloseTo(window.End, TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task IfAContactIsExtendedThenItLastsUntilItsNewEnd()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        simulator.GoTo(150);

        (await simulator.Gateway.ExtendAsync("c", SimulatorUnderTest.At(250)))!.End.Should().Be(SimulatorUnderTest.At(250));

        // The booker may repeat either of its requests, after whatever failure.
        (await simulator.Gateway.ExtendAsync("c", SimulatorUnderTest.At(250)))!.End.Should().Be(SimulatorUnderTest.At(250));
        (await simulator.Gateway.ExtendAsync("c", SimulatorUnderTest.At(220)))!.End.Should().Be(SimulatorUnderTest.At(250));
        (await simulator.BookAsync("c", 100, 200)).End.Should().Be(SimulatorUnderTest.At(250));
        (await simulator.BookAsync("c", 100, 250)).End.Should().Be(SimulatorUnderTest.At(250));
        simulator.GoTo(249.999);
        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.Pass);
        simulator.GoTo(300);
        (await simulator.LogAsync()).Links.Should().ContainSingle().Which.End.Should().Be(SimulatorUnderTest.At(250));
        await Refused(HttpStatusCode.Conflict, "*is over*", () => simulator.Gateway.ExtendAsync("c", SimulatorUnderTest.At(400)));
        (await simulator.Gateway.ExtendAsync("other", SimulatorUnderTest.At(400))).Should().BeNull();
    }

    [Fact]
    public async Task IfAnExtensionReachesIntoAnotherContactOrBeyondThePassThenItIsRefusedAndTheContactStays()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);
        await simulator.BookAsync("second", 300, 400, noradId: 63983);
        await simulator.BookAsync("third", 230, 280, "south");

        await Refused(HttpStatusCode.Conflict, "Antenna 0 of north is taken*by contact second*", () => simulator.Gateway.ExtendAsync("first", SimulatorUnderTest.At(241)));
        await Refused(HttpStatusCode.Conflict, "Satellite 63982 is taken*by contact third*", () => simulator.Gateway.ExtendAsync("first", SimulatorUnderTest.At(231)));
        (await simulator.ContactAsync("first")).End.Should().Be(SimulatorUnderTest.At(200));
        (await simulator.Gateway.ExtendAsync("first", SimulatorUnderTest.At(230)))!.End.Should().Be(SimulatorUnderTest.At(230));

        await using var real = await SimulatorUnderTest.StartAsync(new ConstellationBuilder().Satellite(Satellite).ReferenceStations());
        var (station, window) = ReferenceWindows.Of(Satellite)[0];
        var seconds = (window.Start - SimulatorUnderTest.Start).TotalSeconds;
        await real.BookAsync("c", seconds + 1, seconds + 60, ReferenceWindows.Stations[station].Name);

        await Refused(HttpStatusCode.UnprocessableEntity, "*not in view*", () => real.Gateway.ExtendAsync("c", window.End.AddSeconds(5)));
    }

    [Fact]
    public async Task IfNothingIsHeardThenTheContactSaysSo()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.SatelliteDead, NoradId = Satellite });
        await simulator.BookAsync("c", 100, 200);
        (await simulator.ContactAsync("c")).Cause.Should().BeNull();

        simulator.GoTo(200);

        (await simulator.ContactAsync("c")).Cause.Should().Be(ContactCause.NotHeard);
    }

    [Fact]
    public async Task IfAnAntennaIsTakenThenTheBookingConflicts()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);

        await Refused(HttpStatusCode.Conflict, "Antenna 0 of north is taken*by contact first*", () =>
            simulator.BookAsync("second", 150, 250, noradId: 63983));
        (await simulator.BookAsync("second", 150, 250, noradId: 63983, antenna: 1)).State.Should().Be(ContactState.Scheduled);
    }

    [Fact]
    public async Task IfManyBookTheSameAntennaAtOnceThenExactlyOneGetsIt()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            try
            {
                await simulator.BookAsync($"c{i}", 100 + i, 200 + i, noradId: 63982 + (i % 2));
                return HttpStatusCode.Created;
            }
            catch (GatewayRefusedException e)
            {
                return e.Status;
            }
        }));

        outcomes.Should().ContainSingle(status => status == HttpStatusCode.Created);
        outcomes.Count(status => status == HttpStatusCode.Conflict).Should().Be(39);
        (await simulator.Gateway.ListContactsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task IfTheGapIsShorterThanTheTurnaroundThenTheBookingConflicts()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 200, 300);

        (await Refused(HttpStatusCode.Conflict, "*60s between two contacts*", () => simulator.BookAsync("second", 300, 400, noradId: 63983)))
            .Type.Should().Be(GatewayProblemTypes.Taken);
        await Refused(HttpStatusCode.Conflict, "*60s between two contacts*", () => simulator.BookAsync("second", 359.999, 400, noradId: 63983));
        await Refused(HttpStatusCode.Conflict, "*60s between two contacts*", () => simulator.BookAsync("second", 100, 140.001, noradId: 63983));
        await simulator.BookAsync("second", 360, 400, noradId: 63983);
        await simulator.BookAsync("third", 100, 140, noradId: 63983);
    }

    [Fact]
    public async Task IfTheSatelliteTalksToAnotherStationThenTheBookingConflicts()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);

        await Refused(HttpStatusCode.Conflict, "Satellite 63982 is taken*by contact first at north*", () =>
            simulator.BookAsync("second", 199, 300, station: "south"));
        await simulator.BookAsync("second", 200, 300, station: "south");
    }

    [Fact]
    public async Task IfAContactIsCancelledThenItsAntennaAndSatelliteAreFree()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);

        (await simulator.Gateway.CancelAsync("first")).Should().BeTrue();

        (await simulator.ContactAsync("first")).State.Should().Be(ContactState.Cancelled);
        await simulator.BookAsync("second", 100, 200);
    }

    [Fact]
    public async Task IfAContactIsCancelledWhileItRunsThenTheAntennaWasTakenUntilThenAndTurnsAround()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);
        simulator.GoTo(130);

        await simulator.Gateway.CancelAsync("first");

        await Refused(HttpStatusCode.Conflict, "*60s between two contacts*", () => simulator.BookAsync("second", 189, 250));
        await simulator.BookAsync("second", 190, 250);
        var links = (await simulator.LogAsync()).Links;
        links.Should().ContainSingle().Which.End.Should().Be(SimulatorUnderTest.At(130));
    }

    [Fact]
    public async Task IfCancelledAfterTheCutOffThenItIsTooLate()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(Satellite).Station("north", more: "cancellationCutoff: 1m"));
        await simulator.BookAsync("first", 100, 200);
        await simulator.BookAsync("second", 300, 400);

        simulator.GoTo(40);
        await Refused(HttpStatusCode.Conflict, "*can't be cancelled after 2026-08-22T00:00:40.000Z, 60s before its start*", () =>
            simulator.Gateway.CancelAsync("first"));

        simulator.GoTo(239.999);
        (await simulator.Gateway.CancelAsync("second")).Should().BeTrue();
    }

    [Fact]
    public async Task IfCancelledAfterItsEndThenItIsTooLateAndIfUnknownThenTheAnswerIsFalse()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);
        simulator.GoTo(200);

        await Refused(HttpStatusCode.Conflict, "*over*PostPass*", () => simulator.Gateway.CancelAsync("first"));
        (await simulator.Gateway.CancelAsync("other")).Should().BeFalse();
    }

    [Theory]
    [InlineData("nowhere", 63982, 0, 100, 200, "station is 'nowhere'*")]
    [InlineData("north", 25544, 0, 100, 200, "noradId is 25544*")]
    [InlineData("north", 63982, 2, 100, 200, "antenna is 2; north has the antennas 0 to 1*")]
    [InlineData("north", 63982, -1, 100, 200, "antenna is -1*")]
    [InlineData("north", 63982, 0, 200, 200, "end is not after start*")]
    [InlineData("north", 63982, 0, -200, -100, "The contact ended at 2026-08-21T23:58:20.000Z*")]
    [InlineData("north", 63982, 0, 100, 4e7, "start or end is more than 366 days*")]
    [InlineData("north", 63982, 0, -4e7, 100, "start or end is more than 366 days*")]
    [InlineData("deaf", 63982, 0, 100, 200, "deaf and satellite 63982 share no band*")]
    [InlineData("dear", 63982, 0, 100, 159, "The contact lasts 59s; dear sells 60s or more*")]
    [InlineData("dear", 63982, 0, 299, 400, "*less than 300s from now, dear's lead time*")]
    [InlineData("dear", 63982, 0, 1100, 1200, "dear is in maintenance*")]
    public async Task IfABookingCannotBeThenTheSentenceSaysWhy(
        string station, int noradId, int antenna, double start, double end, string sentence)
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder()
                .Satellite(Satellite)
                .Station("north", antennas: 2)
                .Station("deaf", bands: "[{name: S, uplinkBitsPerSecond: 1M}]")
                .Station(
                    "dear",
                    more: """
                    leadTime: 5m
                    minimumContact: 1m
                    maintenance: [{start: "2026-08-22T00:19:59Z", end: "2026-08-22T01:00:00Z"}]
                    """));

        await Refused(HttpStatusCode.UnprocessableEntity, sentence, () => simulator.BookAsync("c", start, end, station, noradId, antenna));

        (await simulator.Gateway.GetContactAsync("c")).Should().BeNull();
        (await simulator.Gateway.ListContactsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task IfABandCarriesOneDirectionThenOnlyThatPurposeIsBooked()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(Satellite).Station("ears", bands: "[{name: X, downlinkBitsPerSecond: 10M}]"));

        await Refused(HttpStatusCode.UnprocessableEntity, "*share no band for purpose Uplink*", () =>
            simulator.BookAsync("up", 100, 200, "ears", purpose: ContactPurpose.Uplink));
        await simulator.BookAsync("down", 100, 200, "ears", purpose: ContactPurpose.Downlink);
    }

    [Fact]
    public async Task IfContactsAreListedThenThoseOfTheSpanComeByStart()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 500, 600);
        await simulator.BookAsync("a", 100, 200);
        await simulator.BookAsync("b", 300, 400, "south");

        (await Ids()).Should().Equal("a", "b", "c");
        (await Ids(station: "north")).Should().Equal("a", "c");
        (await Ids(from: 200, to: 500)).Should().Equal("b");
        (await Ids(from: 199, to: 501)).Should().Equal("a", "b", "c");
        await Refused(HttpStatusCode.UnprocessableEntity, "station is 'west'*", () => Ids(station: "west"));

        async Task<IEnumerable<string>> Ids(string? station = null, double? from = null, double? to = null) =>
            (await simulator.Gateway.ListContactsAsync(
                station,
                from is { } f ? SimulatorUnderTest.At(f) : null,
                to is { } t ? SimulatorUnderTest.At(t) : null)).Select(contact => contact.Id);
    }

    [Fact]
    public async Task IfTimePassesThenTheContactGoesThroughItsLife()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync(
            "--ORBIT_SIMULATOR_SCHEDULING_DELAY=10s", "--ORBIT_SIMULATOR_PREPASS=1m", "--ORBIT_SIMULATOR_POSTPASS=20s");

        (await simulator.BookAsync("c", 100, 200)).State.Should().Be(ContactState.Scheduling);

        foreach (var (second, state) in new[]
        {
            (9.999, ContactState.Scheduling), (10, ContactState.Scheduled), (39.999, ContactState.Scheduled), (40, ContactState.PrePass),
            (99.999, ContactState.PrePass), (100, ContactState.Pass), (199.999, ContactState.Pass), (200, ContactState.PostPass),
            (219.999, ContactState.PostPass), (220, ContactState.Completed),
        })
        {
            simulator.GoTo(second);
            (await simulator.ContactAsync("c")).State.Should().Be(state, "it is {0} s", second);
        }
    }

    [Fact]
    public async Task IfABookingIsRepeatedThenNothingNewIsBooked()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        var first = await simulator.BookAsync("c", 100, 200);

        (await simulator.BookAsync("c", 100, 200)).Should().BeEquivalentTo(first);
        (await simulator.Gateway.ListContactsAsync()).Should().ContainSingle();
        await Refused(HttpStatusCode.Conflict, "*other content*", () => simulator.BookAsync("c", 100, 201));

        simulator.GoTo(1000);
        (await simulator.BookAsync("c", 100, 200)).State.Should().Be(ContactState.Completed);
    }

    private static async Task<GatewayRefusedException> Refused<T>(HttpStatusCode status, string sentence, Func<Task<T>> request)
    {
        var refusal = (await request.Should().ThrowAsync<GatewayRefusedException>()).Which;
        refusal.Message.Should().Match(sentence);
        refusal.Status.Should().Be(status);
        return refusal;
    }
}
