using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Time;

namespace Orbit.Visibility.Searching;

/// <summary>
/// A satellite's exact state at one instant, with bounds on how it can move within a quarter of a revolution, its horizon.
/// </summary>
internal readonly struct TrajectoryPoint
{
    private const double Mu = 398600.4418;

    // What the osculating ellipse leaves out. Within a quarter of a revolution J2 lowers an osculating perigee by up to
    // 20 km (0.3 %), and adds up to 0.3 % to the acceleration; drag, the Moon and the Sun do less.
    private const double PerigeeMargin = 0.98;
    private const double ApogeeMargin = 1.02;
    private const double SpeedMargin = 1.01;
    private const double AccelerationMargin = 1.01;

    // SGP4's velocity is not quite the derivative of its position: it leaves out the slow terms. Over the whole
    // catalogue the difference is below 7e-4 of the speed at perigee (MMS, period 85 h), in low orbit below 2e-5 of it.
    private const double VelocityError = 1e-3;

    public TrajectoryPoint(long ticks, in StateVector teme)
    {
        Ticks = ticks;
        Teme = teme;
        Ecef = EarthFixed.FromTeme(teme, SiderealTime.Gmst82(JulianDate.FromUtcTicks(ticks)));

        // The osculating ellipse: a = 1/(2/r - v²/μ), p = h²/μ, e² = 1 - p/a.
        var r = teme.Position;
        var v = teme.Velocity;
        var radius = r.Length;
        var speed2 = Vector3.Dot(v, v);
        var radialSpeed = Vector3.Dot(r, v) / radius;
        var inverseAxis = (2 / radius) - (speed2 / Mu);
        var p = radius * radius * (speed2 - (radialSpeed * radialSpeed)) / Mu;
        var e = Math.Sqrt(Math.Max(0, 1 - (p * inverseAxis)));
        Perigee = p / (1 + e);
        var perigee = PerigeeMargin * Perigee;

        // An open ellipse has no apogee: it cannot get farther in its horizon than this.
        var apogee = e < 1 ? ApogeeMargin * p / (1 - e) : 4 * radius;
        var inertialSpeed = SpeedMargin * Math.Sqrt(Math.Max(speed2, (2 * Mu / perigee) - (Mu * inverseAxis)));
        MaxSpeed = inertialSpeed + (SiderealTime.EarthRotationRate * apogee);

        // a' = a - 2 ω × v' - ω × (ω × r), each part at its largest.
        MaxAcceleration = (AccelerationMargin * Mu / (perigee * perigee))
            + (2 * SiderealTime.EarthRotationRate * MaxSpeed)
            + (SiderealTime.EarthRotationRate * SiderealTime.EarthRotationRate * apogee);
        MaxVelocityError = VelocityError * inertialSpeed;
    }

    /// <summary>The instant, as <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    public long Ticks { get; }

    /// <summary>TEME, km and km/s.</summary>
    public StateVector Teme { get; }

    /// <summary>ECEF, km and km/s.</summary>
    public StateVector Ecef { get; }

    /// <summary>Radius of the osculating perigee, km.</summary>
    public double Perigee { get; }

    /// <summary>Speed that neither the TEME nor the ECEF velocity exceeds until the horizon, km/s.</summary>
    public double MaxSpeed { get; }

    /// <summary>Acceleration that neither frame's position exceeds until the horizon, km/s².</summary>
    public double MaxAcceleration { get; }

    /// <summary>Largest difference of the velocity given here from the position's derivative, km/s.</summary>
    public double MaxVelocityError { get; }
}
