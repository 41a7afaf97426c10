namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// The part of SDP4 for periods of 225 minutes and more: the Sun's and the Moon's pull, and the resonances with the
/// Earth's rotation.
/// </summary>
internal sealed class DeepSpace
{
    // Inclination below which sin i in a denominator is avoided (Lyddane's variables), rad.
    internal const double LyddaneInclination = 0.2;

    private readonly ThirdBody _sun;
    private readonly ThirdBody _moon;
    private readonly Resonance? _resonance;
    private readonly double _siderealAngle;

    /// <summary>The terms for an orbit at epoch.</summary>
    /// <param name="orbit">Elements at epoch, with the mean motion freed of Kozai's correction.</param>
    /// <param name="rates">Secular rates under the zonal harmonics.</param>
    /// <param name="siderealAngle">GMST at epoch, rad.</param>
    /// <param name="day">Days from 1899-12-31T12:00 to the epoch.</param>
    public DeepSpace(OrbitalElements orbit, in SecularRates rates, double siderealAngle, double day)
    {
        _sun = new ThirdBody(ThirdBodyOrbit.Sun(day), orbit);
        _moon = new ThirdBody(ThirdBodyOrbit.Moon(day), orbit);
        _siderealAngle = siderealAngle;
        Rates = new SecularRates(
            _sun.MeanAnomalyRate + _moon.MeanAnomalyRate,
            _sun.PerigeeRate + _moon.PerigeeRate,
            _sun.NodeRate + _moon.NodeRate);
        _resonance = Resonance.Find(orbit, rates, siderealAngle, Rates);
    }

    /// <summary>The Sun's terms.</summary>
    public ThirdBody Sun => _sun;

    /// <summary>The Moon's terms.</summary>
    public ThirdBody Moon => _moon;

    /// <summary>The resonance with the Earth's rotation, or null for none.</summary>
    public Resonance? Resonance => _resonance;

    /// <summary>What the Sun and the Moon add to the angles' rates, rad/min.</summary>
    public SecularRates Rates { get; }

    /// <summary>ė of the Sun and the Moon, 1/min.</summary>
    public double EccentricityRate => _sun.EccentricityRate + _moon.EccentricityRate;

    /// <summary>i̇ of the Sun and the Moon, rad/min.</summary>
    public double InclinationRate => _sun.InclinationRate + _moon.InclinationRate;

    /// <summary>GMST at epoch, rad.</summary>
    public double SiderealAngle => _siderealAngle;

    /// <summary>Adds what accumulates in <paramref name="t"/> minutes from epoch.</summary>
    public void AddSecular(double t, ref OrbitalElements el)
    {
        el.Eccentricity += EccentricityRate * t;
        el.Inclination += InclinationRate * t;
        el.Perigee += Rates.Perigee * t;
        el.Node += Rates.Node * t;
        el.MeanAnomaly += Rates.MeanAnomaly * t;
        if (_resonance is null)
        {
            return;
        }

        // The resonance replaces mean motion and mean anomaly altogether.
        var siderealAngle = (_siderealAngle + (t * Resonance.EarthRotation)) % Math.Tau;
        _resonance.At(t, out el.MeanMotion, out var angle);
        el.MeanAnomaly = _resonance.MeanAnomaly(angle, el.Node, el.Perigee, siderealAngle);
    }

    /// <summary>Adds the long period terms at <paramref name="t"/> minutes from epoch.</summary>
    public void AddPeriodics(double t, ref OrbitalElements el)
    {
        var terms = default(PeriodicTerms);
        _sun.AddPeriodics(t, ref terms);
        _moon.AddPeriodics(t, ref terms);

        el.Inclination += terms.Inclination;
        el.Eccentricity += terms.Eccentricity;
        var (sinI, cosI) = Math.SinCos(el.Inclination);
        if (el.Inclination >= LyddaneInclination)
        {
            var node = terms.Node / sinI;
            el.Perigee += terms.PerigeeAndNode - (cosI * node);
            el.Node += node;
            el.MeanAnomaly += terms.MeanLongitude;
            return;
        }

        // Lyddane's variables α = sin i sin Ω, β = sin i cos Ω have no singularity at i = 0.
        var (sinNode, cosNode) = Math.SinCos(el.Node);
        var alpha = (sinI * sinNode) + (terms.Node * cosNode) + (terms.Inclination * cosI * sinNode);
        var beta = (sinI * cosNode) - (terms.Node * sinNode) + (terms.Inclination * cosI * cosNode);
        var oldNode = el.Node % Math.Tau;

        // M + ω + cos i Ω with its own change.
        var longitude = el.MeanAnomaly + el.Perigee + (cosI * oldNode)
            + terms.MeanLongitude + terms.PerigeeAndNode - (terms.Inclination * oldNode * sinI);
        el.Node = Math.Atan2(alpha, beta);
        if (Math.Abs(oldNode - el.Node) > Math.PI)
        {
            // Keep the node on the turn that it was on: the longitude above holds it as a number, not as an angle.
            el.Node += el.Node < oldNode ? Math.Tau : -Math.Tau;
        }

        el.MeanAnomaly += terms.MeanLongitude;
        el.Perigee = longitude - el.MeanAnomaly - (cosI * el.Node);
    }
}
