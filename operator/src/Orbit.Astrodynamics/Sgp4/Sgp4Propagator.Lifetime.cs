namespace Orbit.Astrodynamics.Sgp4;

/// <content>How long the elements describe an orbit.</content>
public sealed partial class Sgp4Propagator
{
    /// <summary>
    /// The part of [<paramref name="startTicks"/>, <paramref name="endTicks"/>), counted as <see cref="DateTimeOffset.UtcTicks"/>, in
    /// which the elements describe an orbit: that is reached from their epoch, forwards or backwards, without an instant at
    /// which SGP4 fails. Long after a decay SGP4 has states again, and they mean nothing.
    /// </summary>
    /// <returns>Its start and its end, which is the first tick without an orbit; equal when there is none in between.</returns>
    public (long StartTicks, long EndTicks) InOrbit(long startTicks, long endTicks)
    {
        var (start, end) = _lifetime.Within(startTicks - _epochTicks, endTicks - _epochTicks);
        return (start + _epochTicks, end + _epochTicks);
    }

    /// <summary>Where the orbit ends on the way from the elements' epoch to an instant, forwards or backwards.</summary>
    /// <returns>Null exactly if the elements describe an orbit at the instant, as <see cref="InOrbit"/> has it.</returns>
    public OrbitLimit? LimitTowards(DateTimeOffset instant)
    {
        var fromEpoch = instant.UtcTicks - _epochTicks;
        if (!(Math.Abs(fromEpoch / (double)TimeSpan.TicksPerMinute) <= MostMinutes))
        {
            return new OrbitLimit(instant, Sgp4Error.TimeOutOfRange);
        }

        if (_lifetime.FailureTowards(fromEpoch) is not { } failure)
        {
            return null;
        }

        // Where drag's polynomial passes zero SGP4 itself may have a state.
        var error = PropagateTicks(_epochTicks + failure, out _);
        return new OrbitLimit(new DateTimeOffset(_epochTicks + failure, TimeSpan.Zero), error == Sgp4Error.None ? Sgp4Error.Decayed : error);
    }

    /// <summary>√(a/a₀) as drag leaves it; SGP4 squares it, and so cannot see it fall below zero.</summary>
    internal double AxisFactor(double t) =>
        1 - (t * (_c1 + (t * (_d2 + (t * (_d3 + (t * _d4)))))));

    /// <summary>Whether the elements alone prove that SGP4 does not fail up to <paramref name="minutes"/> from the epoch, either way.</summary>
    /// <remarks>
    /// With x the most that drag's polynomial in t can be, a ≥ a₀(1 - x)²; e differs from e₀ by at most B* C₄ t + 2 B* C₅, and J3's long
    /// period term adds ½ J3/J2 /p to it. Whatever comes of Kepler's equation, r ≥ q = a(1 - e). J2's short period terms take at
    /// most 3/2 J2/q² of r and ¼ J2/q: 12 km. Not for deep space, where the Sun and the Moon change e.
    /// </remarks>
    internal bool CannotDecayWithin(double minutes)
    {
        const double ShortPeriods = 0.002;
        if (_deep is not null || !(minutes <= MostMinutes))
        {
            return false;
        }

        var x = minutes * (Math.Abs(_c1) + (minutes * (Math.Abs(_d2) + (minutes * (Math.Abs(_d3) + (minutes * Math.Abs(_d4)))))));
        var change = Math.Abs(_bStar) * ((Math.Abs(_c4) * minutes) + (_simpleDrag ? 0 : 2 * Math.Abs(_c5)));
        var most = _e0 + change;
        var axis = _a0 * (1 - x) * (1 - x);
        var withJ3 = most + (0.5 * Math.Abs(Wgs72.J3OverJ2) / (axis * (1 - (most * most))));

        // Written so that a NaN proves nothing. The mean motion is constant near the Earth.
        return x < 1 && _e0 - change >= -0.001 && most < 1 && withJ3 < 1 && axis * (1 - withJ3) >= 1 + ShortPeriods && _n0 > 0;
    }
}
