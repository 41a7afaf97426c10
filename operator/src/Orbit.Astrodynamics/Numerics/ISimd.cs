namespace Orbit.Astrodynamics.Numerics;

/// <summary>
/// A vector of doubles of one width. Kernels are written once over this; the runtime compiles them for each width to
/// straight vector code. Masks are vectors too, all bits of a lane set or none.
/// </summary>
/// <remarks>All widths round alike where <see cref="HasFma"/> is the same: a kernel's results do not depend on the width.</remarks>
/// <typeparam name="TSelf">The vector itself.</typeparam>
internal interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Width { get; }

    /// <summary>Whether <see cref="MulAdd"/> rounds once. Only its speed and the last bits hang on it.</summary>
    static abstract bool HasFma { get; }

    /// <summary>0, 1, 2, ... across the lanes.</summary>
    static abstract TSelf LaneNumbers { get; }

    /// <summary>The same value in all lanes.</summary>
    static abstract TSelf Create(double value);

    /// <summary>The elements from <paramref name="index"/> of <paramref name="source"/>; the caller answers for the bounds.</summary>
    static abstract TSelf Load(ref double source, nuint index);

    /// <summary>Writes the lanes from <paramref name="index"/> of <paramref name="destination"/>; the caller answers for the bounds.</summary>
    void Store(ref double destination, nuint index);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a b + c.</summary>
    static abstract TSelf MulAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a b.</summary>
    static abstract TSelf MulSubtractFrom(TSelf a, TSelf b, TSelf c);

    /// <summary>Square root.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The whole number next towards zero.</summary>
    static abstract TSelf Truncate(TSelf a);

    /// <summary>Magnitude.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>The greater of two numbers; which one is returned for a NaN is left open.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary><paramref name="value"/>, its sign turned where the lowest bit of <paramref name="counter"/>'s significand is set.</summary>
    static abstract TSelf NegateWhereOdd(TSelf value, TSelf counter);

    /// <summary>The mask of a ≤ b; a NaN is never.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>Where both masks are set.</summary>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is set, else <paramref name="b"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Bit k is set where lane k of the mask is.</summary>
    static abstract uint Bits(TSelf mask);
}
