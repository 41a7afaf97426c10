using Orbit.Astrodynamics.Time;

namespace Orbit.Astrodynamics.Frames;

/// <summary>
/// How the Earth is turned at an instant, beyond the plain model of <see cref="EarthFixed"/>, which is this with all zeros:
/// UT1 = UTC and the pole at its conventional place.
/// </summary>
/// <param name="Ut1MinusUtcSeconds">UT1 - UTC, s; below 0.9 by definition of UTC.</param>
/// <param name="PoleXArcseconds">Polar motion x, arc seconds, along the meridian of Greenwich.</param>
/// <param name="PoleYArcseconds">Polar motion y, arc seconds, along the meridian of 90° west.</param>
public readonly record struct EarthOrientation(double Ut1MinusUtcSeconds, double PoleXArcseconds, double PoleYArcseconds)
{
    private const double RadiansPerArcsecond = Math.PI / (180 * 3600);

    /// <summary>
    /// The ITRF (ECEF) state of a TEME state in km and km/s: a turn by GMST at UT1, then polar motion.
    /// </summary>
    /// <remarks>
    /// Vallado, Fundamentals of Astrodynamics, eq. 3-78, to first order in the pole's angles (their square is 6e-12, or 40 µm):
    /// x = x′ + x_p z′, y = y′ - y_p z′, z = z′ - x_p x′ + y_p y′, from PEF (′) to ITRF.
    /// </remarks>
    public StateVector FromTeme(StateVector teme, DateTimeOffset instant)
    {
        var ut1 = instant.UtcTicks + (long)Math.Round(Ut1MinusUtcSeconds * TimeSpan.TicksPerSecond);
        var pef = EarthFixed.FromTeme(teme, SiderealTime.Gmst82(JulianDate.FromUtcTicks(ut1)));
        return new StateVector(Wobble(pef.Position, 1), Wobble(pef.Velocity, 1));
    }

    /// <summary>
    /// Where a place that turns with the Earth has to be put for the plain model to see it as it is: takes an ITRF position
    /// in km to that of <see cref="EarthFixed"/>, by the opposite of polar motion and a turn of (UT1 - UTC) times the Earth's rate.
    /// </summary>
    /// <remarks>So a search that knows only the plain model gives exact results for sites moved like this.</remarks>
    public Vector3 ToPlainModel(Vector3 itrf) =>
        EarthFixed.ToTeme(Wobble(itrf, -1), SiderealTime.EarthRotationRate * Ut1MinusUtcSeconds);

    private Vector3 Wobble(Vector3 r, int sense)
    {
        var x = sense * PoleXArcseconds * RadiansPerArcsecond;
        var y = sense * PoleYArcseconds * RadiansPerArcsecond;
        return new Vector3(r.X + (x * r.Z), r.Y - (y * r.Z), r.Z - (x * r.X) + (y * r.Y));
    }
}
