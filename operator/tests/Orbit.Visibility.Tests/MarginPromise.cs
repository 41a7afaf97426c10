using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests;

/// <summary>
/// Holds a margin against the promise that every search rests on: for as long as it says, its sign does not change. Over
/// satellites of every kind, at random and close to where signs do change.
/// </summary>
internal static class MarginPromise
{
    /// <summary>Checks and returns how many checks there were.</summary>
    public static int Keeps<TMargin>(Func<Sgp4Propagator, TMargin> make)
        where TMargin : IMargin
    {
        var random = new Random(1);
        var broken = new List<string>();
        var checks = 0;
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var horizon = new Trajectory(satellite, ReferenceDay.Day).Horizon;
            var margin = make(satellite);
            for (var walk = 0; walk < 6; walk++)
            {
                var instant = ReferenceDay.Start.AddSeconds(43200 * random.NextDouble());
                for (var k = 0; k < 50 && ReferenceDay.Day.Contains(instant.AddSeconds(2 * horizon)); k++)
                {
                    var now = At(satellite, margin, instant);
                    var hold = Math.Min(now.HoldSeconds, horizon);
                    hold.Should().BeGreaterThanOrEqualTo(0);

                    // The sign may change just after the hold: the last of these instants is where a bound too wide fails.
                    foreach (var share in new[] { 0.3, 0.6, 0.8, 0.9, 0.97, 0.999 })
                    {
                        checks++;
                        var then = At(satellite, margin, instant.AddSeconds(share * hold));
                        if (then.Holds != now.Holds)
                        {
                            broken.Add($"{satellite.Elements.Name}, {instant:O}: {now}, not so after {share} of it");
                        }
                    }

                    // Mostly the search's own way, so as to come near the changes; now and then a little further, past them.
                    instant = instant.AddSeconds((random.Next(4) == 0 ? 1.05 : 1) * Math.Max(hold, 0.01));
                }
            }
        }

        broken.Should().BeEmpty();
        return checks;
    }

    private static Margin At<TMargin>(Sgp4Propagator satellite, TMargin margin, DateTimeOffset instant)
        where TMargin : IMargin
    {
        _ = satellite.Propagate(instant, out var state);
        return margin.At(new TrajectoryPoint(instant.UtcTicks, state));
    }
}
