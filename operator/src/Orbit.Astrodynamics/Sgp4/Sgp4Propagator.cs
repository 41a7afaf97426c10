using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4.Batch;
using Orbit.Astrodynamics.Time;

namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// SGP4/SDP4 for one element set: Vallado, Crawford, Hujsak and Kelso, "Revisiting Spacetrack Report #3",
/// AIAA 2006-6753, WGS-72, improved mode. States are in TEME, km and km/s.
/// </summary>
/// <remarks>
/// <para>
/// Safe on any number of threads, and the same at every call. Propagating allocates nothing, but once for instants more
/// than 30 days from the epoch of a resonant orbit.
/// </para>
/// <para>
/// Inside, lengths are in Earth radii (6378.135 km), angles in radians, times in minutes. Names of this file:
/// <list type="table">
/// <listheader><term>name</term><description>symbol, meaning, unit</description></listheader>
/// <item><term>_n0, _a0</term><description>n₀″, a₀″: mean motion and semi-major axis at epoch without Kozai's correction, rad/min, Earth radii</description></item>
/// <item><term>_e0, _i0, _node0, _perigee0, _m0</term><description>e₀, i₀, Ω₀, ω₀, M₀: elements at epoch, rad</description></item>
/// <item><term>_rates</term><description>Ṁ, ω̇, Ω̇ under J2, J2² and J4, rad/min</description></item>
/// <item><term>theta</term><description>θ = cos i₀</description></item>
/// <item><term>beta, beta2</term><description>β₀ and β₀² = 1 - e₀²</description></item>
/// <item><term>con41, con42, x1mth2</term><description>3θ² - 1, 1 - 5θ², 1 - θ²</description></item>
/// <item><term>k1, k2, k3</term><description>3/2 J2 n/p², 3/4 J2² n/p⁴ and -15/32 J4 n/p⁴: scales of the secular rates, rad/min</description></item>
/// <item><term>s, q0MinusS4</term><description>s and (q₀ - s)⁴ of the atmosphere's density ρ = ρ₀ ((q₀ - s)/(r - s))⁴, Earth radii</description></item>
/// <item><term>xi, eta</term><description>ξ = 1/(a₀ - s) in 1/Earth radii, η = a₀ e₀ ξ</description></item>
/// <item><term>c2, c3, _c1, _c4, _c5, _d2.._d4</term><description>C₁..C₅, D₂..D₄: drag coefficients; C₁ = B* C₂ in 1/min</description></item>
/// <item><term>_t2.._t5</term><description>coefficients of t²..t⁵ in the mean longitude's gain under drag, over n₀</description></item>
/// <item><term>_dragNode, _dragPerigee, _dragAnomaly</term><description>drag's effect on Ω (t²), ω and M</description></item>
/// <item><term>el, a, n</term><description>elements, semi-major axis and mean motion at the instant: rad, Earth radii, rad/min</description></item>
/// <item><term>axn, ayn</term><description>a_xN = e cos ω, a_yN = e sin ω with the long period terms of J3</description></item>
/// <item><term>f</term><description>F = E + ω, the eccentric anomaly counted from the node, rad</description></item>
/// <item><term>pl</term><description>p_L = a (1 - e²), semi-latus rectum, Earth radii</description></item>
/// <item><term>r, rDot, rfDot</term><description>radius, its rate, and radius times the true anomaly's rate; Earth radii, and these a canonical time unit</description></item>
/// <item><term>u</term><description>argument of latitude, rad</description></item>
/// <item><term>k2p, k2p2</term><description>½ J2/p_L and ½ J2/p_L²: scales of the short period terms</description></item>
/// </list>
/// </para>
/// </remarks>
public sealed partial class Sgp4Propagator
{
    private const double MinutesPerDay = 1440;
    private const double DeepSpacePeriod = 225;

    // A century: the resonance is integrated in steps, which must come to an end for any instant that a caller names.
    internal const double MostMinutes = 100 * 365.25 * MinutesPerDay;
    private const double TwoThirds = 2.0 / 3.0;

    // Julian date 2415020, where the Sun's and the Moon's elements of SDP4 count from.
    private const double LunisolarOrigin = 2415020;

