using Orbit.Astrodynamics.Elements;

namespace Orbit.Visibility.Uncertainty;

/// <summary>
/// How far along its track a satellite may be from where its elements predict it, by their age: a bound that holds in 19 cases of
/// 20, and the margin in time that it puts on the edges of windows.
/// </summary>
/// <remarks>
/// <para>
/// error = e₀ + k t + q t² + s ½|ṅ| t² · 2πa, with t the age in days, a the semi-major axis and ½ṅ the elements' own rate of mean
/// motion. Along the track the error grows far faster than across it: what is wrong in the energy adds up turn after turn.
/// </para>
/// <para>
/// e₀ = 1 km and growth of 1 to 3 km a day in low orbit are commonly published figures (Kelso, "Validation of SGP4 and IS-GPS-200D
/// against GPS precision ephemerides", AAS 07-127; Vallado and Cefola, "Two-line element sets: practice and use", IAC-12-A6.6.11;
/// Levit and Marshall 2011 give about 1 km a day). The last term is the drag that was predicted wrongly: densities of the
/// thermosphere are predicted to 15 to 30 %. The figures here were checked against this repository's element sets; what they cover
/// stands in docs/astrodynamics.md.
/// </para>
/// <para>
/// Elements that do not state ½ṅ (as OMMs may) have no such term. An error across the track, a few percent of that along it, is
/// left out, and so are manoeuvres that are no habit: no age tells of them.
/// </para>
/// </remarks>
public sealed record ElementUncertainty
{
    /// <summary>For satellites that coast between rare manoeuvres.</summary>
    public static ElementUncertainty Coasting { get; } = new();

    /// <summary>
    /// For satellites that keep or change their orbit by frequent or steady thrust, as those of most large constellations do:
    /// fitted to the differences between two catalogues of one day.
    /// </summary>
    public static ElementUncertainty UnderThrust { get; } = new() { EpochKm = 3, KmPerDay = 30, KmPerDaySquared = 30 };

    /// <summary>e₀: error at the epoch, km.</summary>
    public double EpochKm { get; init; } = 1;

    /// <summary>k: growth with the age, km a day.</summary>
    public double KmPerDay { get; init; } = 3;

    /// <summary>q: growth with the age squared, km a day², apart from drag; 11,200 km a day² is 1 mm/s² of unknown thrust along the track.</summary>
    public double KmPerDaySquared { get; init; }

    /// <summary>s: how much of the drag's effect may be wrong, as a part of it.</summary>
    public double DragShare { get; init; } = 0.35;

    /// <summary>The error along the track at an instant before or after the elements' epoch, km; at most half a turn.</summary>
    /// <exception cref="ArgumentException">The mean motion is no positive number, or a figure of this model is negative or no number.</exception>
    public double AlongTrackKm(MeanElements elements, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(elements);
        Require(EpochKm >= 0, nameof(EpochKm), EpochKm);
        Require(KmPerDay >= 0, nameof(KmPerDay), KmPerDay);
        Require(KmPerDaySquared >= 0, nameof(KmPerDaySquared), KmPerDaySquared);
        Require(DragShare >= 0, nameof(DragShare), DragShare);
        var days = Math.Abs((instant - elements.Epoch).TotalDays);
        var turn = TurnKm(elements);
        var drag = double.IsFinite(elements.MeanMotionDot) ? Math.Abs(elements.MeanMotionDot) * days * days * turn : 0;
        var error = EpochKm + (KmPerDay * days) + (KmPerDaySquared * days * days) + (DragShare * drag);
        return Math.Min(error, turn / 2);
    }

    /// <summary>
    /// How much earlier or later than predicted a window's edge may come: the time in which the satellite covers
    /// <see cref="AlongTrackKm"/>, at most half a revolution.
    /// </summary>
    /// <remarks>
    /// <see cref="Intervals.IntervalSet.Shrink"/> with it gives what is sure of a set of windows, and
    /// <see cref="Intervals.IntervalSet.Widen"/> what is possible. The Earth turns on by 0.46 km a second of it at the equator, so
    /// a pass that only grazes its mask may come or go altogether.
    /// </remarks>
    /// <exception cref="ArgumentException">As for <see cref="AlongTrackKm"/>.</exception>
    public TimeSpan EdgeMargin(MeanElements elements, DateTimeOffset instant) =>
        TimeSpan.FromDays(AlongTrackKm(elements, instant) / (TurnKm(elements) * elements.MeanMotion));

    // 2πa, with Kepler's third law; the mean motion is in turns a day.
    private static double TurnKm(MeanElements elements)
    {
        const double mu = 398600.8;
        const double secondsPerDay = 86400;
        Require(elements.MeanMotion > 0, nameof(MeanElements.MeanMotion), elements.MeanMotion);
        var n = elements.MeanMotion * Math.Tau / secondsPerDay;
        return Math.Tau * Math.Cbrt(mu / (n * n));
    }

    private static void Require(bool holds, string field, double value)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentException(FormattableString.Invariant($"{field} is {value}; it must be a number that is not negative (a mean motion above zero)."));
        }
    }
}
