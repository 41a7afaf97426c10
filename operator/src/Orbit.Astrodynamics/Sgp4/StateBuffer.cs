namespace Orbit.Astrodynamics.Sgp4;

/// <summary>Memory for the states of a batch, to be allocated once and written many times.</summary>
public sealed class StateBuffer
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _z;
    private readonly double[] _vx;
    private readonly double[] _vy;
    private readonly double[] _vz;
    private readonly Sgp4Error[] _errors;

    /// <summary>Memory for <paramref name="length"/> states, all zero and without error.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public StateBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _x = new double[length];
        _y = new double[length];
        _z = new double[length];
        _vx = new double[length];
        _vy = new double[length];
        _vz = new double[length];
        _errors = new Sgp4Error[length];
    }

    /// <summary>Number of states.</summary>
    public int Length => _errors.Length;

    /// <summary>All states.</summary>
    public StateSpans Spans => new(_x, _y, _z, _vx, _vy, _vz, _errors);

    /// <summary>The <paramref name="length"/> states from <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all within these.</exception>
    public StateSpans Slice(int start, int length) => Spans.Slice(start, length);
}