    // 1 + cos i is never let below this: i = 180° would divide by zero.
    internal const double SmallestOnePlusCos = 1.5e-12;

    private readonly double _n0;
    private readonly double _a0;
    private readonly double _e0;
    private readonly double _i0;
    private readonly double _node0;
    private readonly double _perigee0;
    private readonly double _m0;
    private readonly double _bStar;
    private readonly SecularRates _rates;
    private readonly bool _simpleDrag;
    private readonly DeepSpace? _deep;
    private readonly long _epochTicks;

    private readonly double _c1;
    private readonly double _c4;
    private readonly double _c5;
    private readonly double _d2;
    private readonly double _d3;
    private readonly double _d4;
    private readonly double _t2;
    private readonly double _t3;
    private readonly double _t4;
    private readonly double _t5;
    private readonly double _eta;
    private readonly double _dragNode;
    private readonly double _dragPerigee;
    private readonly double _dragAnomaly;
    private readonly double _dragAnomaly0;
    private readonly double _sinM0;
    private readonly Inclined _inclined0;
    private readonly Lifetime _lifetime;

    private Sgp4Propagator(MeanElements elements)
    {
        Elements = elements;
        _epochTicks = elements.Epoch.UtcTicks;
        _e0 = elements.Eccentricity;
        _i0 = double.DegreesToRadians(elements.InclinationDegrees);
        _node0 = double.DegreesToRadians(elements.RightAscensionDegrees);
        _perigee0 = double.DegreesToRadians(elements.ArgumentOfPerigeeDegrees);
        _m0 = double.DegreesToRadians(elements.MeanAnomalyDegrees);
        _bStar = elements.BStar;
        _inclined0 = new Inclined(_i0);

        var theta = _inclined0.Cos;
        var sinI = _inclined0.Sin;
        var theta2 = theta * theta;
        var theta4 = theta2 * theta2;
        var e2 = _e0 * _e0;
        var beta2 = 1 - e2;
        var beta = Math.Sqrt(beta2);
        var con41 = _inclined0.ThreeCos2Minus1;
        var con42 = 1 - (5 * theta2);
        var x1mth2 = _inclined0.OneMinusCos2;

        // Kozai's mean motion holds the secular effect of J2; take it out again:
        // a₁ = (k_e/n)^⅔, δ = ¾ J2 (3θ² - 1)/(β³ a²), a = a₁ (1 - δ/3 - δ² - 134/81 δ³).
        var kozai = elements.MeanMotion * Math.Tau / MinutesPerDay;
        var a1 = Math.Pow(Wgs72.Ke / kozai, TwoThirds);
        var d1 = 0.75 * Wgs72.J2 * con41 / (beta * beta2);
        var delta = d1 / (a1 * a1);
        var a2 = a1 * (1 - (delta * delta) - (delta * ((1.0 / 3.0) + (134.0 * delta * delta / 81.0))));
        delta = d1 / (a2 * a2);
        _n0 = kozai / (1 + delta);
        var a0 = Math.Pow(Wgs72.Ke / _n0, TwoThirds);
        _a0 = a0;
        var p = a0 * beta2;
        var perigeeKm = ((a0 * (1 - _e0)) - 1) * Wgs72.EarthRadius;
        _simpleDrag = perigeeKm < 220;

        // The density profile starts lower for low perigees: s = 78 km, perigee - 78 km below 156 km, 20 km below 98 km.
        var sKm = perigeeKm < 98 ? 20 : perigeeKm < 156 ? perigeeKm - 78 : 78;
        var s = (sKm / Wgs72.EarthRadius) + 1;
        var q0MinusS4 = Math.Pow((120 - sKm) / Wgs72.EarthRadius, 4);

        var xi = 1 / (a0 - s);
        _eta = a0 * _e0 * xi;
        var eta2 = _eta * _eta;
        var eEta = _e0 * _eta;
        var psi2 = Math.Abs(1 - eta2);
        var coef = q0MinusS4 * Math.Pow(xi, 4);
        var coef1 = coef / Math.Pow(psi2, 3.5);

        // C₂: the density averaged over a revolution, with the flattening's part; C₃: the same for J3, C₄ and C₅: for e.
        var c2 = coef1 * _n0
            * ((a0 * (1 + (1.5 * eta2) + (eEta * (4 + eta2))))
                + (0.375 * Wgs72.J2 * xi / psi2 * con41 * (8 + (3 * eta2 * (8 + eta2)))));
        _c1 = _bStar * c2;
        var c3 = _e0 > 1e-4 ? -2 * coef * xi * Wgs72.J3OverJ2 * _n0 * sinI / _e0 : 0;
        _c4 = 2 * _n0 * coef1 * a0 * beta2
            * ((_eta * (2 + (0.5 * eta2))) + (_e0 * (0.5 + (2 * eta2)))
                - (Wgs72.J2 * xi / (a0 * psi2)
                    * ((-3 * con41 * (1 - (2 * eEta) + (eta2 * (1.5 - (0.5 * eEta)))))
                        + (0.75 * x1mth2 * ((2 * eta2) - (eEta * (1 + eta2))) * Math.Cos(2 * _perigee0)))));
        _c5 = 2 * coef1 * a0 * beta2 * (1 + (2.75 * (eta2 + eEta)) + (eEta * eta2));

        // Secular rates: Brouwer's, to J2² and J4.
        var pInverse2 = 1 / (p * p);
        var k1 = 1.5 * Wgs72.J2 * pInverse2 * _n0;
        var k2 = 0.5 * k1 * Wgs72.J2 * pInverse2;
        var k3 = -0.46875 * Wgs72.J4 * pInverse2 * pInverse2 * _n0;
        var nodeJ2 = -k1 * theta;
        _rates = new SecularRates(
            _n0 + (0.5 * k1 * beta * con41) + (0.0625 * k2 * beta * (13 - (78 * theta2) + (137 * theta4))),
            (-0.5 * k1 * con42) + (0.0625 * k2 * (7 - (114 * theta2) + (395 * theta4)))
                + (k3 * (3 - (36 * theta2) + (49 * theta4))),
            nodeJ2 + (((0.5 * k2 * (4 - (19 * theta2))) + (2 * k3 * (3 - (7 * theta2)))) * theta));

        _dragPerigee = _bStar * c3 * Math.Cos(_perigee0);
        _dragAnomaly = _e0 > 1e-4 ? -TwoThirds * coef * _bStar / eEta : 0;
        _dragNode = 3.5 * beta2 * nodeJ2 * _c1;
        _t2 = 1.5 * _c1;
        _dragAnomaly0 = Cube(1 + (_eta * Math.Cos(_m0)));
        _sinM0 = Math.Sin(_m0);

        if (Math.Tau / _n0 >= DeepSpacePeriod)
        {
            _simpleDrag = true;
            var epoch = JulianDate.FromUtcTicks(_epochTicks);
            var orbit = new OrbitalElements
            {
                MeanMotion = _n0,
                Eccentricity = _e0,
                Inclination = _i0,
                Node = _node0,
                Perigee = _perigee0,
                MeanAnomaly = _m0,
            };

            // The reference rounds the epoch to one double of Julian days (to 40 µs) before it places the Sun and the Moon.
            // Set 23333 of the verification, with its apogee beyond the Moon, shows the difference: 4e-6 km.
            _deep = new DeepSpace(orbit, _rates, SiderealTime.Gmst82(epoch), epoch.Days - LunisolarOrigin);
        }

        if (!_simpleDrag)
        {
            // D₂..D₄ and the coefficients of t³..t⁵ in the mean longitude.
            var c1Squared = _c1 * _c1;
            _d2 = 4 * a0 * xi * c1Squared;
            var d2Third = _d2 * xi * _c1 / 3;
            _d3 = ((17 * a0) + s) * d2Third;
            _d4 = 0.5 * d2Third * a0 * xi * ((221 * a0) + (31 * s)) * _c1;
            _t3 = _d2 + (2 * c1Squared);
            _t4 = 0.25 * ((3 * _d3) + (_c1 * ((12 * _d2) + (10 * c1Squared))));
            _t5 = 0.2 * ((3 * _d4) + (12 * _c1 * _d3) + (6 * _d2 * _d2) + (15 * c1Squared * ((2 * _d2) + c1Squared)));
        }

        _lifetime = new Lifetime(this);
    }

