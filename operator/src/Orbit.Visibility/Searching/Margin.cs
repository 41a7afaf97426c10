namespace Orbit.Visibility.Searching;

/// <summary>By how much a condition holds.</summary>
/// <param name="Value">Continuous in time; the condition holds where it is 0 or more.</param>
/// <param name="HoldSeconds">For at least how long its sign cannot change, s. A bound, not an estimate.</param>
internal readonly record struct Margin(double Value, double HoldSeconds)
{
    /// <summary>Whether the condition holds.</summary>
    public bool Holds => Value >= 0;

    /// <summary>
    /// The earliest time at which a quantity can reach zero: the root of x + ẋ s - ẍ s²/2 = 0, with x above zero and its
    /// second derivative never below -<paramref name="curvature"/>.
    /// </summary>
    public static double EarliestZero(double distance, double rate, double curvature)
    {
        var root = Math.Sqrt((rate * rate) + (2 * curvature * distance));

        // The two forms of one root; each is free of cancellation where it is used.
        return rate > 0 ? (rate + root) / curvature : 2 * distance / (root - rate);
    }
}
