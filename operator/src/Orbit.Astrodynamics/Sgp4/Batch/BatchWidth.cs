using System.Runtime.Intrinsics;
using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>Calls the <see cref="BatchRunner{V, TModel}"/> of the widest vector that this machine has.</summary>
internal static class BatchWidth
{
    /// <summary>One satellite at many instants.</summary>
    public static void Propagate<TModel, TInstants>(Sgp4Propagator satellite, TInstants instants, StateSpans states)
        where TModel : IMeanModel
        where TInstants : IInstants, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BatchRunner<Simd8, TModel>.Propagate(satellite, instants, states);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BatchRunner<Simd4, TModel>.Propagate(satellite, instants, states);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            BatchRunner<Simd2, TModel>.Propagate(satellite, instants, states);
        }
        else
        {
            BatchRunner<Simd1, TModel>.Propagate(satellite, instants, states);
        }
    }

    /// <summary>Many satellites at one instant.</summary>
    public static void Propagate<TModel>(SatelliteGroup<TModel> group, double ticks, StateSpans states)
        where TModel : IMeanModel
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BatchRunner<Simd8, TModel>.Propagate(group, ticks, states);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BatchRunner<Simd4, TModel>.Propagate(group, ticks, states);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            BatchRunner<Simd2, TModel>.Propagate(group, ticks, states);
        }
        else
        {
            BatchRunner<Simd1, TModel>.Propagate(group, ticks, states);
        }
    }
}