    /// <summary>Whether the theory for periods of 225 minutes and more applies, with the Sun, the Moon and resonances.</summary>
    internal bool IsDeepSpace => _deep is not null;

    /// <summary>Whether the series for a small eccentricity are worth trying first.</summary>
    internal bool IsNearCircular => _e0 <= EccentricityRange.MostNearCircular;

    /// <summary>The epoch, <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    internal long EpochTicks => _epochTicks;

    /// <summary>The element set that this propagates.</summary>
    public MeanElements Elements { get; }

    /// <summary>Minutes of one revolution by the mean motion at epoch.</summary>
    public double PeriodMinutes => Math.Tau / _n0;

    /// <summary>A propagator for <paramref name="elements"/>.</summary>
    /// <exception cref="Sgp4Exception">
    /// An element is no finite number, the mean motion is not positive, or the eccentricity is outside [0, 1). A set that
    /// is in range but already decayed is accepted; propagating it says so.
    /// </exception>
    public static Sgp4Propagator Create(MeanElements elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        RequireFinite(elements.MeanMotion, nameof(elements.MeanMotion));
        RequireFinite(elements.Eccentricity, nameof(elements.Eccentricity));
        RequireFinite(elements.InclinationDegrees, nameof(elements.InclinationDegrees));
        RequireFinite(elements.RightAscensionDegrees, nameof(elements.RightAscensionDegrees));
        RequireFinite(elements.ArgumentOfPerigeeDegrees, nameof(elements.ArgumentOfPerigeeDegrees));
        RequireFinite(elements.MeanAnomalyDegrees, nameof(elements.MeanAnomalyDegrees));
        RequireFinite(elements.BStar, nameof(elements.BStar));
        if (elements.MeanMotion <= 0)
        {
            throw new Sgp4Exception(
                Sgp4Error.MeanMotion,
                FormattableString.Invariant($"MeanMotion is {elements.MeanMotion} revolutions a day; SGP4 needs more than 0."));
        }

        if (elements.Eccentricity is < 0 or >= 1)
        {
            throw new Sgp4Exception(
                Sgp4Error.MeanEccentricity,
                FormattableString.Invariant($"Eccentricity is {elements.Eccentricity}; SGP4 needs 0 or more and below 1."));
        }

        return new Sgp4Propagator(elements);
    }

