namespace Orbit.Astrodynamics.Sgp4;

/// <summary>The orbit of the Sun or the Moon about the Earth at an epoch, as SDP4 models it.</summary>
/// <param name="Strength">C, the perturbation's strength, rad²/min².</param>
/// <param name="MeanMotion">Rate of the mean anomaly, rad/min.</param>
/// <param name="Eccentricity">Eccentricity.</param>
/// <param name="MeanAnomaly">Mean anomaly at the epoch, rad.</param>
/// <param name="SinInclination">Sine of the inclination to the equator.</param>
/// <param name="CosInclination">Cosine of the inclination to the equator.</param>
/// <param name="SinPerigee">Sine of the argument of perigee, counted from the equator.</param>
/// <param name="CosPerigee">Cosine of the argument of perigee.</param>
/// <param name="SinNode">Sine of the right ascension of the node on the equator.</param>
/// <param name="CosNode">Cosine of the right ascension of the node on the equator.</param>
internal readonly record struct ThirdBodyOrbit(
    double Strength,
    double MeanMotion,
    double Eccentricity,
    double MeanAnomaly,
    double SinInclination,
    double CosInclination,
    double SinPerigee,
    double CosPerigee,
    double SinNode,
    double CosNode)
{
    /// <summary>Rate of the Sun's mean anomaly, rad/min.</summary>
    public const double SunMeanMotion = 1.19459e-5;

    /// <summary>Eccentricity of the Earth's orbit.</summary>
    public const double SunEccentricity = 0.01675;

    /// <summary>Rate of the Moon's mean anomaly, rad/min.</summary>
    public const double MoonMeanMotion = 1.5835218e-4;

    /// <summary>Eccentricity of the Moon's orbit.</summary>
    public const double MoonEccentricity = 0.05490;

    /// <summary>The Sun, <paramref name="day"/> days after 1899-12-31T12:00 (JD 2415020).</summary>
    public static ThirdBodyOrbit Sun(double day) => new(
        Strength: 2.9864797e-6,
        MeanMotion: SunMeanMotion,
        Eccentricity: SunEccentricity,
        MeanAnomaly: (6.2565837 + (0.017201977 * day)) % Math.Tau,
        SinInclination: 0.39785416,
        CosInclination: 0.91744867,
        SinPerigee: -0.98088458,
        CosPerigee: 0.1945905,
        SinNode: 0,
        CosNode: 1);

    /// <summary>The Moon, <paramref name="day"/> days after 1899-12-31T12:00 (JD 2415020).</summary>
    public static ThirdBodyOrbit Moon(double day)
    {
        // Node of the Moon's orbit on the ecliptic.
        var nodeOnEcliptic = (4.5236020 - (9.2422029e-4 * day)) % Math.Tau;
        var (sinN, cosN) = Math.SinCos(nodeOnEcliptic);

        // Inclination to the equator: cos i = cos ε cos 5.145° - sin ε sin 5.145° cos N.
        var cosI = 0.91375164 - (0.03568096 * cosN);
        var sinI = Math.Sqrt(1 - (cosI * cosI));

        // Node on the equator.
        var sinH = 0.089683511 * sinN / sinI;
        var cosH = Math.Sqrt(1 - (sinH * sinH));

        // Longitude of perigee on the ecliptic, carried over to the equatorial node.
        var perigee = 5.8351514 + (0.0019443680 * day);
        var y = 0.39785416 * sinN / sinI;
        var x = (cosH * cosN) + (0.91744867 * sinH * sinN);
        var (sinG, cosG) = Math.SinCos(perigee + Math.Atan2(y, x) - nodeOnEcliptic);

        return new ThirdBodyOrbit(
            Strength: 4.7968065e-7,
            MeanMotion: MoonMeanMotion,
            Eccentricity: MoonEccentricity,
            MeanAnomaly: (4.7199672 + (0.22997150 * day) - perigee) % Math.Tau,
            SinInclination: sinI,
            CosInclination: cosI,
            SinPerigee: sinG,
            CosPerigee: cosG,
            SinNode: sinH,
            CosNode: cosH);
    }
}
