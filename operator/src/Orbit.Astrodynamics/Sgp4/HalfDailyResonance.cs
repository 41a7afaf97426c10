namespace Orbit.Astrodynamics.Sgp4;

/// <summary>The half-day resonance of eccentric 12 h orbits, with ten tesseral terms of degrees 2 to 5.</summary>
/// <remarks>The resonance angle is λ = M + 2Ω - 2θ.</remarks>
internal sealed class HalfDailyResonance : Resonance
{
    // Phases of the harmonics (l, m), rad.
    private const double Phase22 = 5.7686396;
    private const double Phase32 = 0.95240898;
    private const double Phase44 = 1.8014998;
    private const double Phase52 = 1.0508330;
    private const double Phase54 = 4.4108898;

    // Strengths of the harmonics.
    private const double Root22 = 1.7891679e-6;
    private const double Root32 = 3.7393792e-7;
    private const double Root44 = 7.3636953e-9;
    private const double Root52 = 1.1428639e-7;
    private const double Root54 = 2.1765803e-9;

    private readonly double _perigee;
    private readonly double _perigeeRate;
    private readonly double _d2201;
    private readonly double _d2211;
    private readonly double _d3210;
    private readonly double _d3222;
    private readonly double _d4410;
    private readonly double _d4422;
    private readonly double _d5220;
    private readonly double _d5232;
    private readonly double _d5421;
    private readonly double _d5433;

    /// <summary>The resonance of an orbit at epoch, with its zonal and lunisolar secular rates and GMST at epoch.</summary>
    public HalfDailyResonance(OrbitalElements orbit, in SecularRates rates, double siderealAngle, SecularRates lunisolar)
        : base(
            orbit.MeanMotion,
            (orbit.MeanAnomaly + orbit.Node + orbit.Node - siderealAngle - siderealAngle) % Math.Tau,
            rates.MeanAnomaly + lunisolar.MeanAnomaly
                + (2 * (rates.Node + lunisolar.Node - EarthRotation)) - orbit.MeanMotion)
    {
        _perigee = orbit.Perigee;
        _perigeeRate = rates.Perigee;

        var e = orbit.Eccentricity;
        var (sinI, cosI) = Math.SinCos(orbit.Inclination);
        var n = orbit.MeanMotion;
        var inverseAxis = Math.Pow(n / Wgs72.Ke, 2.0 / 3.0);

        // Eccentricity functions G_lpq: cubic fits, each over the range of e that it was made for.
        var g201 = -0.306 - ((e - 0.64) * 0.440);
        double g211, g310, g322, g410, g422, g520, g521, g532, g533;
        if (e <= 0.65)
        {
            g211 = Cubic(e, 3.616, -13.2470, 16.2900, 0);
            g310 = Cubic(e, -19.302, 117.3900, -228.4190, 156.5910);
            g322 = Cubic(e, -18.9068, 109.7927, -214.6334, 146.5816);
            g410 = Cubic(e, -41.122, 242.6940, -471.0940, 313.9530);
            g422 = Cubic(e, -146.407, 841.8800, -1629.014, 1083.4350);
            g520 = Cubic(e, -532.114, 3017.977, -5740.032, 3708.2760);
        }
        else
        {
            g211 = Cubic(e, -72.099, 331.819, -508.738, 266.724);
            g310 = Cubic(e, -346.844, 1582.851, -2415.925, 1246.113);
            g322 = Cubic(e, -342.585, 1554.908, -2366.899, 1215.972);
            g410 = Cubic(e, -1052.797, 4758.686, -7193.992, 3651.957);
            g422 = Cubic(e, -3581.690, 16178.110, -24462.770, 12422.520);
            g520 = e > 0.715
                ? Cubic(e, -5149.66, 29936.92, -54087.36, 31324.56)
                : Cubic(e, 1464.74, -4664.75, 3763.64, 0);
        }

        if (e < 0.7)
        {
            g533 = Cubic(e, -919.22770, 4988.6100, -9064.7700, 5542.21);
            g521 = Cubic(e, -822.71072, 4568.6173, -8491.4146, 5337.524);
            g532 = Cubic(e, -853.66600, 4690.2500, -8624.7700, 5341.4);
        }
        else
        {
            g533 = Cubic(e, -37995.780, 161616.52, -229838.20, 109377.94);
            g521 = Cubic(e, -51752.104, 218913.95, -309468.16, 146349.42);
            g532 = Cubic(e, -40023.880, 170470.89, -242699.48, 115605.82);
        }

        // Inclination functions F_lmp.
        var sin2 = sinI * sinI;
        var cos2 = cosI * cosI;
        var f220 = 0.75 * (1 + (2 * cosI) + cos2);
        var f221 = 1.5 * sin2;
        var f321 = 1.875 * sinI * (1 - (2 * cosI) - (3 * cos2));
        var f322 = -1.875 * sinI * (1 + (2 * cosI) - (3 * cos2));
        var f441 = 35 * sin2 * f220;
        var f442 = 39.3750 * sin2 * sin2;
        var f522 = 9.84375 * sinI
            * ((sin2 * (1 - (2 * cosI) - (5 * cos2))) + (0.33333333 * (-2 + (4 * cosI) + (6 * cos2))));
        var f523 = sinI
            * ((4.92187512 * sin2 * (-2 - (4 * cosI) + (10 * cos2))) + (6.56250012 * (1 + (2 * cosI) - (3 * cos2))));
        var f542 = 29.53125 * sinI * (2 - (8 * cosI) + (cos2 * (-12 + (8 * cosI) + (10 * cos2))));
        var f543 = 29.53125 * sinI * (-2 - (8 * cosI) + (cos2 * (12 + (8 * cosI) - (10 * cos2))));

        // D_lmpq = 3 n² a^-l F_lmp G_lpq Q_lm, twice that for the harmonics of order 4.
        var scale = 3 * n * n * inverseAxis * inverseAxis;
        _d2201 = scale * Root22 * f220 * g201;
        _d2211 = scale * Root22 * f221 * g211;
        scale *= inverseAxis;
        _d3210 = scale * Root32 * f321 * g310;
        _d3222 = scale * Root32 * f322 * g322;
        scale *= inverseAxis;
        _d4410 = 2 * scale * Root44 * f441 * g410;
        _d4422 = 2 * scale * Root44 * f442 * g422;
        scale *= inverseAxis;
        _d5220 = scale * Root52 * f522 * g520;
        _d5232 = scale * Root52 * f523 * g532;
        _d5421 = 2 * scale * Root54 * f542 * g521;
        _d5433 = 2 * scale * Root54 * f543 * g533;
    }

