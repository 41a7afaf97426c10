namespace Orbit.Planning.Fleets;

/// <summary>What a station's contacts cost, in the currency of the <see cref="Fleet"/>.</summary>
/// <param name="PerContact">For each contact.</param>
/// <param name="PerMinute">For each minute of a contact, charged in proportion.</param>
public sealed record Price(decimal PerContact, decimal PerMinute)
{
    /// <summary>A station that costs nothing.</summary>
    public static Price Free { get; } = new(0, 0);

    /// <summary>The price of one contact of the given length.</summary>
    public decimal Of(TimeSpan duration) =>
        PerMinute == 0 ? PerContact : PerContact + (PerMinute * duration.Ticks / TimeSpan.TicksPerMinute);
}