    /// <summary>The TEME state at <paramref name="instant"/>, km and km/s; all zero when an error is returned.</summary>
    public Sgp4Error Propagate(DateTimeOffset instant, out StateVector state) =>
        PropagateTicks(instant.UtcTicks, out state);

    /// <summary>As <see cref="Propagate(DateTimeOffset, out StateVector)"/>, at a count of <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    public Sgp4Error PropagateTicks(long utcTicks, out StateVector state) =>
        Propagate((utcTicks - _epochTicks) / (double)TimeSpan.TicksPerMinute, out state);

    /// <summary>
    /// The TEME state <paramref name="minutesSinceEpoch"/> after the elements' epoch (before it, when negative), km and
    /// km/s; all zero when an error is returned.
    /// </summary>
    public Sgp4Error Propagate(double minutesSinceEpoch, out StateVector state)
    {
        state = default;
        if (!(Math.Abs(minutesSinceEpoch) <= MostMinutes))
        {
            return Sgp4Error.TimeOutOfRange;
        }

        var t = minutesSinceEpoch;
        var t2 = t * t;

        // Secular effects of the zonal harmonics and of drag.
        OrbitalElements el;
        el.MeanMotion = _n0;
        el.Eccentricity = _e0;
        el.Inclination = _i0;
        el.Perigee = _perigee0 + (_rates.Perigee * t);
        el.Node = _node0 + (_rates.Node * t) + (_dragNode * t2);
        el.MeanAnomaly = _m0 + (_rates.MeanAnomaly * t);
        var axisFactor = 1 - (_c1 * t);
        var eccentricityLoss = _bStar * _c4 * t;
        var longitudeGain = _t2 * t2;
        if (!_simpleDrag)
        {
            // δω = B* C₃ cos ω₀ t, δM = -⅔ (q₀ - s)⁴ B* ξ⁴/(e₀ η) ((1 + η cos M)³ - (1 + η cos M₀)³).
            var shift = (_dragPerigee * t)
                + (_dragAnomaly * (Cube(1 + (_eta * Math.Cos(el.MeanAnomaly))) - _dragAnomaly0));
            el.MeanAnomaly += shift;
            el.Perigee -= shift;
            var t3 = t2 * t;
            var t4 = t3 * t;
            axisFactor -= (_d2 * t2) + (_d3 * t3) + (_d4 * t4);
            eccentricityLoss += _bStar * _c5 * (Math.Sin(el.MeanAnomaly) - _sinM0);
            longitudeGain += (_t3 * t3) + (t4 * (_t4 + (t * _t5)));
        }

        _deep?.AddSecular(t, ref el);

        // Written so that a NaN is an error too.
        if (!(el.MeanMotion > 0))
        {
            return Sgp4Error.MeanMotion;
        }

        var a = _deep is null ? _a0 : Math.Pow(Wgs72.Ke / el.MeanMotion, TwoThirds);
        a *= axisFactor * axisFactor;
        var n = Wgs72.Ke / (a * Math.Sqrt(a));
        el.Eccentricity -= eccentricityLoss;
        if (!(el.Eccentricity is < 1 and >= -0.001))
        {
            return Sgp4Error.MeanEccentricity;
        }

        // A circle's perigee has no direction: keep e off zero.
        el.Eccentricity = Math.Max(el.Eccentricity, 1e-6);
        el.MeanAnomaly += _n0 * longitudeGain;
        var longitude = (el.MeanAnomaly + el.Perigee + el.Node) % Math.Tau;
        el.Node %= Math.Tau;
        el.Perigee %= Math.Tau;
        el.MeanAnomaly = (longitude - el.Perigee - el.Node) % Math.Tau;

        var inclined = _inclined0;
        if (_deep is not null)
        {
            _deep.AddPeriodics(t, ref el);
            if (el.Inclination < 0)
            {
                // The same plane with a positive inclination.
                el.Inclination = -el.Inclination;
                el.Node += Math.PI;
                el.Perigee -= Math.PI;
            }

            if (!(el.Eccentricity is >= 0 and <= 1))
            {
                return Sgp4Error.PerturbedEccentricity;
            }

            inclined = new Inclined(el.Inclination);
        }

        // Long period terms of J3: a_xN = e cos ω, a_yN = e sin ω + δ_y, and those of the mean argument of latitude.
        var (sinPerigee, cosPerigee) = Math.SinCos(el.Perigee);
        var axn = el.Eccentricity * cosPerigee;
        var inverseP = 1 / (a * (1 - (el.Eccentricity * el.Eccentricity)));
        var ayn = (el.Eccentricity * sinPerigee) + (inverseP * inclined.LongPeriodY);
        var meanLatitude = el.MeanAnomaly + el.Perigee + (inverseP * inclined.LongPeriodLongitude * axn);

        // Kepler: U = F + a_yN cos F - a_xN sin F for F = E + ω, by Newton's iteration with steps of at most 0.95.
        var target = meanLatitude % Math.Tau;
        var f = target;
        var sinF = 0.0;
        var cosF = 0.0;
        var step = 1.0;
        for (var k = 0; k < 10 && Math.Abs(step) >= 1e-12; k++)
        {
            (sinF, cosF) = Math.SinCos(f);
            step = (target - (ayn * cosF) + (axn * sinF) - f) / (1 - (cosF * axn) - (sinF * ayn));
            step = Math.Clamp(step, -0.95, 0.95);
            f += step;
        }

        // Polar coordinates in the orbital plane, before the short period terms.
        var eCosE = (axn * cosF) + (ayn * sinF);
        var eSinE = (axn * sinF) - (ayn * cosF);
        var eSquared = (axn * axn) + (ayn * ayn);
        var pl = a * (1 - eSquared);
        if (!(pl >= 0))
        {
            return Sgp4Error.SemiLatusRectum;
        }

        var r = a * (1 - eCosE);
        var rDot = Math.Sqrt(a) * eSinE / r;
        var rfDot = Math.Sqrt(pl) / r;
        var betaL = Math.Sqrt(1 - eSquared);
        var g = eSinE / (1 + betaL);
        var sinU = a / r * (sinF - ayn - (axn * g));
        var cosU = a / r * (cosF - axn + (ayn * g));
        var u = Math.Atan2(sinU, cosU);
        var sin2U = (cosU + cosU) * sinU;
        var cos2U = 1 - (2 * sinU * sinU);

        // Short period terms of J2: k₂/p_L and k₂/p_L² with k₂ = J2/2.
        var k2p = 0.5 * Wgs72.J2 / pl;
        var k2p2 = k2p / pl;
        var radius = (r * (1 - (1.5 * k2p2 * betaL * inclined.ThreeCos2Minus1)))
            + (0.5 * k2p * inclined.OneMinusCos2 * cos2U);
        u -= 0.25 * k2p2 * inclined.SevenCos2Minus1 * sin2U;
        var node = el.Node + (1.5 * k2p2 * inclined.Cos * sin2U);
        var inclination = el.Inclination + (1.5 * k2p2 * inclined.Cos * inclined.Sin * cos2U);
        var radialSpeed = rDot - (n * k2p * inclined.OneMinusCos2 * sin2U / Wgs72.Ke);
        var transverseSpeed = rfDot
            + (n * k2p * ((inclined.OneMinusCos2 * cos2U) + (1.5 * inclined.ThreeCos2Minus1)) / Wgs72.Ke);
        if (!(radius >= 1))
        {
            return Sgp4Error.Decayed;
        }

        // Unit vectors: U towards the satellite, V ahead in the orbital plane.
        var (sinLat, cosLat) = Math.SinCos(u);
        var (sinNode, cosNode) = Math.SinCos(node);
        var (sinInc, cosInc) = Math.SinCos(inclination);
        var mx = -sinNode * cosInc;
        var my = cosNode * cosInc;
        var radial = new Vector3((mx * sinLat) + (cosNode * cosLat), (my * sinLat) + (sinNode * cosLat), sinInc * sinLat);
        var transverse = new Vector3((mx * cosLat) - (cosNode * sinLat), (my * cosLat) - (sinNode * sinLat), sinInc * cosLat);
        state = new StateVector(
            radius * Wgs72.EarthRadius * radial,
            Wgs72.SpeedUnit * ((radialSpeed * radial) + (transverseSpeed * transverse)));
        return Sgp4Error.None;
    }

