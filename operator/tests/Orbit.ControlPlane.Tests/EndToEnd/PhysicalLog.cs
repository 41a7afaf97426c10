using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What the simulator says physically happened: which antenna heard which satellite, what was sent, what was computed.</summary>
internal sealed record PhysicalLog
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public IReadOnlyList<Link> Links { get; init; } = [];

    public IReadOnlyList<Transmission> Transmissions { get; init; } = [];

    public IReadOnlyList<Run> Runs { get; init; } = [];

    /// <summary>Fails when an antenna or a satellite's radio ever served two contacts at once, or an antenna had no time to turn.</summary>
    public void ShouldBeExclusive(TimeSpan turnaround)
    {
        foreach (var antenna in Links.GroupBy(l => (l.Station, l.Antenna)))
        {
            ShouldFollow(antenna, turnaround, $"antenna {antenna.Key}");
        }

        foreach (var satellite in Links.GroupBy(l => l.NoradId))
        {
            ShouldFollow(satellite, TimeSpan.Zero, $"satellite {satellite.Key}");
        }
    }

    private static void ShouldFollow(IEnumerable<Link> links, TimeSpan gap, string of)
    {
        var contacts = links.GroupBy(l => l.Contact).Select(c => (c.Key, Start: c.Min(l => l.Start), End: c.Max(l => l.End ?? DateTimeOffset.MaxValue))).OrderBy(c => c.Start).ToArray();
        for (var i = 1; i < contacts.Length; i++)
        {
            (contacts[i].Start - contacts[i - 1].End).Should().BeGreaterThanOrEqualTo(gap, $"{of} carried {contacts[i - 1].Key} and then {contacts[i].Key}");
        }
    }

    internal sealed record Link(string Contact, string Station, int Antenna, int NoradId, DateTimeOffset Start, DateTimeOffset? End);

    internal sealed record Transmission(string Contact, string Station, int NoradId, string Direction, string AttemptId, long SizeBytes, DateTimeOffset Start, DateTimeOffset? End, bool Finished);

    internal sealed record Run(string AttemptId, int NoradId, int Accelerator, DateTimeOffset Start, DateTimeOffset? End, string? Outcome);
}
