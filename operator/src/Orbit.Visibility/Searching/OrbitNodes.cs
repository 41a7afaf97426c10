using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Time;

namespace Orbit.Visibility.Searching;

/// <summary>
/// A satellite's ECEF positions at the nodes of a uniform grid, with the interpolation that is exact between them, and
/// bounds on the motion. The grid and its blocks belong to the satellite and not to what is searched: node k is at k steps
/// after tick 0, block b is the <see cref="BlockLength"/> segments from node b × <see cref="BlockLength"/> on. So
/// whatever is decided by a block alone is the same in every search.
/// </summary>
/// <remarks>
/// The derivation of the step and of each bound is in docs/designs/0004-contact-windows.md. A buffer to be used again and
/// again, by one thread at a time.
/// </remarks>
internal sealed class OrbitNodes
{
    /// <summary>Segments of a block.</summary>
    public const int BlockLength = 16;

    /// <summary>Most blocks that are loaded at a time: a day of a satellite in low orbit.</summary>
    public const int MostBlocks = 80;

    /// <summary>Index of node 0 in the arrays of positions: an interpolation needs this many nodes before it.</summary>
    public const int Lead = 4;

    private const int Trail = 5;

    // Vectors are written and read whole, past the last node; the visible ones are sought 64 at a time.
    private const int Slack = 80;
    private const int Capacity = (MostBlocks * BlockLength) + Lead + 1 + Trail + Slack;

    // Nodes that share one sine and cosine of GMST, from which each is turned on.
    private const int TurnLength = 64;

    private const double Mu = 398600.4418;
    private const double EarthRadius = 6378.135;

    // The step is chosen for this error of the interpolation, km.
    private const double WantedError = 5e-9;
    private const int ShortestStepSeconds = 4;
    private const int LongestStepSeconds = 900;

    // (1/2 · 3/2 · 5/2 · 7/2 · 9/2)² / 10!: the error in the middle of ten nodes for a unit tenth difference.
    private const double TenPointError = 2.404e-4;

    // The error that is allowed for a measured tenth difference: forty times that of a smooth motion. SDP4 integrates
    // its resonances in steps, and a kink of its motion may hide between two nodes: it is allowed six times more. Then the
    // noise of SGP4 in double precision, km and as a share of the distance.
    private const double ErrorOfDifference = 1e-2;
    private const double DeepErrorOfDifference = 6e-2;
    private const double DeepPeriodMinutes = 225;
    private const double Noise = 2e-9;
    private const double NoiseShare = 2e-12;

    // A block with a larger error than this, km, is not interpolated at all.
    private const double MostError = 1e-3;

    // J2, the Moon, the Sun and drag add at most 0.4 % to the central acceleration, and far out the Moon up to 1e-7 km/s².
    private const double AccelerationMargin = 1.01;
    private const double AccelerationFloor = 1e-7;

    // The satellite is first assumed not to fall below this share of its lowest node; the bound then shows it.
    private const double AssumedLowest = 0.97;

    private readonly double[] _turnCos = new double[TurnLength + 8];
    private readonly double[] _turnSin = new double[TurnLength + 8];
    private readonly Sgp4Error[] _errors = new Sgp4Error[Capacity];
    private readonly NodeBlock[] _blocks = new NodeBlock[MostBlocks];
    private long _turnStep;
    private double _errorOfDifference;

    /// <summary>ECEF positions, km, from node -<see cref="Lead"/> on.</summary>
    public double[] X { get; } = new double[Capacity];

    /// <inheritdoc cref="X"/>
    public double[] Y { get; } = new double[Capacity];

    /// <inheritdoc cref="X"/>
    public double[] Z { get; } = new double[Capacity];

    /// <summary>ECEF velocities, km/s, from node -<see cref="Lead"/> on; those of the lead and the trail have no meaning.</summary>
    /// <remarks>They are differences of the positions: SGP4's own velocity is not quite their derivative.</remarks>
    public double[] VX { get; } = new double[Capacity];

    /// <inheritdoc cref="VX"/>
    public double[] VY { get; } = new double[Capacity];

    /// <inheritdoc cref="VX"/>
    public double[] VZ { get; } = new double[Capacity];

    /// <summary>ECEF positions in single precision, km, from node 0 on.</summary>
    public float[] RoughX { get; } = new float[Capacity];

    /// <inheritdoc cref="RoughX"/>
    public float[] RoughY { get; } = new float[Capacity];

    /// <inheritdoc cref="RoughX"/>
    public float[] RoughZ { get; } = new float[Capacity];

    /// <summary>Ticks between two nodes.</summary>
    public long StepTicks { get; private set; }

