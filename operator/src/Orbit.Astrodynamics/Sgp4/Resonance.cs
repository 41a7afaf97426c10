namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// The commensurability of a 12 h or 24 h orbit with the Earth's rotation: the mean motion n and a resonance angle λ
/// obey λ̇ = n + c, ṅ = F(λ, t), which is integrated from the epoch with Taylor steps of 720 minutes (AIAA 2006-6753,
/// routine DSPACE).
/// </summary>
/// <remarks>
/// The reference keeps the integrator between calls. Here the first steps are tabulated at creation and the object never
/// changes again, so that an instant's state depends neither on the calls before nor on other threads; the values are
/// the same, since the steps are.
/// </remarks>
internal abstract class Resonance
{
    /// <summary>The Earth's rotation rate in SDP4, rad/min.</summary>
    public const double EarthRotation = 4.37526908801129966e-3;

    private const double Step = 720;

    // 30 days forward: elements are seldom older. Beyond, the integration goes on from the last entry.
    private const int TabulatedSteps = 60;

    private readonly Node[] _table = new Node[TabulatedSteps + 1];
    private readonly double _angleRate;

    /// <summary>A resonance with n and λ at epoch, and the constant c of λ̇ = n + c, rad/min.</summary>
    protected Resonance(double meanMotion, double angle, double angleRate)
    {
        _table[0] = new Node(meanMotion, angle);
        _angleRate = angleRate;
    }

    /// <summary>The resonance that the orbit at epoch is in, or null for none.</summary>
    public static Resonance? Find(OrbitalElements orbit, in SecularRates rates, double siderealAngle, SecularRates lunisolar)
    {
        Resonance? resonance = orbit switch
        {
            // Within about 20 % of one revolution a day.
            { MeanMotion: > 0.0034906585 and < 0.0052359877 } => new DailyResonance(orbit, rates, siderealAngle, lunisolar),

            // Two revolutions a day on an eccentric orbit: Molniya.
            { MeanMotion: >= 8.26e-3 and <= 9.24e-3, Eccentricity: >= 0.5 } => new HalfDailyResonance(orbit, rates, siderealAngle, lunisolar),
            _ => null,
        };
        resonance?.Tabulate();
        return resonance;
    }

    /// <summary>Mean motion, rad/min, and resonance angle, rad, at <paramref name="t"/> minutes from epoch.</summary>
    public void At(double t, out double meanMotion, out double angle)
    {
        var steps = Math.Floor(Math.Abs(t) / Step);
        var known = t > 0 ? Math.Min(steps, TabulatedSteps) : 0;
        var step = Math.CopySign(Step, t);
        var node = _table[(int)known];
        for (var k = known; k < steps; k++)
        {
            node = Advance(node, k * step, step);
        }

        node = Advance(node, steps * step, t - (steps * step));
        meanMotion = node.MeanMotion;
        angle = node.Angle;
    }

    /// <summary>Mean anomaly from the resonance angle, given the node, the argument of perigee and GMST; rad.</summary>
    public abstract double MeanAnomaly(double angle, double node, double perigee, double siderealAngle);

    /// <summary>ṅ, rad/min², and ∂ṅ/∂λ at an angle and a time.</summary>
    protected abstract void Derivatives(double angle, double t, out double nDot, out double nDotByAngle);

    private void Tabulate()
    {
        for (var k = 0; k < TabulatedSteps; k++)
        {
            _table[k + 1] = Advance(_table[k], k * Step, Step);
        }
    }

    // λ + λ̇ h + ṅ h²/2 and n + ṅ h + n̈ h²/2, with λ̈ = ṅ and n̈ = (∂ṅ/∂λ) λ̇.
    private Node Advance(Node node, double t, double h)
    {
        Derivatives(node.Angle, t, out var nDot, out var nDotByAngle);
        var angleDot = node.MeanMotion + _angleRate;
        var nDotDot = nDotByAngle * angleDot;
        return new Node(
            node.MeanMotion + (nDot * h) + (nDotDot * h * h * 0.5),
            node.Angle + (angleDot * h) + (nDot * h * h * 0.5));
    }

    private readonly record struct Node(double MeanMotion, double Angle);
}
