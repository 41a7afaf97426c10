using System.Runtime.InteropServices;
using Orbit.Astrodynamics.Frames;

namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// Where a batch writes its TEME states: a structure of arrays, one element a state. The states and their errors stand
/// at the same index; a state is all zero where its error is not <see cref="Sgp4Error.None"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly ref struct StateSpans
{
    /// <summary>Spans of one length.</summary>
    /// <exception cref="ArgumentException">A span's length differs from that of <paramref name="x"/>.</exception>
    public StateSpans(
        Span<double> x,
        Span<double> y,
        Span<double> z,
        Span<double> vx,
        Span<double> vy,
        Span<double> vz,
        Span<Sgp4Error> errors)
    {
        RequireLength(y.Length, x.Length, nameof(y));
        RequireLength(z.Length, x.Length, nameof(z));
        RequireLength(vx.Length, x.Length, nameof(vx));
        RequireLength(vy.Length, x.Length, nameof(vy));
        RequireLength(vz.Length, x.Length, nameof(vz));
        RequireLength(errors.Length, x.Length, nameof(errors));
        X = x;
        Y = y;
        Z = z;
        VX = vx;
        VY = vy;
        VZ = vz;
        Errors = errors;
    }

    /// <summary>Position along TEME's x axis, towards the mean equinox, km.</summary>
    public Span<double> X { get; }

    /// <summary>Position along TEME's y axis, km.</summary>
    public Span<double> Y { get; }

    /// <summary>Position along TEME's z axis, towards the true pole, km.</summary>
    public Span<double> Z { get; }

    /// <summary>Velocity along TEME's x axis, km/s.</summary>
    public Span<double> VX { get; }

    /// <summary>Velocity along TEME's y axis, km/s.</summary>
    public Span<double> VY { get; }

    /// <summary>Velocity along TEME's z axis, km/s.</summary>
    public Span<double> VZ { get; }

    /// <summary>Why a state is missing, or <see cref="Sgp4Error.None"/>.</summary>
    public Span<Sgp4Error> Errors { get; }

    /// <summary>Number of states.</summary>
    public int Length => Errors.Length;

    /// <summary>The state at <paramref name="index"/>, km and km/s.</summary>
    public StateVector this[int index] =>
        new(new Vector3(X[index], Y[index], Z[index]), new Vector3(VX[index], VY[index], VZ[index]));

    /// <summary>The <paramref name="length"/> states from <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all within these.</exception>
    public StateSpans Slice(int start, int length) =>
        new(
            X.Slice(start, length),
            Y.Slice(start, length),
            Z.Slice(start, length),
            VX.Slice(start, length),
            VY.Slice(start, length),
            VZ.Slice(start, length),
            Errors.Slice(start, length));

    /// <summary>Writes one state, or zeros where <paramref name="error"/> says that there is none.</summary>
    internal void Set(int index, Sgp4Error error, in StateVector state)
    {
        X[index] = state.Position.X;
        Y[index] = state.Position.Y;
        Z[index] = state.Position.Z;
        VX[index] = state.Velocity.X;
        VY[index] = state.Velocity.Y;
        VZ[index] = state.Velocity.Z;
        Errors[index] = error;
    }

    /// <summary>Copies some states, errors included.</summary>
    internal void CopyTo(int from, StateSpans destination, int to, int count)
    {
        X.Slice(from, count).CopyTo(destination.X[to..]);
        Y.Slice(from, count).CopyTo(destination.Y[to..]);
        Z.Slice(from, count).CopyTo(destination.Z[to..]);
        VX.Slice(from, count).CopyTo(destination.VX[to..]);
        VY.Slice(from, count).CopyTo(destination.VY[to..]);
        VZ.Slice(from, count).CopyTo(destination.VZ[to..]);
        Errors.Slice(from, count).CopyTo(destination.Errors[to..]);
    }

    private static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The span {name} holds {length} elements and x holds {expected}; all spans of a batch need the same length."),
                name);
        }
    }
}
