namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// The commensurability of a 12 h or 24 h orbit with the Earth's rotation: the mean motion n and a resonance angle λ
/// obey λ̇ = n + c, ṅ = F(λ, t), which is integrated from the epoch with Taylor steps of 720 minutes (AIAA 2006-6753,
/// routine DSPACE).
/// </summary>
/// <remarks>
/// The reference keeps the integrator between calls. Here the steps are tabulated, so that an instant's state depends
/// neither on the calls before nor on other threads; the values are the same, since the steps are. Every step of the first
/// 30 days to both sides is there from the start; beyond, every 64th, from the first time that it is needed.
/// </remarks>
internal abstract class Resonance
{
    /// <summary>The Earth's rotation rate in SDP4, rad/min.</summary>
    public const double EarthRotation = 4.37526908801129966e-3;

    private const double Step = 720;

    // 30 days: elements are seldom older.
    private const int TabulatedSteps = 60;

    // Steps from one entry to the next beyond the 30 days.
    private const int FarStride = 64;

    private readonly Node[] _forward = new Node[TabulatedSteps + 1];
    private readonly Node[] _backward = new Node[TabulatedSteps + 1];
    private volatile Node[] _farForward = [];
    private volatile Node[] _farBackward = [];
    private readonly double _meanMotion0;
    private readonly double _angle0;
    private readonly double _angleRate;

    /// <summary>A resonance with n and λ at epoch, and the constant c of λ̇ = n + c, rad/min.</summary>
    protected Resonance(double meanMotion, double angle, double angleRate)
    {
        _meanMotion0 = meanMotion;
        _angle0 = angle;
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
        var forward = t > 0;
        var step = Math.CopySign(Step, t);
        var steps = (int)Math.Floor(Math.Abs(t) / Step);
        if (steps <= TabulatedSteps)
        {
            (forward ? _forward : _backward)[steps].Advance(t - (steps * step), out meanMotion, out angle);
            return;
        }

        var (entry, rest) = Math.DivRem(steps - TabulatedSteps, FarStride);
        var node = Walk(Far(entry, forward), steps - rest, rest, step);
        node.Advance(t - (steps * step), out meanMotion, out angle);
    }

    /// <summary>The turns of Ω, ω and GMST in <see cref="MeanAnomaly"/>, which is linear in them.</summary>
    public abstract (double Node, double Perigee, double Sidereal) AnomalyTurns { get; }

    /// <summary>Mean anomaly from the resonance angle, given the node, the argument of perigee and GMST; rad.</summary>
    public double MeanAnomaly(double angle, double node, double perigee, double siderealAngle) =>
        angle + (AnomalyTurns.Node * node) + (AnomalyTurns.Perigee * perigee) + (AnomalyTurns.Sidereal * siderealAngle);

    /// <summary>ṅ, rad/min², and ∂ṅ/∂λ at an angle and a time.</summary>
    protected abstract void Derivatives(double angle, double t, out double nDot, out double nDotByAngle);

    private void Tabulate()
    {
        Tabulate(_forward, Step);
        Tabulate(_backward, -Step);
    }

    private Node Far(int entry, bool forward)
    {
        var known = forward ? _farForward : _farBackward;
        if (entry < known.Length)
        {
            return known[entry];
        }

        // Two threads may both do this; they write the same.
        var table = new Node[Math.Max(entry + 1, 2 * known.Length)];
        known.CopyTo(table, 0);
        var step = forward ? Step : -Step;
        for (var k = known.Length; k < table.Length; k++)
        {
            table[k] = k == 0
                ? (forward ? _forward : _backward)[TabulatedSteps]
                : Walk(table[k - 1], TabulatedSteps + ((k - 1) * FarStride), FarStride, step);
        }

        if (forward)
        {
            _farForward = table;
        }
        else
        {
            _farBackward = table;
        }

        return table[entry];
    }

    // `count` steps on from step `from`.
    private Node Walk(Node node, int from, int count, double step)
    {
        for (var k = from + 1; k <= from + count; k++)
        {
            node.Advance(step, out var n, out var angle);
            node = NodeAt(n, angle, k * step);
        }

        return node;
    }

    private void Tabulate(Node[] table, double step)
    {
        var n = _meanMotion0;
        var angle = _angle0;
        for (var k = 0; k < table.Length; k++)
        {
            table[k] = NodeAt(n, angle, k * step);
            table[k].Advance(step, out n, out angle);
        }
    }

    // λ̈ = ṅ and n̈ = (∂ṅ/∂λ) λ̇.
    private Node NodeAt(double meanMotion, double angle, double t)
    {
        Derivatives(angle, t, out var nDot, out var nDotByAngle);
        var angleDot = meanMotion + _angleRate;
        return new Node(meanMotion, angle, nDot, nDotByAngle * angleDot, angleDot);
    }

    /// <summary>The integrator's state at the start of a step, with the derivatives that the step is taken with.</summary>
    private readonly record struct Node(double MeanMotion, double Angle, double NDot, double NDotDot, double AngleDot)
    {
        // n + ṅ h + n̈ h²/2 and λ + λ̇ h + ṅ h²/2.
        public void Advance(double h, out double meanMotion, out double angle)
        {
            meanMotion = MeanMotion + (NDot * h) + (NDotDot * h * h * 0.5);
            angle = Angle + (AngleDot * h) + (NDot * h * h * 0.5);
        }
    }
}
