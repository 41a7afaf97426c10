using System.Net;
using System.Net.Http.Json;
using System.Text;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Http;
using Orbit.Simulator.Log;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Faults;

public class FaultTests
{
    [Fact]
    public async Task IfAContactIsLostThenNothingMovesAndItFailsAtItsEnd()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.LostContact, Contact = "c" });

        simulator.GoTo(150);
        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.Pass);
        simulator.GoTo(200);

        var contact = await simulator.ContactAsync("c");
        (contact.State, contact.Reason).Should().Be((ContactState.Failed, "The station did not hear the satellite."));
        contact.Uplinks.Single().State.Should().Be(UplinkState.Failed);
        (await simulator.Gateway.GetReportAsync(63982)).Should().BeNull();
        (await simulator.LogAsync()).Links.Should().BeEmpty();
    }

    [Fact]
    public async Task IfTheAntennaFailsThenTheContactFailsForThatCause()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.StationFault, Station = "north", To = SimulatorUnderTest.At(250), Reason = "ANTENNA_FAULT" });
        await simulator.BookAsync("later", 300, 400);

        simulator.GoTo(400);

        var contact = await simulator.ContactAsync("c");
        (contact.State, contact.Cause, contact.Reason).Should().Be((ContactState.Failed, ContactCause.StationFault, "ANTENNA_FAULT"));
        (await simulator.LogAsync()).Links.Should().ContainSingle("the antenna works again").Which.Contact.Should().Be("later");
        (await simulator.ContactAsync("later")).Cause.Should().BeNull();
    }

    [Theory]
    [InlineData(20.0, 20)]
    [InlineData(1000.0, 99)]
    [InlineData(null, 99)]
    public async Task IfTheProviderDecidesLateThenTheBookingIsSchedulingUntilItFails(double? after, double at)
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.DecideLate,
            Station = "north",
            After = after is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
        (await simulator.BookAsync("c", 100, 200)).State.Should().Be(ContactState.Scheduling);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        await simulator.Http.DeleteAsync("admin/faults");

        simulator.GoTo(at - 0.001);
        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.Scheduling, "it was booked while the fault was in force");
        simulator.GoTo(at);

        var contact = await simulator.ContactAsync("c");
        (contact.State, contact.Cause, contact.Reason).Should().Be((ContactState.Failed, ContactCause.NotScheduled, "FAILED_TO_SCHEDULE"));
        contact.Uplinks.Single().State.Should().Be(UplinkState.Failed);
        await simulator.BookAsync("other", 101, 200);
    }

    [Fact]
    public async Task IfTheProviderConfirmsOtherTimesThenTheseAreTheContacts()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.ConfirmOtherTimes,
            Station = "north",
            StartShift = TimeSpan.FromSeconds(11),
            EndShift = TimeSpan.FromSeconds(-20),
            Antenna = 1,
        });

        var contact = await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));

        (contact.Start, contact.End, contact.Antenna).Should().Be((SimulatorUnderTest.At(111), SimulatorUnderTest.At(180), 1));
        (await simulator.BookAsync("c", 100, 200)).Should().BeEquivalentTo(contact with { Uplinks = (await simulator.ContactAsync("c")).Uplinks }, "it is what was asked for");
        (await simulator.BookAsync("c", 111, 180, antenna: 1)).Start.Should().Be(contact.Start, "it is what was confirmed");
        simulator.GoTo(300);
        (await simulator.LogAsync()).Links.Select(link => (link.Antenna, link.Start, link.End)).Should().Equal((1, SimulatorUnderTest.At(111), SimulatorUnderTest.At(180)));
    }

    [Fact]
    public async Task IfTheProviderMovesAContactAfterItWasScheduledThenItRunsAsMoved()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.ConfirmOtherTimes,
            NoradId = 63982,
            EndShift = TimeSpan.FromSeconds(30),
            After = TimeSpan.FromSeconds(50),
        });

        (await simulator.BookAsync("c", 100, 200)).End.Should().Be(SimulatorUnderTest.At(200));
        simulator.GoTo(50);

        (await simulator.ContactAsync("c")).End.Should().Be(SimulatorUnderTest.At(230));
        simulator.GoTo(229.999);
        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.Pass);
    }

    [Fact]
    public async Task IfTheGatewayNeverSaysTheEndThenWhatHappensHappensAllTheSame()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.NeverEnds, Contact = "c" });

        simulator.GoTo(1000);

        var contact = await simulator.ContactAsync("c");
        (contact.State, contact.Uplinks.Single().State).Should().Be((ContactState.Scheduled, UplinkState.Waiting));
        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Completed);
        await simulator.Http.DeleteAsync("admin/faults");
        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.Completed);
    }

    [Fact]
    public async Task IfTheProvidersElementsAreOthersThenItsPassesAreLater()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new ConstellationBuilder().Satellite(63982).ReferenceStations());
        var (station, window) = ReferenceWindows.Of(63982)[0];
        var name = ReferenceWindows.Stations[station].Name;
        var seconds = (window.Start - SimulatorUnderTest.Start).TotalSeconds;
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.OtherElements, NoradId = 63982, Offset = TimeSpan.FromSeconds(20) });

        var refusal = (await FluentActions.Awaiting(() => simulator.BookAsync("c", seconds + 10, seconds + 60, name)).Should().ThrowAsync<GatewayRefusedException>()).Which;
        await simulator.BookAsync("d", seconds + 20, seconds + 60, name);

        refusal.Visible.Should().ContainSingle().Which.Start.Should().BeCloseTo(window.Start.AddSeconds(20), TimeSpan.FromMilliseconds(20));
        simulator.GoTo(seconds + 100);
        (await simulator.LogAsync()).Links.Single().Start.Should().BeCloseTo(window.Start.AddSeconds(20), TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task IfTheSatelliteIsUnheardForAWhileThenTheTransferRestsAndGoesOn()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.LostContact,
            Station = "north",
            NoradId = 63982,
            From = SimulatorUnderTest.At(100.25),
            To = SimulatorUnderTest.At(110),
        });

        simulator.GoTo(199);

        (await simulator.ContactAsync("c")).Uplinks.Single().FinishedAt.Should().Be(SimulatorUnderTest.At(110.75));
        var log = await simulator.LogAsync();
        log.Links.Select(link => (link.Start, link.End)).Should().Equal(
            (SimulatorUnderTest.At(100), SimulatorUnderTest.At(100.25)), (SimulatorUnderTest.At(110), null));
        log.Transmissions.Select(transmission => (transmission.Start, transmission.End, transmission.Finished)).Should().Equal(
            (SimulatorUnderTest.At(100), SimulatorUnderTest.At(100.25), false), (SimulatorUnderTest.At(110), SimulatorUnderTest.At(110.75), true));
    }

    [Fact]
    public async Task IfAFaultIsOfAnotherStationOrSatelliteThenTheContactIsUnharmed()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.LostContact, Station = "south" });
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.LostContact, Station = "north", NoradId = 63983 });
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.LostContact, Contact = "d" });

        simulator.GoTo(101);

        (await simulator.ContactAsync("c")).Uplinks.Single().State.Should().Be(UplinkState.Delivered);
    }

    [Fact]
    public async Task IfTheLinkIsSlowThenTheTransferTakesAsMuchLonger()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.SlowLink, NoradId = 63982, Factor = 0.1m });
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.SlowLink, Station = "north", Factor = 0.5m, To = SimulatorUnderTest.At(104) });

        simulator.GoTo(199);

        // 4 s at a twentieth, which is a fifth of the bundle, then the rest at a tenth.
        (await simulator.ContactAsync("c")).Uplinks.Single().FinishedAt.Should().Be(SimulatorUnderTest.At(112));
    }

    [Fact]
    public async Task IfTheProviderCancelsThenTheContactIsProviderCancelledAndItsTransfersFail()
    {
        await using var simulator = await PreparedAsync();
        var fault = await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.ProviderCancellation, Contact = "c", Reason = "A storm." });

        fault.StrikesAt.Should().Be(SimulatorUnderTest.At(0));
        var contact = await simulator.ContactAsync("c");
        (contact.State, contact.Reason).Should().Be((ContactState.ProviderCancelled, "A storm."));
        contact.Uplinks.Single().Reason.Should().Be("The contact was cancelled: A storm.");
        await simulator.BookAsync("other", 100, 200);
    }

    [Fact]
    public async Task IfTheProviderCancelsLaterThenTheContactRunsUntilThen()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.ProviderCancellation, Contact = "c", From = SimulatorUnderTest.At(100.5) });

        simulator.GoTo(150);

        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.ProviderCancelled);
        (await simulator.LogAsync()).Links.Single().End.Should().Be(SimulatorUnderTest.At(100.5));
        (await simulator.Gateway.GetReportAsync(63982))!.AsOf.Should().Be(SimulatorUnderTest.At(100.5));
    }

    [Fact]
    public async Task IfTheProviderWillCancelAContactYetToBeBookedThenItIsCancelledWhenBooked()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.ProviderCancellation, Contact = "next" });

        (await simulator.BookAsync("next", 300, 400)).State.Should().Be(ContactState.ProviderCancelled);
    }

    [Fact]
    public async Task IfAnUpsetStrikesThenTheAttemptFailsHalfway()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.Upset, NoradId = 63982 });

        simulator.GoTo(199);

        var attempt = await simulator.AttemptAsync("a");
        (attempt.Phase, attempt.FinishedAt, attempt.Reason).Should().Be(
            (AttemptPhase.Failed, SimulatorUnderTest.At(116), "A radiation upset ended the run."));
        (await simulator.LogAsync()).Runs.Select(run => (run.End, run.Outcome)).Should().Equal((SimulatorUnderTest.At(116), RunOutcome.Upset));
    }

    [Fact]
    public async Task IfAnUpsetRestartsTheAttemptThenItRunsAgainInFull()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.Upset, AttemptId = "a", Restart = true, From = SimulatorUnderTest.At(111) });

        simulator.GoTo(199);

        var attempt = await simulator.AttemptAsync("a");
        (attempt.Phase, attempt.StartedAt, attempt.FinishedAt).Should().Be(
            (AttemptPhase.Completed, SimulatorUnderTest.At(121), SimulatorUnderTest.At(151)));
        (await simulator.LogAsync()).Runs.Select(run => (run.Start, run.End, run.Outcome)).Should().Equal(
            (SimulatorUnderTest.At(101), SimulatorUnderTest.At(121), RunOutcome.Upset),
            (SimulatorUnderTest.At(121), SimulatorUnderTest.At(151), RunOutcome.Completed));
    }

    [Fact]
    public async Task IfAnUpsetIsClearedBeforeItStrikesThenTheRunCompletes()
    {
        await using var simulator = await PreparedAsync();
        var fault = await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.Upset, NoradId = 63982 });
        simulator.GoTo(110);

        (await simulator.Http.DeleteAsync($"admin/faults/{fault.Id}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        simulator.GoTo(199);
        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Completed);
    }

    [Fact]
    public async Task IfTheSatelliteDiesThenItIsSilentAndComputesNothing()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.SatelliteDead, NoradId = 63982, From = SimulatorUnderTest.At(110) });
        await simulator.BookAsync("later", 300, 400);

        simulator.GoTo(1000);

        (await simulator.ContactAsync("c")).State.Should().Be(ContactState.Completed);
        (await simulator.ContactAsync("later")).State.Should().Be(ContactState.Failed);
        var report = (await simulator.Gateway.GetReportAsync(63982))!;
        report.AsOf.Should().Be(SimulatorUnderTest.At(110));
        report.Attempts.Single().Phase.Should().Be(AttemptPhase.Running, "that is what it said last");
        (await simulator.LogAsync()).Runs.Select(run => (run.End, run.Outcome)).Should().Equal((SimulatorUnderTest.At(110), RunOutcome.SatelliteDead));
    }

    [Fact]
    public async Task IfADeadSatelliteComesBackThenItStartsItsWorkAgain()
    {
        await using var simulator = await PreparedAsync();
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.SatelliteDead, NoradId = 63982, From = SimulatorUnderTest.At(110) });
        await simulator.BookAsync("later", 300, 400);
        simulator.GoTo(305);

        (await simulator.Http.DeleteAsync("admin/faults")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        simulator.GoTo(399);
        var attempt = await simulator.AttemptAsync("a");
        (attempt.Phase, attempt.StartedAt, attempt.FinishedAt).Should().Be(
            (AttemptPhase.Completed, SimulatorUnderTest.At(305), SimulatorUnderTest.At(335)));
    }

    [Fact]
    public async Task IfFaultsAreListedThenTheyAreThoseNotCleared()
    {
        await using var simulator = await PreparedAsync();
        var lost = await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.LostContact, Contact = "c" });
        var dead = await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.SatelliteDead, NoradId = 63983 });
        (await FaultsAsync()).Should().Equal(lost, dead);

        await simulator.Http.DeleteAsync($"admin/faults/{lost.Id}");
        (await FaultsAsync()).Should().Equal(dead);
        (await simulator.Http.DeleteAsync($"admin/faults/{lost.Id}")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        simulator.GoTo(101);
        (await simulator.ContactAsync("c")).Uplinks.Single().State.Should().Be(UplinkState.Delivered);

        Task<IReadOnlyList<Fault>> FaultsAsync() => simulator.Http.GetFromJsonAsync("admin/faults", AdminJson.Default.IReadOnlyListFault)!;
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "kind")]
    [InlineData("""{"kind":"Meteor"}""", HttpStatusCode.BadRequest, "The body can't be read: the value at $.kind is none that is allowed there.")]
    [InlineData("""{"kind":"LostContact","norad":1}""", HttpStatusCode.BadRequest, "norad")]
    [InlineData("""{"kind":"LostContact"}""", HttpStatusCode.UnprocessableEntity, "contact, station or noradId is needed")]
    [InlineData("""{"kind":"SlowLink","noradId":1}""", HttpStatusCode.UnprocessableEntity, "factor from 0.001 to 1 is needed")]
    [InlineData("""{"kind":"SlowLink","noradId":1,"factor":2}""", HttpStatusCode.UnprocessableEntity, "factor from 0.001 to 1 is needed")]
    [InlineData("""{"kind":"LostContact","noradId":1,"factor":0.5}""", HttpStatusCode.UnprocessableEntity, "factor has no meaning")]
    [InlineData("""{"kind":"ProviderCancellation","noradId":1}""", HttpStatusCode.UnprocessableEntity, "contact is needed")]
    [InlineData("""{"kind":"Upset"}""", HttpStatusCode.UnprocessableEntity, "noradId or attemptId is needed")]
    [InlineData("""{"kind":"Upset","noradId":1,"station":"north"}""", HttpStatusCode.UnprocessableEntity, "station has no meaning")]
    [InlineData("""{"kind":"SatelliteDead"}""", HttpStatusCode.UnprocessableEntity, "noradId is needed")]
    [InlineData("""{"kind":"SatelliteDead","noradId":1,"restart":true}""", HttpStatusCode.UnprocessableEntity, "restart has no meaning")]
    [InlineData("""{"kind":"SatelliteDead","noradId":1,"contact":"c"}""", HttpStatusCode.UnprocessableEntity, "contact has no meaning")]
    [InlineData("""{"kind":"StationFault"}""", HttpStatusCode.UnprocessableEntity, "contact, station or noradId is needed")]
    [InlineData("""{"kind":"DecideLate","noradId":1,"after":"-1s"}""", HttpStatusCode.UnprocessableEntity, "after of zero or more is needed")]
    [InlineData("""{"kind":"DecideLate","noradId":1,"after":"soon"}""", HttpStatusCode.BadRequest, "The body can't be read: A duration is a text as 90s, 1h30m or -20s.")]
    [InlineData("""{"kind":"ConfirmOtherTimes","noradId":1}""", HttpStatusCode.UnprocessableEntity, "startShift, endShift or antenna is needed")]
    [InlineData("""{"kind":"ConfirmOtherTimes","noradId":1,"startShift":"-25h"}""", HttpStatusCode.UnprocessableEntity, "startShift of a day at most is needed")]
    [InlineData("""{"kind":"ConfirmOtherTimes","noradId":1,"antenna":-1}""", HttpStatusCode.UnprocessableEntity, "antenna of zero or more is needed")]
    [InlineData("""{"kind":"NeverEnds","noradId":1,"endShift":"1s"}""", HttpStatusCode.UnprocessableEntity, "endShift has no meaning")]
    [InlineData("""{"kind":"OtherElements","noradId":1}""", HttpStatusCode.UnprocessableEntity, "offset is needed")]
    [InlineData("""{"kind":"LostContact","noradId":1,"offset":"20s"}""", HttpStatusCode.UnprocessableEntity, "offset has no meaning")]
    [InlineData("""{"kind":"LostContact","noradId":1,"after":"20s"}""", HttpStatusCode.UnprocessableEntity, "after has no meaning")]
    [InlineData("""{"kind":"SatelliteDead","noradId":1,"to":"2026-08-21T00:00:00Z"}""", HttpStatusCode.UnprocessableEntity, "to is not after")]
    public async Task IfAFaultMakesNoSenseThenTheSentenceNamesTheField(string json, HttpStatusCode status, string sentence)
    {
        await using var simulator = await PreparedAsync();

        using var response = await simulator.Http.PostAsync("admin/faults", new StringContent(json, Encoding.UTF8, "application/json"));

        response.StatusCode.Should().Be(status);
        (await response.Content.ReadAsStringAsync()).Should().Contain(sentence);
    }

    // A contact from 100 to 200 s with one bundle, on board at 101 and computed at 131.
    private static async Task<SimulatorUnderTest> PreparedAsync()
    {
        var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        return simulator;
    }
}
