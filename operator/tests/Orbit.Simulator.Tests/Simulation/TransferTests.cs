using System.Net;
using System.Security.Cryptography;
using System.Text;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Simulation;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Simulation;

public class TransferTests
{
    private const double Tick = 1e-7;

    [Fact]
    public async Task IfABundleIsStagedBeforeThePassThenItGoesUpAtAcquisitionOfSignal()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(
            new ConstellationBuilder().Satellite(63982).ReferenceStations());
        var (station, window) = ReferenceWindows.Of(63982)[0];
        var early = window.Start - TimeSpan.FromMilliseconds(900);
        await simulator.Gateway.BookAsync("c", new ContactBooking
        {
            Station = ReferenceWindows.Stations[station].Name,
            NoradId = 63982,
            Antenna = 0,
            Start = early,
            End = window.End,
            Purpose = ContactPurpose.UplinkAndDownlink,
        });
        (await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"))).State.Should().Be(UplinkState.Waiting);

        simulator.Clock.AdvanceTo(window.Start - TimeSpan.FromMilliseconds(15));
        var contact = await simulator.ContactAsync("c");
        contact.State.Should().Be(ContactState.Pass);
        contact.Uplinks.Single().State.Should().Be(UplinkState.Waiting);

        simulator.Clock.AdvanceTo(window.Start + TimeSpan.FromMilliseconds(15));
        (await simulator.ContactAsync("c")).Uplinks.Single().State.Should().Be(UplinkState.Sending);

        simulator.Clock.AdvanceTo(window.End);
        var uplink = (await simulator.ContactAsync("c")).Uplinks.Single();
        uplink.State.Should().Be(UplinkState.Delivered);
        uplink.StartedAt.Should().BeCloseTo(window.Start, TimeSpan.FromMilliseconds(10));
        (uplink.FinishedAt - uplink.StartedAt).Should().Be(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("[{name: X, uplinkBitsPerSecond: 100M}]", 1_000_000, 1.0)]
    [InlineData("[{name: X, uplinkBitsPerSecond: 4M}]", 1_000_000, 2.0)]
    [InlineData("[{name: X, uplinkBitsPerSecond: 1M}, {name: S, uplinkBitsPerSecond: 2M}]", 1_000_000, 8.0)]
    [InlineData("[{name: X, uplinkBitsPerSecond: 3M}]", 1_000_000, 2.6666667)]
    [InlineData("[{name: X, uplinkBitsPerSecond: 7}]", 20, 22.8571429)]
    [InlineData("[{name: X, uplinkBitsPerSecond: 1Mi}]", 131_072, 1.0)]
    public async Task IfABundleGoesUpThenItTakesItsBitsOverTheLowerRateOfTheSharedBand(string bands, long bytes, double seconds)
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(63982).Station("north", bands: bands));
        await simulator.BookAsync("c", 100, 200, purpose: ContactPurpose.Uplink);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a") with { SizeBytes = bytes });

        simulator.GoTo(100 + seconds - Tick);
        (await simulator.ContactAsync("c")).Uplinks.Single().State.Should().Be(UplinkState.Sending);
        simulator.GoTo(100 + seconds);

