using System.Runtime.CompilerServices;

namespace Orbit.Astrodynamics.Numerics;

/// <summary>One lane: plain scalar code, for machines without vectors of doubles.</summary>
internal readonly struct Simd1(double v) : ISimd<Simd1>
{
    private readonly double _v = v;

    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static bool HasFma => Hardware.HasFma;

    /// <inheritdoc/>
    public static Simd1 LaneNumbers => new(0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 operator +(Simd1 a, Simd1 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 operator -(Simd1 a, Simd1 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 operator -(Simd1 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 operator *(Simd1 a, Simd1 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 operator /(Simd1 a, Simd1 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Create(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Load(ref double source, nuint index) => new(Unsafe.Add(ref source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 MulAdd(Simd1 a, Simd1 b, Simd1 c) => new(double.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 MulSubtractFrom(Simd1 a, Simd1 b, Simd1 c) => new(double.MultiplyAddEstimate(-a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Sqrt(Simd1 a) => new(Math.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Truncate(Simd1 a) => new(Math.Truncate(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Abs(Simd1 a) => new(Math.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Max(Simd1 a, Simd1 b) => new(double.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 NegateWhereOdd(Simd1 value, Simd1 counter) =>
        new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value._v) ^ (BitConverter.DoubleToInt64Bits(counter._v) << 63)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 LessOrEqual(Simd1 a, Simd1 b) => new(BitConverter.Int64BitsToDouble(a._v <= b._v ? -1 : 0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 And(Simd1 a, Simd1 b) =>
        new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a._v) & BitConverter.DoubleToInt64Bits(b._v)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1 Select(Simd1 mask, Simd1 a, Simd1 b) => Bits(mask) != 0 ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Simd1 mask) => (uint)(BitConverter.DoubleToUInt64Bits(mask._v) >> 63);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint index) => Unsafe.Add(ref destination, index) = _v;
}