    /// <summary>Seconds between two nodes.</summary>
    public double StepSeconds { get; private set; }

    /// <summary>The tick of node 0.</summary>
    public long FirstTicks { get; private set; }

    /// <summary>The blocks that were loaded, from the one that begins with node 0.</summary>
    public ReadOnlySpan<NodeBlock> Blocks => _blocks.AsSpan(0, BlockCount);

    /// <summary>Number of <see cref="Blocks"/>.</summary>
    public int BlockCount { get; private set; }

    /// <summary>Bounds that hold on all <see cref="Blocks"/>.</summary>
    public NodeBlock Whole { get; private set; }

    /// <summary>The tick of a node.</summary>
    public long TicksOf(int node) => FirstTicks + (node * StepTicks);

    /// <summary>Ticks between two nodes of a satellite's grid.</summary>
    /// <remarks>
    /// The longest for which the interpolation's error stays below 5 µm by bound: h = (ε/(c K r))^(1/10)/w, with the perigee's
    /// radius r, its angular rate seen from the Earth w, and the tenth derivative at most K w¹⁰ r. K is 1 for a circle, at
    /// most 1 + 7000 e^1.2 for an ellipse, and 40 (R/p)² more for the short periods of J2, which turn three times as fast.
    /// </remarks>
    public static long StepTicksOf(Sgp4Propagator satellite)
    {
        var motion = Math.Tau / (satellite.PeriodMinutes * 60);
        var e = satellite.Elements.Eccentricity;
        var axis = Math.Cbrt(Mu / (motion * motion));
        var perigee = axis * (1 - e);
        var p = perigee * (1 + e);
        var rate = (motion * Math.Sqrt(1 + e) / ((1 - e) * Math.Sqrt(1 - e))) + SiderealTime.EarthRotationRate;
        var growth = 1 + (7000 * Math.Pow(e, 1.2)) + (40 * EarthRadius * EarthRadius / (p * p));
        var seconds = Math.Pow(WantedError / (TenPointError * growth * perigee), 0.1) / rate;

        // Written so that what is no number gives the shortest step.
        var whole = seconds >= ShortestStepSeconds ? (long)Math.Min(seconds, LongestStepSeconds) : ShortestStepSeconds;
        return whole * TimeSpan.TicksPerSecond;
    }

    /// <summary>Loads up to <paramref name="count"/> blocks of a satellite's grid from block <paramref name="first"/> on.</summary>
    /// <returns>
    /// How many were loaded: the loading ends before the first block on which the satellite cannot be propagated or does not
    /// move as smoothly as the bounds need.
    /// </returns>
    public int Load(Sgp4Propagator satellite, long stepTicks, long first, int count)
    {
        _errorOfDifference = satellite.PeriodMinutes < DeepPeriodMinutes ? ErrorOfDifference : DeepErrorOfDifference;
        StepTicks = stepTicks;
        StepSeconds = stepTicks / (double)TimeSpan.TicksPerSecond;
        FirstTicks = first * BlockLength * stepTicks;
        var nodes = (count * BlockLength) + Lead + Trail + 1;
        var states = new StateSpans(
            X.AsSpan(0, nodes), Y.AsSpan(0, nodes), Z.AsSpan(0, nodes), VX.AsSpan(0, nodes), VY.AsSpan(0, nodes), VZ.AsSpan(0, nodes), _errors.AsSpan(0, nodes));
        satellite.PropagateTicks(FirstTicks - (Lead * stepTicks), stepTicks, states);

        var valid = _errors.AsSpan(0, nodes).IndexOfAnyExcept(Sgp4Error.None);
        BlockCount = valid < 0 ? count : Math.Max(0, (valid - Lead - 1 - Trail) / BlockLength);
        if (BlockCount > 0)
        {
            TurnToEarth((first * BlockLength) - Lead, nodes);
            Bound();
            Differentiate();
        }

        return BlockCount;
    }

    // From TEME to ECEF: one sine and cosine of GMST for each run of nodes, turned on from node to node.
    private void TurnToEarth(long firstNode, int nodes)
    {
        PrepareTurns();
        for (var done = 0; done < nodes;)
        {
            var node = firstNode + done;
            var offset = (int)(node & (TurnLength - 1));
            var length = Math.Min(TurnLength - offset, nodes - done);
            var start = (node - offset) * StepTicks;
            var angle = SiderealTime.Gmst82(JulianDate.FromUtcTicks(start));
            var (sin, cos) = Math.SinCos(angle);

            // GMST is not quite linear: what the constant rate leaves out of the run, rad a node.
            var turned = TurnLength * StepSeconds * SiderealTime.EarthRotationRate;
            var next = SiderealTime.Gmst82(JulianDate.FromUtcTicks(start + (TurnLength * StepTicks)));
            var excess = Math.IEEERemainder(next - angle - turned, Math.Tau) / TurnLength;
            for (var k = 0; k < length; k += Vector512<double>.Count)
            {
                // The last vector may reach into the next run, which then writes it again; so keep what it needs.
                Turn(done + k, offset + k, Math.Min(length - k, Vector512<double>.Count), sin, cos, excess);
            }

            done += length;
        }
    }