        var uplink = (await simulator.ContactAsync("c")).Uplinks.Single();
        uplink.State.Should().Be(UplinkState.Delivered);
        uplink.StartedAt.Should().Be(SimulatorUnderTest.At(100));
        uplink.FinishedAt.Should().Be(SimulatorUnderTest.At(100 + seconds));
    }

    [Fact]
    public async Task IfTwoBandsAreSharedThenTheFasterOneCarries()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder()
                .Satellite(63982, bands: "[{name: S, uplinkBitsPerSecond: 1M}, {name: X, uplinkBitsPerSecond: 4M}]")
                .Station("north", bands: "[{name: X, uplinkBitsPerSecond: 2M}, {name: S, uplinkBitsPerSecond: 100M}]"));
        await simulator.BookAsync("c", 100, 200, purpose: ContactPurpose.Uplink);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));

        simulator.GoTo(104);

        (await simulator.ContactAsync("c")).Uplinks.Single().FinishedAt.Should().Be(SimulatorUnderTest.At(104));
    }

    [Fact]
    public async Task IfSeveralBundlesAreStagedThenTheyGoUpOneAfterTheOther()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("b"));
        simulator.GoTo(110);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("late"));

        simulator.GoTo(111);

        var uplinks = (await simulator.ContactAsync("c")).Uplinks;
        uplinks.Select(uplink => (uplink.AttemptId, uplink.StartedAt, uplink.FinishedAt)).Should().Equal(
            ("a", SimulatorUnderTest.At(100), SimulatorUnderTest.At(101)),
            ("b", SimulatorUnderTest.At(101), SimulatorUnderTest.At(102)),
            ("late", SimulatorUnderTest.At(110), SimulatorUnderTest.At(111)));
    }

    [Fact]
    public async Task IfTheContactEndsFirstThenTheTransferFailsAndNothingIsOnBoard()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 101 - Tick);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));

        simulator.GoTo(110);

        var uplink = (await simulator.ContactAsync("c")).Uplinks.Single();
        uplink.State.Should().Be(UplinkState.Failed);
        uplink.Reason.Should().Be("The contact ended before the transfer did.");
        uplink.FinishedAt.Should().Be(SimulatorUnderTest.At(101 - Tick));
        (await simulator.Gateway.GetReportAsync(63982))!.Attempts.Should().BeEmpty();
    }

    [Fact]
    public async Task IfTheLastBitIsOverAtTheContactsEndThenItCounts()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 101);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));

        simulator.GoTo(110);

        (await simulator.ContactAsync("c")).Uplinks.Single().State.Should().Be(UplinkState.Delivered);
        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Queued, "that is what the satellite said last");
        (await simulator.LogAsync()).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task IfAResultGetsReadyDuringTheContactThenItComesDownAtOnceAndIsKeptUntilAcknowledged()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        (await simulator.Gateway.RequestDownlinkAsync("c", "a")).State.Should().Be(DownlinkState.Waiting);

        // A second up, 30 s of work, then down at 16 Mbit/s.
        simulator.GoTo(131);
        var waiting = (await simulator.ContactAsync("c")).Downlinks.Single();
        waiting.State.Should().Be(DownlinkState.Receiving);
        waiting.StartedAt.Should().Be(SimulatorUnderTest.At(131));
        (await simulator.Gateway.GetResultAsync("a", 65536)).Should().BeNull();

        var seconds = Math.Ceiling(waiting.SizeBytes!.Value * 8 / 16e6 * 1e7) / 1e7;
        simulator.GoTo(131 + seconds);
        var received = (await simulator.ContactAsync("c")).Downlinks.Single();
        received.State.Should().Be(DownlinkState.Received);
        received.FinishedAt.Should().Be(SimulatorUnderTest.At(131 + seconds));

        var result = (await simulator.Gateway.GetResultAsync("a", 65536))!;
        result.Content.Length.Should().Be((int)received.SizeBytes!.Value);
        result.Sha256.Should().Be(received.Sha256).And.Be((await simulator.AttemptAsync("a")).Sha256);

        simulator.GoTo(1_000_000);
        (await simulator.Gateway.GetResultAsync("a", 65536))!.Sha256.Should().Be(result.Sha256);
        (await simulator.Gateway.AcknowledgeResultAsync("a")).Should().BeTrue();
        (await simulator.Gateway.GetResultAsync("a", 65536)).Should().BeNull();
        (await simulator.Gateway.AcknowledgeResultAsync("a")).Should().BeTrue("a repeat is harmless");
        (await simulator.Gateway.AcknowledgeResultAsync("b")).Should().BeFalse();
    }

    [Fact]
    public async Task IfNoModelRunsThenTheAnswerSaysSo()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        const string Prompt = "Why is the sky blue and not violet, although violet light is scattered more?";
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a") with { Input = new BundleInput { Text = Prompt } });
        await simulator.Gateway.RequestDownlinkAsync("c", "a");
        simulator.GoTo(199);

        var result = await simulator.Gateway.GetResultAsync("a", 65536);

        result!.IsText.Should().BeTrue();
        Encoding.UTF8.GetString(result.Content.Span).Should().Be(
            "This is a simulated answer; no model has run. Asked was qwen3-8b on satellite scs-63982 (63982). "
            + "The prompt has 76 bytes, begins with \"Why is the sky blue and not violet,\" and has the SHA-256 "
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Prompt))) + ".\n");
    }

    [Fact]
    public async Task IfAResultIsNotReadyInTimeThenTheDownlinkFailsAndALaterContactTakesIt()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("up", 100, 110);
        await simulator.BookAsync("down", 200, 300, station: "south", purpose: ContactPurpose.Downlink);
        await simulator.Gateway.StageUplinkAsync("up", SimulatorUnderTest.Bundle("a"));
        await simulator.Gateway.RequestDownlinkAsync("up", "a");
        await simulator.Gateway.RequestDownlinkAsync("down", "a");

        simulator.GoTo(300);

        (await simulator.ContactAsync("up")).Downlinks.Single().State.Should().Be(DownlinkState.Failed);
        (await simulator.ContactAsync("down")).Downlinks.Single().StartedAt.Should().Be(SimulatorUnderTest.At(200));
        (await simulator.Gateway.GetResultAsync("a", 65536)).Should().NotBeNull();
    }

    [Fact]
    public async Task IfBothDirectionsAreInUseThenNeitherWaitsForTheOther()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(63982, bands: "[{name: X, uplinkBitsPerSecond: 1k, downlinkBitsPerSecond: 100}]").Station("north"));
        await simulator.BookAsync("first", 100, 200);
        await simulator.Gateway.StageUplinkAsync("first", SimulatorUnderTest.Bundle("a") with { SizeBytes = 100 });
        await simulator.BookAsync("second", 300, 400);
        await simulator.Gateway.RequestDownlinkAsync("second", "a");
        await simulator.Gateway.StageUplinkAsync("second", SimulatorUnderTest.Bundle("b") with { SizeBytes = 2500 });

        simulator.GoTo(500);

        var second = await simulator.ContactAsync("second");
        second.Uplinks.Single().FinishedAt.Should().Be(SimulatorUnderTest.At(320));
        var down = second.Downlinks.Single();
        down.StartedAt.Should().Be(SimulatorUnderTest.At(300));
        down.FinishedAt.Should().Be(SimulatorUnderTest.At(300 + (down.SizeBytes!.Value * 8 / 100.0)));
    }

    [Fact]
    public async Task IfTheSatelliteIsNotInContactThenTheReportIsThatOfTheLastMoment()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        (await simulator.Gateway.GetReportAsync(63982)).Should().BeNull();
        (await simulator.Gateway.GetReportAsync(1)).Should().BeNull();
        await simulator.BookAsync("c", 100, 110);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));

        simulator.GoTo(105);
        var live = (await simulator.Gateway.GetReportAsync(63982))!;
        live.AsOf.Should().Be(SimulatorUnderTest.At(105));
        live.Accelerators.Should().Be(new AcceleratorLoad { Total = 1, Busy = 1 });
        live.Attempts.Single().Should().Be(new AttemptReport
        {
            AttemptId = "a",
            Phase = AttemptPhase.Running,
            ReceivedAt = SimulatorUnderTest.At(101),
            StartedAt = SimulatorUnderTest.At(101),
        });

        simulator.GoTo(5000);
        (await simulator.Gateway.GetReportAsync(63982)).Should().BeEquivalentTo(live with { AsOf = SimulatorUnderTest.At(110) });

        await simulator.BookAsync("later", 5100, 5200);
        simulator.GoTo(5100);
        (await simulator.AttemptAsync("a")).FinishedAt.Should().Be(SimulatorUnderTest.At(131));
    }

    [Fact]
    public async Task IfAResultIsAcknowledgedThenTheSatelliteForgetsItWhenItIsNextHeard()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.BookAsync("later", 300, 400);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        await simulator.Gateway.RequestDownlinkAsync("c", "a");
        simulator.GoTo(250);
        await simulator.Gateway.AcknowledgeResultAsync("a");

        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Completed);
        simulator.GoTo(300);
        (await simulator.Gateway.GetReportAsync(63982))!.Attempts.Should().BeEmpty();
    }

    [Fact]
    public async Task IfATransferIsAskedForTwiceThenItHappensOnce()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        var bundle = SimulatorUnderTest.Bundle("a");
        await simulator.Gateway.StageUplinkAsync("c", bundle);
        await simulator.Gateway.StageUplinkAsync("c", bundle);
        await simulator.Gateway.RequestDownlinkAsync("c", "a");
        await simulator.Gateway.RequestDownlinkAsync("c", "a");
        await Refused(HttpStatusCode.Conflict, "*another bundle*", () => simulator.Gateway.StageUplinkAsync("c", bundle with { SizeBytes = 7_000 }));

        simulator.GoTo(199);

        (await simulator.Gateway.StageUplinkAsync("c", bundle)).State.Should().Be(UplinkState.Delivered);
        (await simulator.Gateway.RequestDownlinkAsync("c", "a")).State.Should().Be(DownlinkState.Received);
        var log = await simulator.LogAsync();
        log.Transmissions.Select(transmission => transmission.Direction).Should().Equal(TransferDirection.Up, TransferDirection.Down);
        log.Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task IfABundleGoesUpInTwoContactsThenItRunsOnce()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("first", 100, 200);
        await simulator.BookAsync("second", 300, 400);
        await simulator.Gateway.StageUplinkAsync("first", SimulatorUnderTest.Bundle("a"));
        await simulator.Gateway.StageUplinkAsync("second", SimulatorUnderTest.Bundle("a"));

        simulator.GoTo(500);

        (await simulator.ContactAsync("second")).Uplinks.Single().State.Should().Be(UplinkState.Delivered);
        (await simulator.LogAsync()).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task IfTheContactIsOfAnotherPurposeThenTheTransferIsRefused()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("up", 100, 200, purpose: ContactPurpose.Uplink);
        await simulator.BookAsync("down", 300, 400, purpose: ContactPurpose.Downlink);

        await Refused(HttpStatusCode.UnprocessableEntity, "*nothing comes down*", () => simulator.Gateway.RequestDownlinkAsync("up", "a"));
        await Refused(HttpStatusCode.UnprocessableEntity, "*nothing goes up*", () => simulator.Gateway.StageUplinkAsync("down", SimulatorUnderTest.Bundle("a")));
    }

    [Fact]
    public async Task IfTheContactIsOverOrUnknownThenTheTransferIsRefused()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("past", 100, 200);
        await simulator.BookAsync("cancelled", 300, 400);
        await simulator.Gateway.CancelAsync("cancelled");
        simulator.GoTo(200);

        await Refused(HttpStatusCode.Conflict, "Contact past is over: it is PostPass.", () => simulator.Gateway.StageUplinkAsync("past", SimulatorUnderTest.Bundle("a")));
        await Refused(HttpStatusCode.Conflict, "Contact cancelled is over: it is Cancelled.", () => simulator.Gateway.RequestDownlinkAsync("cancelled", "a"));
        await Refused(HttpStatusCode.NotFound, "There is no contact other.", () => simulator.Gateway.RequestDownlinkAsync("other", "a"));
    }

    [Fact]
    public async Task IfABundleMakesNoSenseThenTheSentenceNamesTheField()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        var good = SimulatorUnderTest.Bundle("a");

        foreach (var (bad, sentence) in new[]
        {
            (good with { Input = new BundleInput() }, "input has exactly one of text and uri."),
            (good with { Input = new BundleInput { Text = "a", Uri = "s3://b" } }, "input has exactly one of text and uri."),
            (good with { SizeBytes = -5 }, "sizeBytes is -5, not from 20*"),
            (good with { SizeBytes = 19 }, "sizeBytes is 19, not from 20*"),
            (good with { SizeBytes = long.MaxValue }, "sizeBytes is 9223372036854775807*"),
            (good with { MaximumResultBytes = -1 }, "maximumResultBytes is -1*"),
            (good with { Work = new BundleWork() }, "work has exactly one of*"),
            (good with { Work = new BundleWork { Tokens = 1, TeraOperations = 1 } }, "work has exactly one of*"),
            (good with { Work = new BundleWork { Tokens = -1 } }, "work is negative."),
        })
        {
            await Refused(HttpStatusCode.UnprocessableEntity, sentence, () => simulator.Gateway.StageUplinkAsync("c", bad));
        }

        (await simulator.ContactAsync("c")).Uplinks.Should().BeEmpty();
    }

    private static async Task Refused<T>(HttpStatusCode status, string sentence, Func<Task<T>> request)
    {
        var refusal = (await request.Should().ThrowAsync<GatewayRefusedException>()).Which;
        refusal.Message.Should().Match(sentence);
        refusal.Status.Should().Be(status);
    }
}
