namespace Orbit.Visibility.Crosslinks;

/// <summary>What a link between two satellites needs.</summary>
public sealed record CrosslinkLimits
{
    /// <summary>The greatest distance, km; infinite for no limit.</summary>
    public double MaximumRangeKm { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// How far above the Earth the line of sight must pass, km, 0 or more: a sphere of the equatorial radius, 6378.137 km, so
    /// up to 21 km more near the poles. The default of 100 km keeps a beam clear of the atmosphere; 0 is what the Earth itself
    /// leaves.
    /// </summary>
    public double ClearanceKm { get; init; } = 100;

    internal void Validate()
    {
        if (!(MaximumRangeKm > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(MaximumRangeKm)} is {MaximumRangeKm}; it must be above 0 km."));
        }

        if (ClearanceKm is not (>= 0 and < 1e6))
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(ClearanceKm)} is {ClearanceKm}; it must be from 0 to a million km."));
        }
    }
}