    private static void RequireFinite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new Sgp4Exception(Sgp4Error.InvalidElements, FormattableString.Invariant($"{name} is {value}; SGP4 needs a finite number."));
        }
    }

    private static double Cube(double x) => x * x * x;

    /// <summary>Functions of the inclination that the long and short period terms need.</summary>
    private readonly struct Inclined
    {
        public Inclined(double inclination)
        {
            (Sin, Cos) = Math.SinCos(inclination);
            var cos2 = Cos * Cos;
            ThreeCos2Minus1 = (3 * cos2) - 1;
            OneMinusCos2 = 1 - cos2;
            SevenCos2Minus1 = (7 * cos2) - 1;
            var onePlusCos = Math.Abs(Cos + 1) > SmallestOnePlusCos ? 1 + Cos : SmallestOnePlusCos;
            LongPeriodY = -0.5 * Wgs72.J3OverJ2 * Sin;
            LongPeriodLongitude = -0.25 * Wgs72.J3OverJ2 * Sin * (3 + (5 * Cos)) / onePlusCos;
        }

        public double Sin { get; }

        public double Cos { get; }

        public double ThreeCos2Minus1 { get; }

        public double OneMinusCos2 { get; }

        public double SevenCos2Minus1 { get; }

        public double LongPeriodY { get; }

        public double LongPeriodLongitude { get; }
    }
}
