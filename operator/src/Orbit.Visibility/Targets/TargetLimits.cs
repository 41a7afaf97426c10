namespace Orbit.Visibility.Targets;

/// <summary>From where, and in what light, a satellite can take an image of a target on the ground.</summary>
public sealed record TargetLimits
{
    /// <summary>The least elevation of the satellite seen from the target, degrees, 0 to 90. Geometric, without refraction.</summary>
    public double MinimumElevationDegrees { get; init; }

    /// <summary>
    /// The greatest angle at the satellite between the target and the direction to the Earth's centre, degrees, above 0 to 180;
    /// null for no limit. The local vertical, for which nadir also stands, is at most 0.2 degrees from it.
    /// </summary>
    public double? MaximumOffNadirDegrees { get; init; }

    /// <summary>The least elevation of the Sun at the target, degrees, -90 to 90; null when it may be night.</summary>
    public double? MinimumSunElevationDegrees { get; init; }

    internal void Validate()
    {
        Require(MinimumElevationDegrees is >= 0 and <= 90, nameof(MinimumElevationDegrees), MinimumElevationDegrees, "0 to 90");
        Require(MaximumOffNadirDegrees is null or (> 0 and <= 180), nameof(MaximumOffNadirDegrees), MaximumOffNadirDegrees, "above 0 to 180");
        Require(MinimumSunElevationDegrees is null or (>= -90 and <= 90), nameof(MinimumSunElevationDegrees), MinimumSunElevationDegrees, "-90 to 90");
    }

    private static void Require(bool holds, string field, double? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{field} is {value}; it must be {range} degrees."));
        }
    }
}
