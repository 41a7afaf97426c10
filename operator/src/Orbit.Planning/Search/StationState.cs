using Orbit.Planning.Fleets;

namespace Orbit.Planning.Search;

/// <summary>A station and what is booked at it, in a round of planning.</summary>
internal sealed class StationState
{
    // Above everything that contacts can cost: an amount in another currency compares with nothing, so it comes last.
    private const decimal Incomparable = 1e15m;

    private readonly decimal _surcharge;
    private int _ledgerRoom;

    public StationState(Station station, int index, Fleet fleet)
    {
        var currency = station.Price.Currency ?? fleet.Currency;
        _surcharge = station.Price.IsFree || string.Equals(currency, fleet.Currency, StringComparison.Ordinal) ? 0 : Incomparable;
        Station = station;
        Index = index;
        Turnaround = station.Turnaround.Ticks;
        MinimumContact = station.MinimumContact.Ticks;
        _ledgerRoom = station.LedgerRoom;

        // An antenna that nobody uses now still has to turn to the satellite and be set up: its first contact is a
        // turnaround away. That happens within the provider's lead time where there is one, not after it.
        Earliest = (fleet.Now + (station.ReactionTime ?? fleet.Rules.ReactionTime)).UtcTicks + Math.Max(station.LeadTime.Ticks, Turnaround);
        Antennas = new Calendar[Math.Max(0, station.Antennas)];
        for (var i = 0; i < Antennas.Length; i++)
        {
            Antennas[i] = new Calendar();
        }

        foreach (var span in station.Maintenance)
        {
            Maintenance.Add(span);
        }
    }

    /// <summary>The station.</summary>
    public Station Station { get; }

    /// <summary>Its place among all stations in the order of their names.</summary>
    public int Index { get; }

    /// <summary>Ticks between two contacts of one antenna.</summary>
    public long Turnaround { get; }

    /// <summary>Ticks of the shortest contact.</summary>
    public long MinimumContact { get; }

    /// <summary>The instant before which no new contact can begin.</summary>
    public long Earliest { get; }

    /// <summary>What each antenna is booked for.</summary>
    public Calendar[] Antennas { get; }

    /// <summary>When it carries nothing.</summary>
    public Calendar Maintenance { get; } = new();

    /// <summary>Whether its ledger takes what a plan may need: two contacts.</summary>
    public bool IsLedgerFull => _ledgerRoom < 2;

    /// <summary>A plan of this round has a contact here.</summary>
    public void TakeLedgerRoom() => _ledgerRoom--;

    /// <summary>What a contact of some ticks costs, to be compared with others; in another currency than the fleet's, more than any.</summary>
    public decimal PriceOf(long ticks) => _surcharge + Station.Price.Of(new TimeSpan(ticks));

    /// <summary>Whether a cost is an amount in the fleet's currency.</summary>
    public static bool IsAmount(decimal cost) => cost < Incomparable;
}
