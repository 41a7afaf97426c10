using System.Collections.Concurrent;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Snapshots;

/// <summary>What refused bookings say about passes: where a provider sees a satellite later, or for less long, than the operator's elements predict. Safe for concurrent use.</summary>
/// <remarks>
/// Provider and operator have elements of different ages, and so passes that begin and end some seconds apart. What is common
/// to both can be booked. Corrections are kept for a satellite and a station, in memory, until the satellite has other elements.
/// </remarks>
internal sealed class PassCorrections
{
    private static readonly IReadOnlyDictionary<string, PassTrim> None = new Dictionary<string, PassTrim>(StringComparer.Ordinal);

    // Where the provider does not say what it sees: what elements of a day differ by in low orbit, then twice as much with each refusal.
    private static readonly TimeSpan FirstGuess = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastGuess = TimeSpan.FromSeconds(160);

    // A contact at the very edge of what the provider sees would be refused for a rounding.
    private static readonly TimeSpan Clearance = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Corrections> _bySatellite = new(StringComparer.Ordinal);

    /// <summary>The provider of a station said what it sees of a pass.</summary>
    /// <param name="satellite">The satellite's name.</param>
    /// <param name="epoch">Epoch of the elements that predict the pass.</param>
    /// <param name="station">The ground link's name.</param>
    /// <param name="pass">The pass as predicted.</param>
    /// <param name="visible">When the provider sees the satellite around it.</param>
    /// <returns>Whether something of the pass is common to both and contacts can keep to it from now on; false when the provider sees nothing of it, or all.</returns>
    public bool Observe(string satellite, DateTimeOffset epoch, string station, Interval pass, IEnumerable<Interval> visible)
    {
        var common = visible.Select(v => v.Intersect(pass)).OrderByDescending(v => v.Duration).FirstOrDefault();
        if (common.IsEmpty || common == pass)
        {
            return false;
        }

        Extend(satellite, epoch, station, new PassTrim(Late(common.Start - pass.Start), Late(pass.End - common.End)));
        return true;

        static TimeSpan Late(TimeSpan by) => by > TimeSpan.Zero ? by + Clearance : TimeSpan.Zero;
    }

    /// <summary>The provider of a station refused a contact in a pass without saying what it sees of it: both ends are trimmed by more than before.</summary>
    /// <returns>Whether there is more to try; false when the largest guess was refused.</returns>
    public bool Guess(string satellite, DateTimeOffset epoch, string station)
    {
        var before = Of(satellite, epoch).GetValueOrDefault(station);
        var most = before.Start > before.End ? before.Start : before.End;
        if (most >= LastGuess)
        {
            return false;
        }

        var next = most < FirstGuess ? FirstGuess : most * 2;
        Extend(satellite, epoch, station, new PassTrim(next, next));
        return true;
    }

    /// <summary>What the passes of a satellite lose, by ground link, as long as its elements have the epoch that they had when it was observed.</summary>
    public IReadOnlyDictionary<string, PassTrim> Of(string satellite, DateTimeOffset epoch) =>
        _bySatellite.TryGetValue(satellite, out var known) && known.Epoch == epoch ? known.ByStation : None;

    private void Extend(string satellite, DateTimeOffset epoch, string station, PassTrim trim) => _bySatellite.AddOrUpdate(
        satellite,
        _ => new Corrections(epoch, Only(station, trim)),
        (_, known) =>
        {
            if (known.Epoch != epoch)
            {
                return new Corrections(epoch, Only(station, trim));
            }

            var before = known.ByStation.GetValueOrDefault(station);
            return known with
            {
                ByStation = new Dictionary<string, PassTrim>(known.ByStation, StringComparer.Ordinal)
                {
                    [station] = new(Longer(before.Start, trim.Start), Longer(before.End, trim.End)),
                },
            };
        });

    private static Dictionary<string, PassTrim> Only(string station, PassTrim trim) => new(StringComparer.Ordinal) { [station] = trim };

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed record Corrections(DateTimeOffset Epoch, IReadOnlyDictionary<string, PassTrim> ByStation);
}
