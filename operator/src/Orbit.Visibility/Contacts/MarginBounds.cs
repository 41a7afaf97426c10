using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>Bounds on the margin f = z - ρ sin m between two instants, and what they say of its sign there.</summary>
/// <param name="Rising">Greatest f̈, km/s².</param>
/// <param name="Falling">Greatest -f̈, km/s².</param>
/// <param name="Error">Greatest difference of f from that of SGP4, km.</param>
/// <remarks>
/// z̈ is within ±A. ρ̈ = (v² - ρ̇²)/ρ + ρ·a/ρ is within [-A, v²/ρ + A]. So |f̈| is at most A (1 + |sin m|) on one side, and
/// |sin m| v²/ρ more on the other: downwards for a mask above the horizon.
/// </remarks>
internal readonly record struct MarginBounds(double Rising, double Falling, double Error)
{
    // Rates by differences of positions differ by less from those of the model, km/s.
    private const double RateError = 1e-6;

    // A range that no satellite comes below while it can be propagated, km; it only keeps the bounds finite.
    private const double LeastRange = 0.1;

    /// <summary>The bounds between two instants <paramref name="seconds"/> apart, from the ranges at both.</summary>
    public static MarginBounds Of(in SitePlane site, in NodeBlock block, double range0, double range1, double seconds)
    {
        var sine = Math.Abs(site.SinMask);
        var bend = block.Acceleration * (1 + sine);
        var nearest = Math.Max(Math.Max(block.Lowest - site.Radius, LeastRange), 0.5 * (range0 + range1 - (block.Speed * seconds)));
        var more = bend + (sine * block.Speed * block.Speed / nearest);
        var error = 4 * block.Error * (1 + sine);
        return site.SinMask >= 0 ? new MarginBounds(bend, more, error) : new MarginBounds(more, bend, error);
    }

    /// <summary>What f does between two instants, given f and its rate at both.</summary>
    public MarginCourse Between(double value0, double rate0, double value1, double rate1, double seconds)
    {
        if (value0 >= 0 && value1 >= 0)
        {
            // Over the chord by no less than -f̈ allows; or rising so fast from an end that it cannot come back.
            return Math.Min(value0, value1) > (Rising * seconds * seconds / 8) + Error
                || Math.Max(rate0, -rate1) - RateError >= Falling * seconds / 2
                ? MarginCourse.Above
                : MarginCourse.Unknown;
        }

        if (value0 < 0 && value1 < 0)
        {
            return Math.Max(value0, value1) < -(Falling * seconds * seconds / 8) - Error
                || Math.Max(-rate0, rate1) - RateError >= Rising * seconds / 2
                ? MarginCourse.Below
                : MarginCourse.Unknown;
        }

        return value0 < 0
            ? Grows(rate0, rate1, Falling, Rising, seconds) ? MarginCourse.Rises : MarginCourse.Unknown
            : Grows(-rate0, -rate1, Rising, Falling, seconds) ? MarginCourse.Falls : MarginCourse.Unknown;
    }

    // Whether a rate stays positive that can fall by no more than 'loss' a second, and grow by no more than 'gain': it is
    // above both lines from the ends, which are lowest where they meet.
    private static bool Grows(double rate0, double rate1, double loss, double gain, double seconds)
    {
        var meet = Math.Clamp((rate0 - rate1 + (gain * seconds)) / (loss + gain), 0, seconds);
        return Math.Max(rate0 - (loss * meet), rate1 - (gain * (seconds - meet))) > RateError;
    }
}
