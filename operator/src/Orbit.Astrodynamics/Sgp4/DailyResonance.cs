namespace Orbit.Astrodynamics.Sgp4;

/// <summary>The one-day resonance of geosynchronous orbits, with the tesseral harmonics (2,2), (3,1) and (3,3).</summary>
/// <remarks>The resonance angle is λ = M + Ω + ω - θ: the mean longitude over the ground.</remarks>
internal sealed class DailyResonance : Resonance
{
    // Phases of the harmonics, rad.
    private const double Phase31 = 0.13130908;
    private const double Phase22 = 2.8843198;
    private const double Phase33 = 0.37448087;

    // Strengths of the harmonics.
    private const double Q22 = 1.7891679e-6;
    private const double Q31 = 2.1460748e-6;
    private const double Q33 = 2.2123015e-7;

    private readonly double _d1;
    private readonly double _d2;
    private readonly double _d3;

    /// <summary>The resonance of an orbit at epoch, with its zonal and lunisolar secular rates and GMST at epoch.</summary>
    public DailyResonance(OrbitalElements orbit, in SecularRates rates, double siderealAngle, SecularRates lunisolar)
        : base(
            orbit.MeanMotion,
            (orbit.MeanAnomaly + orbit.Node + orbit.Perigee - siderealAngle) % Math.Tau,
            rates.MeanAnomaly + (rates.Perigee + rates.Node) - EarthRotation
                + lunisolar.MeanAnomaly + lunisolar.Perigee + lunisolar.Node - orbit.MeanMotion)
    {
        var e2 = orbit.Eccentricity * orbit.Eccentricity;
        var (sinI, cosI) = Math.SinCos(orbit.Inclination);
        var n = orbit.MeanMotion;
        var inverseAxis = Math.Pow(n / Wgs72.Ke, 2.0 / 3.0);

        // Eccentricity functions G_200, G_310, G_300 and inclination functions F_220, F_311, F_330.
        var g200 = 1 + (e2 * (-2.5 + (0.8125 * e2)));
        var g310 = 1 + (2 * e2);
        var g300 = 1 + (e2 * (-6 + (6.60937 * e2)));
        var f220 = 0.75 * (1 + cosI) * (1 + cosI);
        var f311 = (0.9375 * sinI * sinI * (1 + (3 * cosI))) - (0.75 * (1 + cosI));
        var f330 = 1.875 * (1 + cosI) * (1 + cosI) * (1 + cosI);

        // δ = 3 n² a^-l F G Q, times the harmonic's order where it is not in Q.
        var scale = 3 * n * n * inverseAxis * inverseAxis;
        _d2 = 2 * scale * f220 * g200 * Q22;
        _d3 = 3 * scale * f330 * g300 * Q33 * inverseAxis;
        _d1 = scale * f311 * g310 * Q31 * inverseAxis;
    }

    /// <inheritdoc/>
    public override (double Node, double Perigee, double Sidereal) AnomalyTurns => (-1, -1, 1);

    /// <inheritdoc/>
    protected override void Derivatives(double angle, double t, out double nDot, out double nDotByAngle)
    {
        var (sin1, cos1) = Math.SinCos(angle - Phase31);
        var (sin2, cos2) = Math.SinCos(2 * (angle - Phase22));
        var (sin3, cos3) = Math.SinCos(3 * (angle - Phase33));
        nDot = (_d1 * sin1) + (_d2 * sin2) + (_d3 * sin3);
        nDotByAngle = (_d1 * cos1) + (2 * _d2 * cos2) + (3 * _d3 * cos3);
    }
}