    private void Turn(int index, int offset, int count, double sin, double cos, double excess)
    {
        ref var xs = ref MemoryMarshal.GetArrayDataReference(X);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(Y);
        ref var cosines = ref MemoryMarshal.GetArrayDataReference(_turnCos);
        ref var sines = ref MemoryMarshal.GetArrayDataReference(_turnSin);
        var small = (Vector512.Create((double)offset) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7)) * excess;
        var stepCos = Vector512.LoadUnsafe(ref cosines, (nuint)offset);
        var stepSin = Vector512.LoadUnsafe(ref sines, (nuint)offset);
        var c = stepCos - (stepSin * small);
        var s = stepSin + (stepCos * small);
        var cosTheta = (c * cos) - (s * sin);
        var sinTheta = (s * cos) + (c * sin);
        var x = Vector512.LoadUnsafe(ref xs, (nuint)index);
        var y = Vector512.LoadUnsafe(ref ys, (nuint)index);
        var turnedX = (cosTheta * x) + (sinTheta * y);
        var turnedY = (cosTheta * y) - (sinTheta * x);
        if (count < Vector512<double>.Count)
        {
            var keep = Vector512.GreaterThanOrEqual(Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((double)count));
            turnedX = Vector512.ConditionalSelect(keep, x, turnedX);
            turnedY = Vector512.ConditionalSelect(keep, y, turnedY);
        }

