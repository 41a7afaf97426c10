using Orbit.Astrodynamics.Numerics;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Sgp4.Batch;
using Orbit.Astrodynamics.Tests.Numerics;

namespace Orbit.Astrodynamics.Tests.Sgp4.Batch;

/// <summary>The batch with every vector that it has, whatever this machine would choose; 0 stands for no fused multiply-add.</summary>
internal static class BatchWidths
{
    public static readonly int[] All = [8, 4, 2, 1, 0];

    public static void Propagate(int width, Sgp4Propagator satellite, double[] minutes, StateSpans states)
    {
        if (satellite.IsDeepSpace)
        {
            Propagate<DeepSpaceKernel>(width, satellite, minutes, states);
        }
        else
        {
            Propagate<NearEarthKernel>(width, satellite, minutes, states);
        }
    }

    private static void Propagate<TModel>(int width, Sgp4Propagator satellite, double[] minutes, StateSpans states)
        where TModel : IMeanModel
    {
        var instants = new ListedInstants(minutes);
        switch (width)
        {
            case 8:
                BatchRunner<Simd8, TModel>.Propagate(satellite, instants, states);
                break;
            case 4:
                BatchRunner<Simd4, TModel>.Propagate(satellite, instants, states);
                break;
            case 2:
                BatchRunner<Simd2, TModel>.Propagate(satellite, instants, states);
                break;
            case 1:
                BatchRunner<Simd1, TModel>.Propagate(satellite, instants, states);
                break;
            default:
                BatchRunner<PlainSimd, TModel>.Propagate(satellite, instants, states);
                break;
        }
    }
}
