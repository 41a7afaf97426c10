using Orbit.ControlPlane.Tests.ControlPlane;
using Xunit.Abstractions;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The operator holds no more at the end of a day of broken connections than at its beginning.</summary>
[Collection(AloneCollection.Name)]
public sealed class MemoryTests(ControlPlaneFixture controlPlane, ITestOutputHelper output)
{
    private const int Day = 24 * 60;
    private const int WarmUp = 2 * 60;

    // Satellites, ground links, jobs, pods and nodes: each is broken off, and so has to be opened anew.
    private const int Watches = 5;

    [Fact]
    public async Task IfEveryConnectionBreaksEveryMinuteThenNoJobIsLostAndNothingIsLeftBehind()
    {
        output.WriteLine($"Seed {Effort.Seed}");
        await using var day = await MemoryDay.StartAsync(controlPlane, Effort.Seed);
        // By its first answer the operator has opened whatever it opens.
        await day.AnswerOneAsync();
        var (connections, before, ever) = (day.OpenConnections, await day.SampleAsync(0, keep: false), day.ConnectionsEver);

        var minutes = Effort.Rounds(10, Day);
        await day.PassAsync(minutes, Effort.Rounds(5, 15), output.WriteLine);

        await day.AllAnsweredAsync();
        await day.AllGoneAsync();
        day.Breaks.Should().Be(minutes);
        await day.SettlesAsync(ever + Watches, connections, before.OpenFiles);
        if (minutes == Day)
        {
            ShouldBeFlat(day.Samples);
        }
    }

    // A short run is noise; over a day, a leak of one object a reconnect shows.
    private void ShouldBeFlat(IReadOnlyList<MemorySample> samples)
    {
        var (early, late) = MemoryTrend.Of(samples, WarmUp);
        output.WriteLine($"Median of the quarter after the warm-up {early:0.0} MiB, of the last quarter {late:0.0} MiB");
        late.Should().BeLessThanOrEqualTo(early * 1.05, "memory is flat within 5 % (seed {0})", Effort.Seed);
    }
}
