using System.Runtime.CompilerServices;
using Orbit.Astrodynamics.Numerics;
using Orbit.Astrodynamics.Sgp4.Batch;

namespace Orbit.Astrodynamics.Sgp4;

/// <content>One satellite at many instants, and its constants as the kernels of a batch take them.</content>
public sealed partial class Sgp4Propagator
{
    /// <summary>
    /// The TEME states at every one of <paramref name="minutesSinceEpoch"/>, in their order, km and km/s.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="states"/> does not hold one state an instant.</exception>
    public void Propagate(ReadOnlySpan<double> minutesSinceEpoch, StateSpans states)
    {
        if (minutesSinceEpoch.Length != states.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The memory for states holds {states.Length}; {minutesSinceEpoch.Length} instants need one each."),
                nameof(states));
        }

        var instants = new ListedInstants(minutesSinceEpoch);
        if (_deep is null)
        {
            BatchWidth.Propagate<NearEarthKernel, ListedInstants>(this, instants, states);
        }
        else
        {
            BatchWidth.Propagate<DeepSpaceKernel, ListedInstants>(this, instants, states);
        }
    }

    /// <summary>
    /// The TEME states at <paramref name="startTicks"/> + k × <paramref name="stepTicks"/>, counted as
    /// <see cref="DateTimeOffset.UtcTicks"/>, for every k of <paramref name="states"/>; km and km/s. The step may be
    /// negative or zero.
    /// </summary>
    public void PropagateTicks(long startTicks, long stepTicks, StateSpans states)
    {
        var instants = new UniformInstants(startTicks - _epochTicks, stepTicks);
        if (_deep is null)
        {
            BatchWidth.Propagate<NearEarthKernel, UniformInstants>(this, instants, states);
        }
        else
        {
            BatchWidth.Propagate<DeepSpaceKernel, UniformInstants>(this, instants, states);
        }
    }

    /// <summary>
    /// Mean motion, rad/min, and mean anomaly or, of a resonant orbit, resonance angle, rad, of a deep-space satellite;
    /// NaN out of the century.
    /// </summary>
    internal void MotionAt(double t, out double meanMotion, out double angle)
    {
        if (!(Math.Abs(t) <= MostMinutes))
        {
            meanMotion = double.NaN;
            angle = double.NaN;
        }
        else if (_deep!.Resonance is { } resonance)
        {
            resonance.At(t, out meanMotion, out angle);
        }
        else
        {
            meanMotion = _n0;
            angle = _m0 + (_rates.MeanAnomaly * t) + (_deep.Rates.MeanAnomaly * t);
        }
    }

    /// <summary>Writes the rows <see cref="NearEarthRow"/> to one lane of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void WriteNearEarthTo(Span<double> block, int lane, long originTicks)
    {
        void Set(Span<double> rows, int row, double value) => rows[(row * Block.Lanes) + lane] = value;
        var simple = _simpleDrag;

        // Simple drag is the full model with some coefficients zero.
        Set(block, Block.EpochRow, _epochTicks - originTicks);
        Set(block, NearEarthRow.Anomaly, _m0);
        Set(block, NearEarthRow.AnomalyRate, _rates.MeanAnomaly);
        Set(block, NearEarthRow.Perigee, _perigee0);
        Set(block, NearEarthRow.PerigeeRate, _rates.Perigee);
        Set(block, NearEarthRow.Node, _node0);
        Set(block, NearEarthRow.NodeRate, _rates.Node);
        Set(block, NearEarthRow.NodeDrag, _dragNode);
        Set(block, NearEarthRow.C1, _c1);
        Set(block, NearEarthRow.D2, _d2);
        Set(block, NearEarthRow.D3, _d3);
        Set(block, NearEarthRow.D4, _d4);
        Set(block, NearEarthRow.EccentricityBase, _e0 + (simple ? 0 : _bStar * _c5 * _sinM0));
        Set(block, NearEarthRow.EccentricityRate, _bStar * _c4);
        Set(block, NearEarthRow.EccentricitySine, simple ? 0 : _bStar * _c5);
        Set(block, NearEarthRow.Gain2, _n0 * _t2);
        Set(block, NearEarthRow.Gain3, _n0 * _t3);
        Set(block, NearEarthRow.Gain4, _n0 * _t4);
        Set(block, NearEarthRow.Gain5, _n0 * _t5);
        Set(block, NearEarthRow.ShiftBase, simple ? 0 : -_dragAnomaly * _dragAnomaly0);
        Set(block, NearEarthRow.ShiftRate, simple ? 0 : _dragPerigee);
        Set(block, NearEarthRow.ShiftCube, simple ? 0 : _dragAnomaly);
        Set(block, NearEarthRow.Eta, simple ? 0 : _eta);
        Set(block, NearEarthRow.Axis, CanBatch() ? _a0 : double.NaN);
        Set(block, NearEarthRow.InverseAxis, 1 / _a0);
        Set(block, NearEarthRow.Speed, Wgs72.SpeedUnit / Math.Sqrt(_a0));
        Set(block, NearEarthRow.SinInclination, _inclined0.Sin);
        Set(block, NearEarthRow.CosInclination, _inclined0.Cos);
        Set(block, NearEarthRow.LongPeriodLongitude, _inclined0.LongPeriodLongitude);
    }

    /// <summary>Writes the rows <see cref="DeepSpaceRow"/> to one lane of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void WriteDeepSpaceTo(Span<double> block, int lane, long originTicks)
    {
        void Set(Span<double> rows, int row, double value) => rows[(row * Block.Lanes) + lane] = value;
        var deep = _deep!;
        var (nodeTurns, perigeeTurns, siderealTurns) = deep.Resonance?.AnomalyTurns ?? default;
        Set(block, Block.EpochRow, _epochTicks - originTicks);
        Set(block, DeepSpaceRow.Perigee, _perigee0);
        Set(block, DeepSpaceRow.PerigeeRate, _rates.Perigee + deep.Rates.Perigee);
        Set(block, DeepSpaceRow.Node, _node0);
        Set(block, DeepSpaceRow.NodeRate, _rates.Node + deep.Rates.Node);
        Set(block, DeepSpaceRow.NodeDrag, _dragNode);
        Set(block, DeepSpaceRow.Eccentricity, _e0);
        Set(block, DeepSpaceRow.EccentricityRate, deep.EccentricityRate - (_bStar * _c4));
        Set(block, DeepSpaceRow.Inclination, _i0);
        Set(block, DeepSpaceRow.InclinationRate, deep.InclinationRate);
        Set(block, DeepSpaceRow.C1, _c1);
        Set(block, DeepSpaceRow.Gain2, _n0 * _t2);
        Set(block, DeepSpaceRow.MeanMotion, _n0);
        Set(block, DeepSpaceRow.Axis, _a0);
        Set(block, DeepSpaceRow.InverseAxis, 1 / _a0);
        Set(block, DeepSpaceRow.Speed, Wgs72.SpeedUnit / Math.Sqrt(_a0));
        Set(block, DeepSpaceRow.Sidereal, deep.SiderealAngle);
        Set(block, DeepSpaceRow.NodeTurns, nodeTurns);
        Set(block, DeepSpaceRow.PerigeeTurns, perigeeTurns);
        Set(block, DeepSpaceRow.SiderealTurns, siderealTurns);
        Set(block, DeepSpaceRow.SunAnomaly, deep.Sun.MeanAnomaly);
        Set(block, DeepSpaceRow.MoonAnomaly, deep.Moon.MeanAnomaly);
        deep.Sun.WriteTo(block, DeepSpaceRow.Sun, lane);
        deep.Moon.WriteTo(block, DeepSpaceRow.Moon, lane);
    }

    private bool CanBatch() =>
        Math.Abs(_m0) + Math.Abs(_rates.MeanAnomaly * MostMinutes) < Trigonometry.LargestAngle
        && Math.Abs(_perigee0) + Math.Abs(_rates.Perigee * MostMinutes) < Trigonometry.LargestAngle
        && Math.Abs(_node0) + Math.Abs(_rates.Node * MostMinutes) + Math.Abs(_dragNode * MostMinutes * MostMinutes) < Trigonometry.LargestAngle;
}
