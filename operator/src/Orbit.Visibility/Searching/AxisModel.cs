using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orbit.Visibility.Searching;

/// <summary>
/// One coordinate on eight segments of a grid at once: the polynomial of degree 9 through the ten nodes around each.
/// </summary>
/// <remarks>
/// With s from the segment's middle in steps of the grid, the nodes lie at ±1/2, ±3/2, ... ±9/2. The polynomial is split
/// into E(s²) + s O(s²); both parts are Newton's divided differences over q = s² = 1/4, 9/4, 25/4, 49/4, 81/4.
/// </remarks>
internal struct AxisModel
{
    private const int Points = 10;

    private Vector512<double> _e0;
    private Vector512<double> _e1;
    private Vector512<double> _e2;
    private Vector512<double> _e3;
    private Vector512<double> _e4;
    private Vector512<double> _o0;
    private Vector512<double> _o1;
    private Vector512<double> _o2;
    private Vector512<double> _o3;
    private Vector512<double> _o4;

    /// <summary>Fits the polynomials of the eight segments whose first of ten nodes are at the given indices.</summary>
    public void Fit(double[] nodes, ReadOnlySpan<int> first)
    {
        ref var at = ref MemoryMarshal.GetArrayDataReference(nodes);
        var lanes = new Lanes(first, nodes.Length - Points);
        var l4 = Gather(ref at, lanes, 0);
        var l3 = Gather(ref at, lanes, 1);
        var l2 = Gather(ref at, lanes, 2);
        var l1 = Gather(ref at, lanes, 3);
        var l0 = Gather(ref at, lanes, 4);
        var r0 = Gather(ref at, lanes, 5);
        var r1 = Gather(ref at, lanes, 6);
        var r2 = Gather(ref at, lanes, 7);
        var r3 = Gather(ref at, lanes, 8);
        var r4 = Gather(ref at, lanes, 9);
        (_e0, _e1, _e2, _e3, _e4) = Differences(
            (r0 + l0) * 0.5, (r1 + l1) * 0.5, (r2 + l2) * 0.5, (r3 + l3) * 0.5, (r4 + l4) * 0.5);
        (_o0, _o1, _o2, _o3, _o4) = Differences(
            r0 - l0, (r1 - l1) * (1.0 / 3), (r2 - l2) * (1.0 / 5), (r3 - l3) * (1.0 / 7), (r4 - l4) * (1.0 / 9));
    }

    /// <summary>The values and their derivatives by s, at s within [-1/2, 1/2] of each segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly (Vector512<double> Value, Vector512<double> Rate) At(Vector512<double> s)
    {
        var q = s * s;
        var (even, evenRate) = Nested(q, _e0, _e1, _e2, _e3, _e4);
        var (odd, oddRate) = Nested(q, _o0, _o1, _o2, _o3, _o4);
        return (
            Vector512.FusedMultiplyAdd(s, odd, even),
            Vector512.FusedMultiplyAdd(s + s, Vector512.FusedMultiplyAdd(s, oddRate, evenRate), odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Value, Vector512<double> Rate) Nested(
        Vector512<double> q,
        Vector512<double> c0,
        Vector512<double> c1,
        Vector512<double> c2,
        Vector512<double> c3,
        Vector512<double> c4)
    {
        var q0 = q - Vector512.Create(0.25);
        var q1 = q - Vector512.Create(2.25);
        var q2 = q - Vector512.Create(6.25);
        var q3 = q - Vector512.Create(12.25);
        var value = Vector512.FusedMultiplyAdd(q3, c4, c3);
        var rate = Vector512.FusedMultiplyAdd(q2, c4, value);
        value = Vector512.FusedMultiplyAdd(q2, value, c2);
        rate = Vector512.FusedMultiplyAdd(q1, rate, value);
        value = Vector512.FusedMultiplyAdd(q1, value, c1);
        rate = Vector512.FusedMultiplyAdd(q0, rate, value);
        value = Vector512.FusedMultiplyAdd(q0, value, c0);
        return (value, rate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> C0, Vector512<double> C1, Vector512<double> C2, Vector512<double> C3, Vector512<double> C4) Differences(
        Vector512<double> a,
        Vector512<double> b,
        Vector512<double> c,
        Vector512<double> d,
        Vector512<double> e)
    {
        var c1 = (b - a) * (1.0 / 2);
        var bc = (c - b) * (1.0 / 4);
        var cd = (d - c) * (1.0 / 6);
        var de = (e - d) * (1.0 / 8);
        var c2 = (bc - c1) * (1.0 / 6);
        var bd = (cd - bc) * (1.0 / 10);
        var ce = (de - cd) * (1.0 / 14);
        var c3 = (bd - c2) * (1.0 / 12);
        var be = (ce - bd) * (1.0 / 18);
        return (a, c1, c2, c3, (be - c3) * (1.0 / 20));
    }

    // The caller has checked the indices.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Gather(ref double nodes, in Lanes first, nint offset) =>
        Vector512.Create(
            Unsafe.Add(ref nodes, first.A + offset),
            Unsafe.Add(ref nodes, first.B + offset),
            Unsafe.Add(ref nodes, first.C + offset),
            Unsafe.Add(ref nodes, first.D + offset),
            Unsafe.Add(ref nodes, first.E + offset),
            Unsafe.Add(ref nodes, first.F + offset),
            Unsafe.Add(ref nodes, first.G + offset),
            Unsafe.Add(ref nodes, first.H + offset));

    /// <summary>Where the nodes of each of eight segments begin.</summary>
    private readonly struct Lanes
    {
        public readonly nint A;
        public readonly nint B;
        public readonly nint C;
        public readonly nint D;
        public readonly nint E;
        public readonly nint F;
        public readonly nint G;
        public readonly nint H;

        public Lanes(ReadOnlySpan<int> first, int last)
        {
            for (var k = 0; k < 8; k++)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)first[k], (uint)last);
            }

            (A, B, C, D, E, F, G, H) = (first[0], first[1], first[2], first[3], first[4], first[5], first[6], first[7]);
        }
    }
}
