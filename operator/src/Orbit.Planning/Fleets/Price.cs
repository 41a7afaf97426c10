namespace Orbit.Planning.Fleets;

/// <summary>What a station's contacts cost.</summary>
/// <param name="PerContact">For each contact.</param>
/// <param name="PerMinute">For each minute of a contact, charged in proportion.</param>
/// <param name="Currency">ISO 4217; null for that of the <see cref="Fleet"/>.</param>
public sealed record Price(decimal PerContact, decimal PerMinute, string? Currency = null)
{
    /// <summary>A station that costs nothing.</summary>
    public static Price Free { get; } = new(0, 0);

    /// <summary>Whether contacts cost nothing, which is the same in every currency.</summary>
    public bool IsFree => PerContact == 0 && PerMinute == 0;

    /// <summary>The price of one contact of the given length.</summary>
    public decimal Of(TimeSpan duration) =>
        PerMinute == 0 ? PerContact : PerContact + (PerMinute * duration.Ticks / TimeSpan.TicksPerMinute);
}