        turnedX.StoreUnsafe(ref xs, (nuint)index);
        turnedY.StoreUnsafe(ref ys, (nuint)index);
    }

    private void PrepareTurns()
    {
        if (_turnStep == StepTicks)
        {
            return;
        }

        for (var k = 0; k < _turnCos.Length; k++)
        {
            (_turnSin[k], _turnCos[k]) = Math.SinCos(k * StepSeconds * SiderealTime.EarthRotationRate);
        }

        _turnStep = StepTicks;
    }

    // Velocities by the eighth order central difference: (4/5, -1/5, 4/105, -1/280)/h.
    private void Differentiate()
    {
        Differentiate(X, VX, RoughX);
        Differentiate(Y, VY, RoughY);
        Differentiate(Z, VZ, RoughZ);
    }

    private void Differentiate(double[] positions, double[] velocities, float[] rough)
    {
        ref var p = ref MemoryMarshal.GetArrayDataReference(positions);
        ref var v = ref MemoryMarshal.GetArrayDataReference(velocities);
        ref var f = ref MemoryMarshal.GetArrayDataReference(rough);
        var c1 = Vector512.Create(4.0 / 5 / StepSeconds);
        var c2 = Vector512.Create(-1.0 / 5 / StepSeconds);
        var c3 = Vector512.Create(4.0 / 105 / StepSeconds);
        var c4 = Vector512.Create(-1.0 / 280 / StepSeconds);
        for (var n = 0; n <= BlockCount * BlockLength; n += Vector512<double>.Count)
        {
            ref var at = ref Unsafe.Add(ref p, n);
            var d = (Load(ref at, 5) - Load(ref at, 3)) * c1;
            d = Vector512.FusedMultiplyAdd(Load(ref at, 6) - Load(ref at, 2), c2, d);
            d = Vector512.FusedMultiplyAdd(Load(ref at, 7) - Load(ref at, 1), c3, d);
            d = Vector512.FusedMultiplyAdd(Load(ref at, 8) - Load(ref at, 0), c4, d);
            d.StoreUnsafe(ref v, (nuint)(n + Lead));
            var center = Load(ref at, Lead);
            Vector256.Narrow(center.GetLower(), center.GetUpper()).StoreUnsafe(ref f, (nuint)n);
        }
    }

    private static Vector512<double> Load(ref double at, int offset) => Vector512.LoadUnsafe(ref at, (nuint)offset);

    // Bounds each block, and cuts the loaded blocks at the first that cannot be bounded.
    private void Bound()
    {
        var lowest = double.PositiveInfinity;
        double highest = 0, speed = 0, acceleration = 0, error = 0;
        for (var b = 0; b < BlockCount; b++)
        {
            if (!TryBound(b * BlockLength, out var block))
            {
                BlockCount = b;
                break;
            }

            _blocks[b] = block;
            lowest = Math.Min(lowest, block.Lowest);
            highest = Math.Max(highest, block.Highest);
            speed = Math.Max(speed, block.Speed);
            acceleration = Math.Max(acceleration, block.Acceleration);
            error = Math.Max(error, block.Error);
        }

        Whole = new NodeBlock(lowest, highest, speed, acceleration, error);
    }

    private bool TryBound(int node, out NodeBlock block)
    {
        ref var x = ref X[node];
        ref var y = ref Y[node];
        ref var z = ref Z[node];
        var low = Vector512.Create(double.PositiveInfinity);
        var high = Vector512<double>.Zero;
        var chord = Vector512<double>.Zero;
        var rough = Vector512<double>.Zero;
        for (var n = 0; n < BlockLength; n += Vector512<double>.Count)
        {
            var x0 = Load(ref x, n + Lead);
            var y0 = Load(ref y, n + Lead);
            var z0 = Load(ref z, n + Lead);
            var x1 = Load(ref x, n + Lead + 1);
            var y1 = Load(ref y, n + Lead + 1);
            var z1 = Load(ref z, n + Lead + 1);
            var square0 = Square(x0, y0, z0);
            var square1 = Square(x1, y1, z1);
            low = Vector512.Min(low, Vector512.Min(square0, square1));
            high = Vector512.Max(high, Vector512.Max(square0, square1));
            chord = Vector512.Max(chord, Square(x1 - x0, y1 - y0, z1 - z0));
            rough = Vector512.Max(rough, TenthDifference(ref x, n) + TenthDifference(ref y, n) + TenthDifference(ref z, n));
        }

        var lowestNode = Math.Sqrt(Least(low));
        var highestNode = Math.Sqrt(Greatest(high));
        var longestChord = Math.Sqrt(Greatest(chord));
        var error = (_errorOfDifference * Greatest(rough)) + Noise + (NoiseShare * highestNode);

        // Between two nodes a position is at most A h²/8 from their chord.
        const double turn = SiderealTime.EarthRotationRate;
        var square = StepSeconds * StepSeconds / 8;
        var assumed = AssumedLowest * lowestNode;
        var chordLow = Math.Sqrt((lowestNode * lowestNode) - (longestChord * longestChord / 4));
        var first = Acceleration(assumed);
        var lowest = chordLow - (first * square);
        var acceleration = Acceleration(lowest);
        block = new NodeBlock(
            lowest,
            highestNode + (acceleration * square),
            (longestChord / StepSeconds) + (acceleration * StepSeconds / 2),
            acceleration,
            error);

        // Written so that what is no number is refused. A satellite so low may be decayed between two nodes.
        return error <= MostError && lowest >= assumed && lowest > EarthRadius + 1 && acceleration > 0;

        // a' = a - 2 ω × v' - ω × (ω × r), where v' is at most the mean over a segment and half a step of acceleration.
        double Acceleration(double radius) =>
            ((AccelerationMargin * Mu / (radius * radius)) + AccelerationFloor
                + (2 * turn * longestChord / StepSeconds) + (turn * turn * 1.01 * highestNode)) / (1 - (turn * StepSeconds));
    }

    private static Vector512<double> Square(Vector512<double> x, Vector512<double> y, Vector512<double> z) => (x * x) + (y * y) + (z * z);

    // Over the eleven nodes from 4 before to 6 after each.
    private static Vector512<double> TenthDifference(ref double at, int n)
    {
        var d = (Load(ref at, n) + Load(ref at, n + 10))
            - (10 * (Load(ref at, n + 1) + Load(ref at, n + 9)))
            + (45 * (Load(ref at, n + 2) + Load(ref at, n + 8)))
            - (120 * (Load(ref at, n + 3) + Load(ref at, n + 7)))
            + (210 * (Load(ref at, n + 4) + Load(ref at, n + 6)))
            - (252 * Load(ref at, n + 5));
        return Vector512.Abs(d);
    }

    private static double Least(Vector512<double> values)
    {
        var least = values[0];
        for (var k = 1; k < Vector512<double>.Count; k++)
        {
            least = Math.Min(least, values[k]);
        }

        return least;
    }

    private static double Greatest(Vector512<double> values)
    {
        var greatest = values[0];
        for (var k = 1; k < Vector512<double>.Count; k++)
        {
            greatest = Math.Max(greatest, values[k]);
        }

        return greatest;
    }
}