    /// <inheritdoc/>
    public override (double Node, double Perigee, double Sidereal) AnomalyTurns => (-2, 0, 2);

    /// <inheritdoc/>
    protected override void Derivatives(double angle, double t, out double nDot, out double nDotByAngle)
    {
        var w = _perigee + (_perigeeRate * t);
        var (s2201, c2201) = Math.SinCos((2 * w) + angle - Phase22);
        var (s2211, c2211) = Math.SinCos(angle - Phase22);
        var (s3210, c3210) = Math.SinCos(w + angle - Phase32);
        var (s3222, c3222) = Math.SinCos(-w + angle - Phase32);
        var (s4410, c4410) = Math.SinCos((2 * w) + (2 * angle) - Phase44);
        var (s4422, c4422) = Math.SinCos((2 * angle) - Phase44);
        var (s5220, c5220) = Math.SinCos(w + angle - Phase52);
        var (s5232, c5232) = Math.SinCos(-w + angle - Phase52);
        var (s5421, c5421) = Math.SinCos(w + (2 * angle) - Phase54);
        var (s5433, c5433) = Math.SinCos(-w + (2 * angle) - Phase54);
        nDot = (_d2201 * s2201) + (_d2211 * s2211) + (_d3210 * s3210) + (_d3222 * s3222)
            + (_d4410 * s4410) + (_d4422 * s4422) + (_d5220 * s5220) + (_d5232 * s5232)
            + (_d5421 * s5421) + (_d5433 * s5433);
        nDotByAngle = (_d2201 * c2201) + (_d2211 * c2211) + (_d3210 * c3210) + (_d3222 * c3222)
            + (_d5220 * c5220) + (_d5232 * c5232)
            + (2 * ((_d4410 * c4410) + (_d4422 * c4422) + (_d5421 * c5421) + (_d5433 * c5433)));
    }

    private static double Cubic(double e, double c0, double c1, double c2, double c3) =>
        c0 + (c1 * e) + (c2 * e * e) + (c3 * e * e * e);
}
