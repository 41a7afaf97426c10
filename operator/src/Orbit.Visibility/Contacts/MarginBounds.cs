using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orbit.Visibility.Contacts;

/// <summary>Bounds on the margin f = z - ρ sin m on each of eight stretches of time, and what they say of its sign there.</summary>
/// <remarks>
/// z̈ is within ±A. ρ̈ = (v² - ρ̇²)/ρ + ρ·a/ρ is within [-A, v²/ρ + A]. So |f̈| is at most A (1 + |sin m|) on one side, and
/// |sin m| v²/ρ more on the other: downwards for a mask above the horizon.
/// </remarks>
internal readonly struct MarginBounds
{
    // Rates by differences of positions differ by less from those of the model, km/s.
    private const double RateError = 1e-6;

    // A range that no satellite comes below while it can be propagated, km; it only keeps the bounds finite.
    private const double LeastRange = 0.1;

    // A sign is believed only this many times beyond the model's error.
    private const double ErrorMargin = 4;

    private readonly Vector512<double> _rising;
    private readonly Vector512<double> _falling;
    private readonly Vector512<double> _error;
    private readonly double _seconds;

    /// <summary>Bounds on stretches of a given length, from the motion's and the ranges at both ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MarginBounds(in SitePlane site, in MotionBounds motion, Vector512<double> range0, Vector512<double> range1, double seconds)
    {
        var sine = Math.Abs(site.SinMask);
        var half = Vector512.Create(0.5);
        var altitude = Vector512.Max(motion.Lowest - Vector512.Create(site.Radius), Vector512.Create(LeastRange));
        var nearest = Vector512.Max(altitude, half * (range0 + range1 - (motion.Speed * seconds)));
        var bend = motion.Acceleration * (1 + sine);
        var more = bend + (motion.Speed * motion.Speed * sine / nearest);
        (_rising, _falling) = site.SinMask >= 0 ? (bend, more) : (more, bend);
        _error = motion.Error * (ErrorMargin * (1 + sine));
        _seconds = seconds;
    }

    /// <summary>What f does on each stretch, given f and its rate at both ends.</summary>
    /// <remarks>
    /// It keeps its sign if the chord is farther from zero than f̈ can bend f towards it, over the time s by s²/8 times its
    /// bound; or if it leaves zero so fast at an end that f̈ cannot turn it around in half the time. It crosses zero once if it has both signs and
    /// its rate keeps its own: the rate is beyond both lines from the ends, which come nearest to zero where they meet.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<double> Above, Vector512<double> Below, Vector512<double> Crosses) Between(
        Vector512<double> value0,
        Vector512<double> rate0,
        Vector512<double> value1,
        Vector512<double> rate1)
    {
        var zero = Vector512<double>.Zero;
        var rateError = Vector512.Create(RateError);
        var above0 = Vector512.GreaterThanOrEqual(value0, zero);
        var above1 = Vector512.GreaterThanOrEqual(value1, zero);
        var sagging = _seconds * _seconds / 8;
        var half = _seconds / 2;
        var staysAbove = Vector512.GreaterThan(Vector512.Min(value0, value1), (_rising * sagging) + _error)
            | Vector512.GreaterThanOrEqual(Vector512.Max(rate0, -rate1) - rateError, _falling * half);
        var staysBelow = Vector512.LessThan(Vector512.Max(value0, value1), -(_falling * sagging) - _error)
            | Vector512.GreaterThanOrEqual(Vector512.Max(-rate0, rate1) - rateError, _rising * half);
        var rises = Grows(rate0, rate1, _falling, _rising);
        var falls = Grows(-rate0, -rate1, _rising, _falling);
        return (
            above0 & above1 & staysAbove,
            Vector512.AndNot(Vector512.AndNot(staysBelow, above0), above1),
            Vector512.AndNot(above1 & rises, above0) | Vector512.AndNot(above0 & falls, above1));
    }

    // Whether a rate stays positive that can fall by no more than 'loss' a second, and grow by no more than 'gain': it is above
    // both r0 - L t and r1 - G (s - t), which come to (G r0 + L r1 - L G s)/(L + G) where they meet.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Grows(Vector512<double> rate0, Vector512<double> rate1, Vector512<double> loss, Vector512<double> gain)
    {
        var error = Vector512.Create(RateError);
        var meet = (gain * rate0) + (loss * rate1) - (loss * gain * _seconds);
        return Vector512.GreaterThan(Vector512.Min(rate0, rate1), error) & Vector512.GreaterThan(meet, (loss + gain) * error);
    }
}
