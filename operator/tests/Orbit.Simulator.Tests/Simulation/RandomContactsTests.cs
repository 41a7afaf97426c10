using System.Net;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Log;
using Orbit.Simulator.Simulation;
using Orbit.Simulator.Tests.Support;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Tests.Simulation;

public class RandomContactsTests
{
    private static readonly TimeSpan Turnaround = TimeSpan.FromSeconds(60);
    private static readonly int[] Satellites = [.. Enumerable.Range(63982, 12)];

    [Theory]
    [InlineData(1)]
    [InlineData(20260822)]
    public async Task IfAHundredRandomContactsAreBookedThenNothingIsEverInTwoPlacesAtOnce(int seed)
    {
        var random = new Random(seed);
        var constellation = new ConstellationBuilder().ReferenceStations(antennas: 2);
        foreach (var satellite in Satellites)
        {
            constellation.Satellite(satellite, bands: "[{name: X, uplinkBitsPerSecond: 100k, downlinkBitsPerSecond: 100}]");
        }

        await using var simulator = await SimulatorUnderTest.StartAsync(constellation);
        var passes = Satellites.SelectMany(satellite => ReferenceWindows.Of(satellite).Select(pass => (Satellite: satellite, pass.Station, pass.Window))).ToArray();
        var booked = new List<(string Id, ContactBooking Booking)>();
        var conflicts = 0;

        // The passes of the day's first hours, so that the contacts get in each other's way.
        var early = passes.Where(pass => pass.Window.Start < SimulatorUnderTest.At(20_000)).ToArray();
        while (booked.Count < 100)
        {
            var booking = RandomContact(random, early);
            var id = $"contact-{booked.Count}";
            var blockers = booked.Where(other => Conflict(other.Booking, booking)).Select(other => other.Id).ToArray();
            try
            {
                await simulator.Gateway.BookAsync(id, booking);
                blockers.Should().BeEmpty();
                booked.Add((id, booking));
                await simulator.Gateway.StageUplinkAsync(id, SimulatorUnderTest.Bundle($"attempt-{booked.Count}") with { SizeBytes = random.Next(100, 1_000_000) });
                await simulator.Gateway.RequestDownlinkAsync(id, $"attempt-{random.Next(1, booked.Count + 1)}");
            }
            catch (GatewayRefusedException e) when (e.Status is HttpStatusCode.Conflict)
            {
                blockers.Should().Contain(blocker => e.Message.Contains($"contact {blocker}", StringComparison.Ordinal));
                conflicts++;
            }
        }

        simulator.GoTo(86_400);

        conflicts.Should().BePositive("otherwise nothing was put to the test");
        var log = await simulator.LogAsync();
        log.Links.Select(link => link.Contact).Should().BeEquivalentTo(booked.Select(contact => contact.Id));
        foreach (var antenna in log.Links.GroupBy(link => (link.Station, link.Antenna)))
        {
            Disjoint(antenna.Select(link => Span(link.Start, link.End)), Turnaround);
        }

        foreach (var satellite in log.Links.GroupBy(link => link.NoradId))
        {
            Disjoint(satellite.Select(link => Span(link.Start, link.End)), TimeSpan.Zero);
        }

        foreach (var link in log.Links)
        {
            passes.Should().Contain(pass =>
                pass.Satellite == link.NoradId
                && string.Equals(ReferenceWindows.Stations[pass.Station].Name, link.Station, StringComparison.Ordinal)
                && pass.Window.Widen(TimeSpan.FromMilliseconds(10)).Contains(Span(link.Start, link.End)));
        }

        foreach (var lane in log.Transmissions.GroupBy(transmission => (transmission.Contact, transmission.Direction)))
        {
            Disjoint(lane.Select(transmission => Span(transmission.Start, transmission.End)), TimeSpan.Zero);
            var link = log.Links.Single(link => string.Equals(link.Contact, lane.Key.Contact, StringComparison.Ordinal));
            lane.Should().OnlyContain(transmission => Span(link.Start, link.End).Contains(Span(transmission.Start, transmission.End)));
        }

        foreach (var accelerator in log.Runs.GroupBy(run => (run.NoradId, run.Accelerator)))
        {
            Disjoint(accelerator.Select(run => Span(run.Start, run.End)), TimeSpan.Zero);
        }

        var delivered = log.Transmissions.Where(transmission => transmission is { Direction: TransferDirection.Up, Finished: true });
        log.Runs.Select(run => (run.AttemptId, run.NoradId)).Should().BeEquivalentTo(delivered.Select(sent => (sent.AttemptId, sent.NoradId)));
        log.Runs.Should().OnlyContain(run => run.Outcome == RunOutcome.Completed);
    }

    private static ContactBooking RandomContact(Random random, (int Satellite, int Station, Interval Window)[] passes)
    {
        var (satellite, station, window) = passes[random.Next(passes.Length)];
        var length = window.Duration.Ticks;
        var start = random.NextInt64(length / 2);
        var end = start + 1 + random.NextInt64(length - start);
        return new ContactBooking
        {
            Station = ReferenceWindows.Stations[station].Name,
            NoradId = satellite,
            Antenna = random.Next(2),
            Start = window.Start.AddTicks(start),
            End = window.Start.AddTicks(end),
            Purpose = ContactPurpose.UplinkAndDownlink,
        };
    }

    private static bool Conflict(ContactBooking a, ContactBooking b) =>
        (a.NoradId == b.NoradId && a.Start < b.End && b.Start < a.End)
        || (string.Equals(a.Station, b.Station, StringComparison.Ordinal) && a.Antenna == b.Antenna && a.Start < b.End + Turnaround && b.Start < a.End + Turnaround);

    private static Interval Span(DateTimeOffset start, DateTimeOffset? end) => new(start, end!.Value);

    private static void Disjoint(IEnumerable<Interval> spans, TimeSpan gap)
    {
        var sorted = spans.Order().ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            (sorted[i].Start - sorted[i - 1].End).Should().BeGreaterThanOrEqualTo(gap);
        }
    }
}
