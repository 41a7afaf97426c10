using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Tests.Numerics;

/// <summary>One lane of a machine without fused multiply-add, to run that half of the kernels on every machine.</summary>
internal readonly struct PlainSimd(double value) : ISimd<PlainSimd>
{
    private readonly double _v = value;

    public static int Width => 1;

    public static bool HasFma => false;

    public static PlainSimd LaneNumbers => new(0);

    public static PlainSimd operator +(PlainSimd a, PlainSimd b) => new(a._v + b._v);

    public static PlainSimd operator -(PlainSimd a, PlainSimd b) => new(a._v - b._v);

    public static PlainSimd operator -(PlainSimd a) => new(-a._v);

    public static PlainSimd operator *(PlainSimd a, PlainSimd b) => new(a._v * b._v);

    public static PlainSimd operator /(PlainSimd a, PlainSimd b) => new(a._v / b._v);

    public static PlainSimd Create(double value) => new(value);

    public static PlainSimd Load(ref double source, nuint index) => new(System.Runtime.CompilerServices.Unsafe.Add(ref source, index));

    public static PlainSimd MulAdd(PlainSimd a, PlainSimd b, PlainSimd c) => new((a._v * b._v) + c._v);

    public static PlainSimd MulSubtractFrom(PlainSimd a, PlainSimd b, PlainSimd c) => new(c._v - (a._v * b._v));

    public static PlainSimd Sqrt(PlainSimd a) => new(Math.Sqrt(a._v));

    public static PlainSimd Truncate(PlainSimd a) => new(Math.Truncate(a._v));

    public static PlainSimd Abs(PlainSimd a) => new(Math.Abs(a._v));

    public static PlainSimd Max(PlainSimd a, PlainSimd b) => new(Math.Max(a._v, b._v));

    public static PlainSimd NegateWhereOdd(PlainSimd value, PlainSimd counter) =>
        new((BitConverter.DoubleToInt64Bits(counter._v) & 1) == 0 ? value._v : -value._v);

    public static PlainSimd LessOrEqual(PlainSimd a, PlainSimd b) => Mask(a._v <= b._v);

    public static PlainSimd And(PlainSimd a, PlainSimd b) => Mask(Bits(a) != 0 && Bits(b) != 0);

    public static PlainSimd Select(PlainSimd mask, PlainSimd a, PlainSimd b) => Bits(mask) != 0 ? a : b;

    public static uint Bits(PlainSimd mask) => (uint)(BitConverter.DoubleToUInt64Bits(mask._v) >> 63);

    public void Store(ref double destination, nuint index) => Simd1.Create(_v).Store(ref destination, index);

    private static PlainSimd Mask(bool set) => new(BitConverter.Int64BitsToDouble(set ? -1 : 0));
}
