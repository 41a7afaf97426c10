using System.Runtime.CompilerServices;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// The intermediate results of a run: field k of a workspace holds one value for each of <see cref="Capacity"/>
/// (satellite, instant) pairs. A kernel is cut into stages, each a short loop from fields to fields, which the processor
/// overlaps better than one long one; a workspace stays in the first level cache. The stages skip the runtime's tiers of
/// compilation: hundreds of small inlined methods make unoptimised code a hundred times slower, for seconds.
/// </summary>
internal static class Workspace
{
    /// <summary>Pairs in a run.</summary>
    public const int Capacity = 64;

    /// <summary>Minutes since the epoch.</summary>
    public const int Time = 0;

    /// <summary>The mask of the pairs whose states are right.</summary>
    public const int Valid = 1;

    /// <summary>e with secular and, in deep space, lunisolar terms.</summary>
    public const int Eccentricity = 2;

    /// <summary>sin ω and cos ω.</summary>
    public const int SinPerigee = 3, CosPerigee = 4;

    /// <summary>sin (M + ω) and cos (M + ω).</summary>
    public const int SinLatitude = 5, CosLatitude = 6;

    /// <summary>Ω, rad.</summary>
    public const int Node = 7;

    /// <summary>a and 1/a, in Earth radii.</summary>
    public const int Axis = 8, InverseAxis = 9;

    /// <summary>The speed unit over √a, km/s.</summary>
    public const int Speed = 10;

    /// <summary>sin i and cos i.</summary>
    public const int SinInclination = 11, CosInclination = 12;

    /// <summary>The factor of J3's long period term in the mean longitude.</summary>
    public const int LongPeriodLongitude = 13;

    /// <summary>sin u and cos u, before the short period terms.</summary>
    public const int SinU = 14, CosU = 15;

    /// <summary>r, before the short period terms, Earth radii.</summary>
    public const int Radius = 16;

    /// <summary>√(1 - e²) and 1/p_L, of the e with long period terms.</summary>
    public const int Beta = 17, InversePl = 18;

    /// <summary>ṙ and r ḟ, before the short period terms, in units of √(μ/a).</summary>
    public const int RadialSpeed = 19, TransverseSpeed = 20;

    /// <summary>Number of fields.</summary>
    public const int Count = 21;

    /// <summary>Doubles in a workspace.</summary>
    public const int Size = Count * Capacity;

    /// <summary>Where pair <paramref name="k"/> of a field stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Field(int field, int k) => (nuint)((field * Capacity) + k);
}
